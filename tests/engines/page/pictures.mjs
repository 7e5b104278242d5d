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

/** The part of an SVG file's pixels that is not what the canvas shows. It comes from the server, as the policy wants. */
export async function differenceFrom(canvas, source) {
  await fetch('/picture', { method: 'POST', body: JSON.stringify(source) });
  const image = Object.assign(new Image(), { src: `/picture.svg?${performance.now()}` });
  await image.decode();
  const drawn = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
  const { width, height } = canvas.closest('.plot').getBoundingClientRect();
  const context = drawn.getContext('2d');
  context.scale(devicePixelRatio, devicePixelRatio);
  context.drawImage(image, 0, 0, width, height);
  const [one, other] = [paint(canvas, drawn), paint(canvas, canvas)];
  return one.reduce((count, value, i) => count + (Math.abs(value - other[i]) > 96), 0) / one.length;
}

/** A file's picture; the page's policy would complain of its style. */
export const parse = (source) =>
  new DOMParser().parseFromString(source.replace(/<style>.*<\/style>/s, ''), 'image/svg+xml').documentElement;
