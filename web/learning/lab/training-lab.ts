import { write } from '../../dom/write.ts';
import { fill } from '../../model/format.ts';
import { colour, followColours } from '../../plot/chart.ts';
import { makePoints, type SetName } from '../engine/datasets.ts';
import { GRID, type Picture, type Side } from '../engine/training.ts';
import { ask } from '../engine/worker-client.ts';
import { type LearningLabels, percent, short } from '../picture/labels.ts';
import { drawPoints } from './draw-points.ts';
import { Losses } from './loss-plot.ts';
import { Pad } from './point-editor.ts';
import { selected } from './selected-activation.ts';

/** Milliseconds between two announcements. */
const PAUSE = 3000;
/** Milliseconds between two drawings of the curve and changes of the numbers: what changes faster cannot be read. */
const PACE = 200;

interface Progress {
  steps: number;
  sides: Side[];
  pictures: Picture[];
}

/** Places of the grid from one stripe to the next. */
const STRIPES = 6;
/** For each place of the grid the row of the palette: in stripes that slant down to the left it is the second one. */
const rows = Uint16Array.from({ length: GRID * GRID }, (_, k) => ((k + Math.floor(k / GRID)) % STRIPES ? 0 : 256));

/**
 * What each of 256 probabilities looks like: from the one class's colour over none to the other's; then the same for the
 * stripes, which are stronger on the side of the first of them.
 */
function palette() {
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

/** The section in which two networks learn: the worker computes, at most once a frame, and this shows where they are. */
export class TrainingLab {
  readonly #form;
  readonly #sides;
  readonly #losses;
  readonly #pad;
  readonly #status;
  #palette = palette();
  #running = false;
  #frame = 0;
  /** Whether the worker has been asked and has not answered yet. */
  #waiting = false;
  /** Counts the beginnings: an answer from before the last one is not shown. */
  #run = 0;
  #shown?: Progress;
  #news?: Progress;
  /** Steps that are due; at low speeds less than one a frame. */
  #due = 0;
  #spoken = Number.NEGATIVE_INFINITY;
  #announce?: ReturnType<typeof setTimeout>;
  #drawn = 0;

  constructor(
    readonly root: Element,
    readonly labels: LearningLabels,
    readonly failed: (error: unknown) => void,
  ) {
    const find = <E extends Element>(selector: string) => root.querySelector(selector) as E;
    this.#form = find<HTMLFormElement>('form');
    this.#status = find<HTMLElement>('[role=status]');
    this.#sides = [...root.querySelectorAll<HTMLElement>('.side')].map((side) => {
      const canvas = document.createElement('canvas');
      canvas.width = GRID;
      canvas.height = GRID;
      // The picture over it says what it shows.
      canvas.setAttribute('aria-hidden', 'true');
      side.querySelector('.field')?.prepend(canvas);
      const select = side.querySelector('select') as HTMLSelectElement;
      select.disabled = false;
      select.addEventListener('input', () => this.#begin());
      return {
        side,
        select,
        context: canvas.getContext('2d') as CanvasRenderingContext2D,
        image: new ImageData(GRID, GRID),
      };
    });
    this.#losses = new Losses(find('.losses'), find('table'), labels);
    const fields = this.#sides.map(({ side }) => side.querySelector('.field') as HTMLElement);
    this.#pad = new Pad(fields, [...root.querySelectorAll<HTMLElement>('.drawing')], labels, () => this.#begin());
    find<HTMLFieldSetElement>('fieldset').disabled = false;
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('change', () => this.#form.reportValidity());
    this.#form.addEventListener('input', ({ target }) => {
      // Speed and rate may change on the way.
      if (!['speed', 'rate'].includes((target as HTMLInputElement).name)) this.#begin();
    });
    const buttons = {
      run: () => (this.#running ? this.rest() : this.#go()),
      step: () => this.#step(),
      restart: () => {
        this.rest();
        this.#begin();
      },
    };
    for (const [name, press] of Object.entries(buttons)) this.#control(name).addEventListener('click', press);
    followColours(() => {
      this.#palette = palette();
      if (this.#shown) this.#show(this.#shown, true);
    });
    this.#begin();
  }

  /** Stops, and says where. */
  rest() {
    if (!this.#running) return;
    this.#running = false;
    cancelAnimationFrame(this.#frame);
    this.#control('run').textContent = this.labels.start;
    // What has been computed and not been shown yet counts too.
    const last = this.#news ?? this.#shown;
    this.#news = undefined;
    if (last) this.#show(last, true);
  }

  /** Lets both networks learn from the start, with what the controls have been set to. */
  play() {
    this.rest();
    this.#begin();
    if (!this.#control('run').disabled) this.#go();
  }

  #control = (name: string) => this.#form.querySelector(`[name=${name}]`) as HTMLInputElement;
  #number = (name: string) => Number(this.#control(name).value);
  #names = () => this.#sides.map(({ select }) => select.value);

  /** Has both networks begin anew with what the controls say. */
  async #begin() {
    const own = this.#control('set').value === 'own';
    const names = this.#names();
    this.#pad.activate(own, names);
    if (!this.#form.checkValidity()) return this.rest();
    const seed = this.#number('seed');
    const points = own ? this.#pad.points : makePoints(this.#control('set').value as SetName, seed);
    drawPoints(
      this.#sides.map(({ side }) => side),
      points,
    );
    this.root.querySelectorAll('.score code, .curves code').forEach((code, i) => {
      code.textContent = names[i % names.length];
    });
    const ready = new Set(points.classes).size === 2;
    for (const name of ['run', 'step', 'restart']) this.#control(name).disabled = !ready;
    this.#run++;
    this.#waiting = false;
    this.#news = undefined;
    this.#due = 0;
    if (!ready) {
      this.rest();
      this.#shown = undefined;
      this.#blank();
      clearTimeout(this.#announce);
      this.#announce = undefined;
      this.#status.textContent = this.labels.tooFew;
      return;
    }
    const shape = { layers: this.#number('layers'), width: this.#number('width') };
    const pair = this.#sides.map(({ select }) => selected(select));
    const first = await this.#ask('begin', { points, shape, seed, pair });
    if (!first) return;
    this.#losses.clear();
    this.#losses.add(first);
    // After "too few" at once.
    if (!this.#shown) this.#spoken = Number.NEGATIVE_INFINITY;
    this.#show(first, true);
  }

  /** Shows no network: there are not the points for one. */
  #blank() {
    for (const { side, context } of this.#sides) {
      context.clearRect(0, 0, GRID, GRID);
      side.querySelector('.boundary')?.setAttribute('d', '');
      side.querySelector('svg')?.setAttribute('aria-label', this.labels.blank);
      write(side.querySelector('.score span') as Element, '');
    }
    write(this.root.querySelector('.now') as Element, '');
    this.#losses.clear();
  }

  /** The worker's answer; nothing if the networks have begun anew meanwhile. */
  async #ask<Name extends 'begin' | 'advance'>(name: Name, argument: Parameters<typeof ask<Name>>[1]) {
    const run = this.#run;
    this.#waiting = true;
    try {
      const answer = (await ask(name, argument)) as Progress;
      return run === this.#run ? answer : undefined;
    } catch (error) {
      this.rest();
      this.failed(error);
    } finally {
      if (run === this.#run) this.#waiting = false;
    }
  }

  async #advance(steps: number) {
    const progress = await this.#ask('advance', { steps, rate: this.#number('rate') });
    if (progress) this.#losses.add(progress);
    return progress;
  }

  async #step() {
    this.rest();
    const progress = await this.#advance(1);
    if (progress) this.#show(progress, true);
  }

  #go() {
    this.#running = true;
    this.#control('run').textContent = this.labels.pause;
    const frame = () => {
      if (this.#news) this.#show(this.#news);
      this.#news = undefined;
      if (!this.#waiting) this.#next();
      this.#frame = requestAnimationFrame(frame);
    };
    frame();
  }

  /** Asks for a frame's steps. */
  async #next() {
    this.#due += this.#number('speed');
    const steps = Math.floor(this.#due + 1e-9);
    if (!steps) return;
    this.#due -= steps;
    const progress = await this.#advance(steps);
    if (progress && !this.#running) this.#show(progress, true);
    else this.#news = progress;
  }

  /** Shows where the networks are; what takes longer, or is announced, only now and then, unless they have stopped there. */
  #show(progress: Progress, still = false) {
    this.#shown = progress;
    const names = this.#names();
    const { labels } = this;
    this.#sides.forEach(({ side, context, image }, i) => {
      const { grid, boundary } = progress.pictures[i];
      const pixels = new Uint32Array(image.data.buffer);
      for (let k = 0; k < grid.length; k++) pixels[k] = this.#palette[grid[k] + rows[k]];
      context.putImageData(image, 0, 0);
      side.querySelector('.boundary')?.setAttribute('d', boundary);
    });
    const now = performance.now();
    if (still || now - this.#drawn > PACE) {
      this.#drawn = now;
      const said = this.#say(progress);
      this.#sides.forEach(({ side }, i) => {
        write(side.querySelector('.score span') as Element, fill(labels.score, said[i]));
      });
      write(this.root.querySelector('.now') as Element, fill(labels.now, said[0]));
      this.#losses.draw(names);
    }
    if (still) this.#losses.write(names);
    this.#announce ??= setTimeout(() => this.#describe(), Math.max(0, this.#spoken + PAUSE - now));
  }

  /** Puts into words where the networks are. */
  #describe() {
    this.#announce = undefined;
    this.#spoken = performance.now();
    if (!this.#shown) return;
    const { labels } = this;
    const names = this.#names();
    const said = this.#say(this.#shown);
    this.#losses.write(names);
    this.#sides.forEach(({ side }, i) => {
      side.querySelector('svg')?.setAttribute('aria-label', fill(labels.field, said[i]));
    });
    const [first, second] = said.map((one) => fill(labels.one, one));
    const { steps } = said[0];
    this.#status.textContent = this.#shown.steps ? fill(labels.status, { steps, first, second }) : labels.ready;
  }

  #say({ steps, sides }: Progress) {
    const names = this.#names();
    return sides.map(({ loss, accuracy }, i) => ({
      name: names[i],
      steps: String(steps),
      loss: short(loss),
      right: percent(accuracy),
    }));
  }
}
