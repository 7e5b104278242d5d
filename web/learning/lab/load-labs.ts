/** Loads the labs' script when the first comes near the viewport, and keeps telling each whether it is near. */
export function loadLabsWhenNear() {
  let loading: Promise<typeof import('./lab.ts')> | undefined;
  const nearViewport = new IntersectionObserver(
    async (changes) => {
      if (!loading && !changes.some(({ isIntersecting }) => isIntersecting)) return;
      loading ??= import('./lab.ts');
      const { setNear } = await loading;
      for (const { target, isIntersecting } of changes) setNear(target, isIntersecting);
    },
    { rootMargin: '50%' },
  );
  for (const root of document.querySelectorAll('.lab')) nearViewport.observe(root);
}
