import type { Labels } from '../content/labels.ts';
import { fill } from '../model/format.ts';
import type { Entry } from '../model/settings.ts';
import { isRange, zoomed } from '../model/view.ts';
import { MOST_FUNCTIONS } from '../plot/picture.ts';
import type { CurveHost, Host, Sections } from './host.ts';
import { showNumbers } from './number-table.ts';
import { linkTo } from './permalink.ts';

const onClick = (root: HTMLElement, action: string, work: () => void) =>
  root.querySelector(`[data-do="${action}"]`)?.addEventListener('click', work);

/** Fills the tools of one plot from the page's templates. */
export function fillToolbox(host: Host, sections: Sections, labels: Labels) {
  const root = host.root.querySelector('.tools') as HTMLElement;
  const parts = 'curvePlot' in host ? ['look', 'take', 'help'] : ['take'];
  root.append(...parts.map((id) => (document.getElementById(id) as HTMLTemplateElement).content.cloneNode(true)));
  listenToExports(root, host, sections, labels);
  showNumbers(host, labels);
  if ('curvePlot' in host) new CurveTools(root, host, sections, labels);
}

/** Makes the buttons for files and the link work. */
function listenToExports(root: HTMLElement, host: Host, sections: Sections, labels: Labels) {
  const message = root.querySelector('output') as HTMLElement;
  const missing = root.querySelector('.take .missing') as HTMLElement;
  for (const format of ['png', 'svg', 'csv'] as const) {
    onClick(root, format, async () => {
      missing.hidden = true;
      try {
        const { savePlot } = await import('./export.ts');
        await savePlot(host, format);
      } catch (error) {
        console.warn(error);
        missing.hidden = false;
      }
    });
  }
  onClick(root, 'link', async () => {
    const link = linkTo(host, sections);
    history.replaceState(null, '', link);
    const copied = await navigator.clipboard?.writeText(String(link)).then(
      () => true,
      () => false,
    );
    message.textContent = copied ? labels.copied : labels.linked;
  });
}

/** Tools that move the view of a curve plot and add functions to it. */
class CurveTools {
  readonly #picker: HTMLSelectElement;

  constructor(
    readonly root: HTMLElement,
    readonly host: CurveHost,
    readonly sections: Sections,
    readonly labels: Labels,
  ) {
    this.#picker = this.#find('select');
    this.#listenToView();
    this.#listenToPicker();
    this.#updateList();
    host.curvePlot.draw();
  }

  #find<E extends HTMLElement>(selector: string): E {
    return this.root.querySelector(selector) as E;
  }

  /** Lets fields, slider and buttons move the view, and keeps them up to date with it. */
  #listenToView() {
    const { curvePlot } = this.host;
    const [from, to, zoom] = ['from', 'to', 'zoom'].map((name) =>
      this.#find<HTMLInputElement>(`[data-view="${name}"]`),
    );
    const width = curvePlot.home[1] - curvePlot.home[0];
    const type = () => {
      const [low, high] = [from.valueAsNumber, to.valueAsNumber];
      const valid = isRange(low, high);
      for (const field of [from, to]) field.setAttribute('aria-invalid', String(!valid));
      this.#find('.range p').hidden = valid;
      if (valid) curvePlot.setView({ ...curvePlot.view, x: [low, high] });
    };
    for (const field of [from, to]) field.addEventListener('change', type);
    zoom.addEventListener('input', () => {
      const [low, high] = curvePlot.view.x;
      curvePlot.setView(zoomed(curvePlot.view, (width * 2 ** -zoom.valueAsNumber) / (high - low)));
    });
    onClick(this.root, 'in', () => curvePlot.setView(zoomed(curvePlot.view, 0.8)));
    onClick(this.root, 'out', () => curvePlot.setView(zoomed(curvePlot.view, 1.25)));
    onClick(this.root, 'home', () => curvePlot.setView({ x: curvePlot.home }));
    curvePlot.root.addEventListener('draw', () => {
      const [low, high] = curvePlot.view.x;
      for (const [field, value] of [
        [from, low],
        [to, high],
      ] as const) {
        field.value = String(Number(value.toPrecision(6)));
        field.setAttribute('aria-invalid', 'false');
      }
      this.#find('.range p').hidden = true;
      zoom.valueAsNumber = Math.log2(width / (high - low));
      this.#find<HTMLButtonElement>('[data-do="home"]').disabled = curvePlot.isHome;
    });
  }

  #listenToPicker() {
    onClick(this.root, 'add', () => {
      const section = this.sections.get(this.#picker.value);
      if (section) this.#draw([...this.host.functions, section.entry]);
      this.#picker.value = '';
    });
  }

  #draw(functions: Entry[]) {
    this.host.functions = functions;
    this.host.curvePlot.draw();
    this.#updateList();
  }

  /** Updates the list of drawn functions, and the choice of those that may be added. */
  #updateList() {
    const { functions, others } = this.host;
    for (const option of this.#picker.options) {
      option.disabled = option.value !== '' && functions.some(({ name }) => name === option.value);
    }
    const full = functions.length >= MOST_FUNCTIONS;
    this.#picker.disabled = full;
    this.#find<HTMLButtonElement>('[data-do="add"]').disabled = full;
    this.#find('.most').hidden = !full;
    const items = others.length ? functions : [];
    this.#find('ul').replaceChildren(...items.map((item, i) => this.#createItem(item, i, others.includes(item))));
  }

  #createItem(entry: Entry, i: number, removable: boolean): HTMLLIElement {
    const { name } = entry;
    const item = document.createElement('li');
    const swatch = (document.getElementById('swatch') as HTMLTemplateElement).content.cloneNode(
      true,
    ) as DocumentFragment;
    swatch.querySelector('path')?.classList.add(`line-${i}`);
    const code = document.createElement('code');
    code.textContent = name;
    item.append(swatch, code);
    if (removable) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = '×';
      button.setAttribute('aria-label', fill(this.labels.remove, { name }));
      button.addEventListener('click', () => {
        this.#draw(this.host.functions.filter((other) => other !== entry));
        this.#picker.focus();
      });
      item.append(button);
    }
    return item;
  }
}
