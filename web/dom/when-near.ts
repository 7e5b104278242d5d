/** Calls `work` once, when one of the elements comes within half a screen of the viewport, or what `margin` says. */
export function whenNear(elements: Iterable<Element>, work: () => void, margin = '50%') {
  const nearViewport = new IntersectionObserver(
    (changes) => {
      if (!changes.some(({ isIntersecting }) => isIntersecting)) return;
      nearViewport.disconnect();
      work();
    },
    { rootMargin: margin },
  );
  for (const element of elements) nearViewport.observe(element);
}
