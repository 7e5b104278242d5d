/** A place on the canvas as fractions of the plot's width and height, from its lower left corner. */
export type Place = readonly [number, number];

export interface Gestures {
  /** The pointer's place. */
  place(event: MouseEvent): Place;
  point(at: Place): void;
  zoom(factor: number, about: Place): void;
  move(by: Place): void;
  /** After a click or a drag. */
  end(): void;
}

const middle = (places: Place[]): Place => [
  places.reduce((sum, [x]) => sum + x, 0) / places.length,
  places.reduce((sum, [, y]) => sum + y, 0) / places.length,
];

/** The distance between two fingers. */
const spread = ([a, b]: Place[]) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Two fingers move and zoom. The mouse points, and moves with its button down. One finger points or scrolls. */
function listenToPointers(canvas: HTMLCanvasElement, plot: Gestures) {
  const down = new Map<number, Place>();
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, plot.place(event));
    if (down.size === 1) plot.point(plot.place(event));
  });
  canvas.addEventListener('pointermove', (event) => {
    const here = plot.place(event);
    const held = down.has(event.pointerId);
    if (!held || (down.size === 1 && event.pointerType === 'touch')) {
      if (held) down.set(event.pointerId, here);
      plot.point(here);
      return;
    }
    const before = [...down.values()];
    down.set(event.pointerId, here);
    const after = [...down.values()];
    const [from, to] = [middle(before), middle(after)];
    plot.move([from[0] - to[0], from[1] - to[1]]);
    if (down.size === 2) plot.zoom(spread(before) / (spread(after) || 1), to);
  });
  for (const type of ['pointerup', 'pointercancel'] as const) {
    canvas.addEventListener(type, ({ pointerId }) => down.delete(pointerId));
  }
}

/** The wheel zooms with Ctrl or ⌘ only, which browsers also set for a pinch on a touchpad. Alone it scrolls. */
function listenToWheel(canvas: HTMLCanvasElement, plot: Gestures) {
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      plot.zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.005), plot.place(event));
    },
    { passive: false },
  );
}

const ARROW_DIRECTIONS: Record<string, Place> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};

/** Keys on the cursor's slider, which itself takes the plain arrows. The canvas stays a picture without focus. */
export function listenToKeys(
  slider: HTMLInputElement,
  plot: { zoom(factor: number): void; move(by: Place): void; reset(): void },
) {
  slider.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = ARROW_DIRECTIONS[event.key];
    if (step && event.shiftKey) plot.move([step[0] / 10, step[1] / 10]);
    else if (event.key === '+' || event.key === '=') plot.zoom(0.8);
    else if (event.key === '-') plot.zoom(1.25);
    else if (event.key === '0') plot.reset();
    else return;
    event.preventDefault();
  });
}

export function listenToGestures(canvas: HTMLCanvasElement, plot: Gestures) {
  listenToPointers(canvas, plot);
  listenToWheel(canvas, plot);
  canvas.addEventListener('click', () => plot.end());
}
