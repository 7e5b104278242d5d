/** Loads what the sections on learning need when one of them comes near the viewport, and tells each where it is. */
export function watchLabs() {
  let loading: Promise<typeof import('./lab.ts')> | undefined;
  const nearViewport = new IntersectionObserver(
    async (changes) => {
      if (!loading && !changes.some(({ isIntersecting }) => isIntersecting)) return;
      loading ??= import('./lab.ts');
      const { show } = await loading;
      for (const { target, isIntersecting } of changes) show(target, isIntersecting);
    },
    { rootMargin: '50%' },
  );
  for (const root of document.querySelectorAll('.lab')) nearViewport.observe(root);
}
