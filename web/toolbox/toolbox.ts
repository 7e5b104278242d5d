import type { Labels } from '../content/labels.ts';
import { fill } from '../model/format.ts';
import { isRange, zoomed } from '../model/view.ts';
import type { Drawn } from '../plot/curve-plot.ts';
import { dashes, MOST } from '../plot/line-style.ts';
import type { CurveHost, Host, Sections } from './host.ts';
import { showNumbers } from './number-table.ts';
import { linkTo } from './permalink.ts';

const on = (root: HTMLElement, action: string, work: () => void) =>
  root.querySelector(`[data-do="${action}"]`)?.addEventListener('click', work);

/** Fills the tools of one plot. */
export function fillTools(host: Host, sections: Sections, labels: Labels) {
  const root = host.root.querySelector('.tools') as HTMLElement;
  const parts = 'figure' in host ? ['look', 'take', 'help'] : ['take'];
  root.append(...parts.map((id) => (document.getElementById(id) as HTMLTemplateElement).content.cloneNode(true)));
  take(root, host, sections, labels);
  showNumbers(host, labels);
  if ('figure' in host) new CurveTools(root, host, sections, labels);
}

/** Ways to take with you what a plot shows. */
function take(root: HTMLElement, host: Host, sections: Sections, labels: Labels) {
  const message = root.querySelector('output') as HTMLElement;
  const missing = root.querySelector('.take .missing') as HTMLElement;
  for (const format of ['png', 'svg', 'csv'] as const) {
    on(root, format, async () => {
      missing.hidden = true;
      try {
        const { save } = await import('./export.ts');
        await save(host, format);
      } catch (error) {
        console.warn(error);
        missing.hidden = false;
      }
    });
  }
  on(root, 'link', async () => {
    const link = linkTo(host, sections);
    history.replaceState(null, '', link);
    const copied = await navigator.clipboard?.writeText(String(link)).then(
      () => true,
      () => false,
    );
    message.textContent = copied ? labels.copied : labels.linked;
  });
}

/** What moves the view of a figure and lays other functions over it. */
class CurveTools {
  readonly #picker: HTMLSelectElement;

  constructor(
    readonly root: HTMLElement,
    readonly host: CurveHost,
    readonly sections: Sections,
    readonly labels: Labels,
  ) {
    this.#picker = this.#find('select');
    this.#look();
    this.#choose();
    this.#list();
    host.figure.draw();
  }

  #find<E extends HTMLElement>(selector: string): E {
    return this.root.querySelector(selector) as E;
  }

  /** The view by typing, by the slider and by buttons; whatever moves it, they follow. */
  #look() {
    const { figure } = this.host;
    const [from, to, zoom] = ['from', 'to', 'zoom'].map((name) =>
      this.#find<HTMLInputElement>(`[data-view="${name}"]`),
    );
    const width = figure.home[1] - figure.home[0];
    const type = () => {
      const [low, high] = [from.valueAsNumber, to.valueAsNumber];
      const valid = isRange(low, high);
      for (const field of [from, to]) field.setAttribute('aria-invalid', String(!valid));
      this.#find('.range p').hidden = valid;
      if (valid) figure.look({ ...figure.view, x: [low, high] });
    };
    for (const field of [from, to]) field.addEventListener('change', type);
    zoom.addEventListener('input', () => {
      const [low, high] = figure.view.x;
      figure.look(zoomed(figure.view, (width * 2 ** -zoom.valueAsNumber) / (high - low)));
    });
    on(this.root, 'in', () => figure.look(zoomed(figure.view, 0.8)));
    on(this.root, 'out', () => figure.look(zoomed(figure.view, 1.25)));
    on(this.root, 'home', () => figure.look({ x: figure.home }));
    figure.root.addEventListener('draw', () => {
      const [low, high] = figure.view.x;
      for (const [field, value] of [
        [from, low],
        [to, high],
      ] as const) {
        field.value = String(Number(value.toPrecision(6)));
        field.setAttribute('aria-invalid', 'false');
      }
      this.#find('.range p').hidden = true;
      zoom.valueAsNumber = Math.log2(width / (high - low));
      this.#find<HTMLButtonElement>('[data-do="home"]').disabled = figure.atHome;
    });
  }

  #choose() {
    on(this.root, 'add', () => {
      const section = this.sections.get(this.#picker.value);
      if (section) this.#put([...this.host.others, section]);
      this.#picker.value = '';
    });
  }

  /** Shows these functions beside the figure's own. */
  #put(others: Drawn[]) {
    this.host.others = others;
    this.host.figure.draw();
    this.#list();
  }

  /** The list of the functions in the plot, each with its line, and what may still be added. */
  #list() {
    const { host } = this;
    const drawn = host.figure.drawn();
    for (const option of this.#picker.options) {
      option.disabled = option.value !== '' && drawn.some(({ entry }) => entry.name === option.value);
    }
    const full = drawn.length >= MOST;
    this.#picker.disabled = full;
    this.#find<HTMLButtonElement>('[data-do="add"]').disabled = full;
    this.#find('.most').hidden = !full;
    const items = host.others.length ? drawn : [];
    this.#find('ul').replaceChildren(...items.map((item, i) => this.#item(item, i, host.others.includes(item))));
  }

  #item(drawn: Drawn, i: number, removable: boolean): HTMLLIElement {
    const { name } = drawn.entry;
    const item = document.createElement('li');
    const swatch = (document.getElementById('swatch') as HTMLTemplateElement).content.cloneNode(
      true,
    ) as DocumentFragment;
    const path = swatch.querySelector('path') as SVGPathElement;
    path.classList.add(`line-${i}`);
    path.setAttribute('stroke-dasharray', dashes[i].join(' '));
    const code = document.createElement('code');
    code.textContent = name;
    item.append(swatch, code);
    if (removable) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = '×';
      button.setAttribute('aria-label', fill(this.labels.remove, { name }));
      button.addEventListener('click', () => {
        this.#put(this.host.others.filter((other) => other !== drawn));
        this.#picker.focus();
      });
      item.append(button);
    }
    return item;
  }
}
