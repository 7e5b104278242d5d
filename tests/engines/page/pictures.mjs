// Pictures, and whether they look the same.

/** The pixels of layers over each other on the page's paper. */
export function paint({ width, height }, ...layers) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--paper');
  context.fillRect(0, 0, width, height);
  for (const layer of layers) context.drawImage(layer, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

/** Whether all but a thousandth of them are the same, as far as an eye can see: engines round differently each time. */
export function alike(one, other) {
  let differing = 0;
  for (let i = 0; i < one.length; i++) if (Math.abs(one[i] - other[i]) > 4) differing++;
  return one.length === other.length && differing < one.length / 1000;
}
