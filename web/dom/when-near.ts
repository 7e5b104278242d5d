/** Calls `work` once, when the first of the elements comes within `margin` of the viewport. */
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
