import { write } from '../../dom/write.ts';
import { fill } from '../../model/format.ts';
import { colour, onColourChange } from '../../plot/chart.ts';
import { type DatasetName, makePoints } from '../engine/datasets.ts';
import { GRID_SIZE } from '../engine/training.ts';
import type { Answers } from '../engine/worker.ts';
import { askWorker } from '../engine/worker-client.ts';
import { type LearningLabels, percent, short } from '../picture/labels.ts';
import { drawPoints } from './draw-points.ts';
import { LossPlot } from './loss-plot.ts';
import { PointEditor } from './point-editor.ts';
import { selectedActivation } from './selected-activation.ts';

/** Milliseconds between two announcements. */
const ANNOUNCEMENT_INTERVAL = 3000;
/** Milliseconds between two updates of the loss plot and the numbers: faster ones could not be read. */
const DRAWING_INTERVAL = 200;

type Progress = ReturnType<Answers['advance']>;

/** Cells of the grid from one stripe to the next. */
const STRIPE_SPACING = 6;
/** The offset of each cell's row in the palette; the second row makes stripes that slant down to the left. */
const paletteRows = Uint16Array.from({ length: GRID_SIZE * GRID_SIZE }, (_, k) =>
  (k + Math.floor(k / GRID_SIZE)) % STRIPE_SPACING ? 0 : 256,
);

/** The colours of 256 probabilities. The second row, for the stripes, is stronger below one half. */
function drawPalette() {
  const canvas = document.createElement('canvas');
  canvas.width = 256;
  canvas.height = 2;
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  const shades = context.createLinearGradient(0, 0, 256, 0);
  shades.addColorStop(0, colour('slope').trim());
  shades.addColorStop(0.5, colour('paper').trim());
  shades.addColorStop(1, colour('value').trim());
  context.globalAlpha = 0.33;
  context.fillStyle = shades;
  context.fillRect(0, 0, 256, 2);
  context.fillRect(0, 1, 128, 1);
  return new Uint32Array(context.getImageData(0, 0, 256, 2).data.buffer);
}

/** The section in which two networks learn. The worker computes, at most once a frame; this class shows progress. */
export class TrainingLab {
  readonly #form;
  readonly #sides;
  readonly #lossPlot;
  readonly #editor;
  readonly #status;
  #palette = drawPalette();
  #running = false;
  #frame = 0;
  /** Whether an answer of the worker is due. */
  #waiting = false;
  /** Counts restarts, so that an answer from before the last one is dropped. */
  #generation = 0;
  #shown?: Progress;
  #latest?: Progress;
  /** Steps that are due, with fractions: low speeds make less than one a frame. */
  #dueSteps = 0;
  #announcedAt = Number.NEGATIVE_INFINITY;
  #announcement?: ReturnType<typeof setTimeout>;
  #drawnAt = 0;

  constructor(
    readonly root: Element,
    readonly labels: LearningLabels,
    readonly onFailure: (error: unknown) => void,
  ) {
    const find = <E extends Element>(selector: string) => root.querySelector(selector) as E;
    this.#form = find<HTMLFormElement>('form');
    this.#status = find<HTMLElement>('[role=status]');
    this.#sides = [...root.querySelectorAll<HTMLElement>('.side')].map((side) => {
      const canvas = document.createElement('canvas');
      canvas.width = GRID_SIZE;
      canvas.height = GRID_SIZE;
      // The SVG above it has the description.
      canvas.setAttribute('aria-hidden', 'true');
      side.querySelector('.field')?.prepend(canvas);
      const select = side.querySelector('select') as HTMLSelectElement;
      select.disabled = false;
      select.addEventListener('input', () => this.#begin());
      return {
        side,
        select,
        context: canvas.getContext('2d') as CanvasRenderingContext2D,
        image: new ImageData(GRID_SIZE, GRID_SIZE),
      };
    });
    this.#lossPlot = new LossPlot(find('.losses'), find('table'), labels);
    const planes = this.#sides.map(({ side }) => side.querySelector('.field') as HTMLElement);
    const toolbars = [...root.querySelectorAll<HTMLElement>('.drawing')];
    this.#editor = new PointEditor(planes, toolbars, labels, () => this.#begin());
    find<HTMLFieldSetElement>('fieldset').disabled = false;
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('change', () => this.#form.reportValidity());
    this.#form.addEventListener('input', ({ target }) => {
      // Speed and rate may change during a training.
      if (!['speed', 'rate'].includes((target as HTMLInputElement).name)) this.#begin();
    });
    const buttons = {
      run: () => (this.#running ? this.pause() : this.#start()),
      step: () => this.#step(),
      restart: () => {
        this.pause();
        this.#begin();
      },
    };
    for (const [name, press] of Object.entries(buttons)) this.#control(name).addEventListener('click', press);
    onColourChange(() => {
      this.#palette = drawPalette();
      if (this.#shown) this.#show(this.#shown, true);
    });
    this.#begin();
  }

  /** Stops the training and announces its progress. */
  pause() {
    if (!this.#running) return;
    this.#running = false;
    cancelAnimationFrame(this.#frame);
    this.#control('run').textContent = this.labels.start;
    // The latest answer may not have been shown yet.
    const last = this.#latest ?? this.#shown;
    this.#latest = undefined;
    if (last) this.#show(last, true);
  }

  /** Trains both networks from the start with the controls' settings. */
  restart() {
    this.pause();
    this.#begin();
    if (!this.#control('run').disabled) this.#start();
  }

  #control = (name: string) => this.#form.querySelector(`[name=${name}]`) as HTMLInputElement;
  #number = (name: string) => Number(this.#control(name).value);
  #names = () => this.#sides.map(({ select }) => select.value);

  /** Begins a training with the controls' settings. */
  async #begin() {
    const own = this.#control('set').value === 'own';
    const names = this.#names();
    this.#editor.activate(own, names);
    if (!this.#form.checkValidity()) return this.pause();
    const seed = this.#number('seed');
    const points = own ? this.#editor.points : makePoints(this.#control('set').value as DatasetName, seed);
    drawPoints(
      this.#sides.map(({ side }) => side),
      points,
    );
    this.root.querySelectorAll('.score code, .curves code').forEach((code, i) => {
      code.textContent = names[i % names.length];
    });
    const ready = new Set(points.classes).size === 2;
    for (const name of ['run', 'step', 'restart']) this.#control(name).disabled = !ready;
    this.#generation++;
    this.#waiting = false;
    this.#latest = undefined;
    this.#dueSteps = 0;
    if (!ready) {
      this.pause();
      this.#shown = undefined;
      this.#showNoNetwork();
      clearTimeout(this.#announcement);
      this.#announcement = undefined;
      this.#status.textContent = this.labels.tooFew;
      return;
    }
    const shape = { layers: this.#number('layers'), width: this.#number('width') };
    const pair = this.#sides.map(({ select }) => selectedActivation(select));
    const first = await this.#ask('begin', { points, shape, seed, pair });
    if (!first) return;
    this.#lossPlot.clear();
    this.#lossPlot.add(first);
    // "Too few points" is corrected at once.
    if (!this.#shown) this.#announcedAt = Number.NEGATIVE_INFINITY;
    this.#show(first, true);
  }

  /** Empties the pictures when the points are too few to train on. */
  #showNoNetwork() {
    for (const { side, context } of this.#sides) {
      context.clearRect(0, 0, GRID_SIZE, GRID_SIZE);
      side.querySelector('.boundary')?.setAttribute('d', '');
      side.querySelector('svg')?.setAttribute('aria-label', this.labels.blank);
      write(side.querySelector('.score span') as Element, '');
    }
    write(this.root.querySelector('.now') as Element, '');
    this.#lossPlot.clear();
  }

  /** The worker's answer, or undefined if the training has been restarted meanwhile. */
  async #ask<Name extends 'begin' | 'advance'>(name: Name, argument: Parameters<typeof askWorker<Name>>[1]) {
    const generation = this.#generation;
    this.#waiting = true;
    try {
      const answer: Progress = await askWorker(name, argument);
      return generation === this.#generation ? answer : undefined;
    } catch (error) {
      this.pause();
      this.onFailure(error);
    } finally {
      if (generation === this.#generation) this.#waiting = false;
    }
  }

  async #advance(steps: number) {
    const progress = await this.#ask('advance', { steps, rate: this.#number('rate') });
    if (progress) this.#lossPlot.add(progress);
    return progress;
  }

  async #step() {
    this.pause();
    const progress = await this.#advance(1);
    if (progress) this.#show(progress, true);
  }

  #start() {
    this.#running = true;
    this.#control('run').textContent = this.labels.pause;
    const frame = () => {
      if (this.#latest) this.#show(this.#latest);
      this.#latest = undefined;
      if (!this.#waiting) this.#requestSteps();
      this.#frame = requestAnimationFrame(frame);
    };
    frame();
  }

  /** Asks the worker for one frame's steps. */
  async #requestSteps() {
    this.#dueSteps += this.#number('speed');
    const steps = Math.floor(this.#dueSteps + 1e-9);
    if (!steps) return;
    this.#dueSteps -= steps;
    const progress = await this.#advance(steps);
    if (progress && !this.#running) this.#show(progress, true);
    else this.#latest = progress;
  }

  /** Shows the progress. Slow parts and announcements come at intervals, unless the training stands `still`. */
  #show(progress: Progress, still = false) {
    this.#shown = progress;
    const names = this.#names();
    const { labels } = this;
    this.#sides.forEach(({ side, context, image }, i) => {
      const { grid, boundary } = progress.pictures[i];
      const pixels = new Uint32Array(image.data.buffer);
      for (let k = 0; k < grid.length; k++) pixels[k] = this.#palette[grid[k] + paletteRows[k]];
      context.putImageData(image, 0, 0);
      side.querySelector('.boundary')?.setAttribute('d', boundary);
    });
    const now = performance.now();
    if (still || now - this.#drawnAt > DRAWING_INTERVAL) {
      this.#drawnAt = now;
      const scores = this.#shownScores(progress);
      this.#sides.forEach(({ side }, i) => {
        write(side.querySelector('.score span') as Element, fill(labels.score, scores[i]));
      });
      write(this.root.querySelector('.now') as Element, fill(labels.now, scores[0]));
      this.#lossPlot.draw(names);
    }
    if (still) this.#lossPlot.writeTable(names);
    this.#announcement ??= setTimeout(
      () => this.#announceProgress(),
      Math.max(0, this.#announcedAt + ANNOUNCEMENT_INTERVAL - now),
    );
  }

  /** Describes the progress for assistive technology. */
  #announceProgress() {
    this.#announcement = undefined;
    this.#announcedAt = performance.now();
    if (!this.#shown) return;
    const { labels } = this;
    const names = this.#names();
    const scores = this.#shownScores(this.#shown);
    this.#lossPlot.writeTable(names);
    this.#sides.forEach(({ side }, i) => {
      side.querySelector('svg')?.setAttribute('aria-label', fill(labels.field, scores[i]));
    });
    const [first, second] = scores.map((one) => fill(labels.one, one));
    const { steps } = scores[0];
    this.#status.textContent = this.#shown.steps ? fill(labels.status, { steps, first, second }) : labels.ready;
  }

  #shownScores({ steps, sides }: Progress) {
    const names = this.#names();
    return sides.map(({ loss, accuracy }, i) => ({
      name: names[i],
      steps: String(steps),
      loss: short(loss),
      right: percent(accuracy),
    }));
  }
}
