import { writeRows } from '../../dom/table-rows.ts';
import { fill } from '../../model/format.ts';
import { type Initialisation, initialisations, type Signal } from '../engine/signal.ts';
import { askWorker } from '../engine/worker-client.ts';
import type { LearningLabels } from '../picture/labels.ts';
import { signalPicture } from '../picture/signal-picture.ts';
import { readSignal, signalRows } from '../picture/verdict.ts';
import { selectedActivation } from './selected-activation.ts';

/** The section in which a signal goes through many layers. */
export class SignalLab {
  readonly #form;
  readonly #status;
  /** Whether the worker is computing; `#changed` says whether a control has changed since. */
  #busy = false;
  #changed = false;
  #announcement?: ReturnType<typeof setTimeout>;

  constructor(
    readonly root: Element,
    readonly labels: LearningLabels,
    readonly onFailure: (error: unknown) => void,
  ) {
    this.#form = root.querySelector('form') as HTMLFormElement;
    this.#status = root.querySelector('.says') as HTMLElement;
    this.#find<HTMLFieldSetElement>('fieldset').disabled = false;
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('input', () => this.#update());
    this.#form.addEventListener('change', () => this.#form.reportValidity());
    this.#find('[name=another]').addEventListener('click', () => {
      this.#find<HTMLInputElement>('[name=seed]').stepUp();
      this.#update();
    });
    this.#update();
  }

  pause() {}

  restart() {
    this.#update();
  }

  #find<E extends HTMLElement = HTMLInputElement>(selector: string) {
    return this.#form.querySelector(selector) as E;
  }

  #value = (name: string) => this.#find(`[name=${name}]`).value;

  /** Computes and draws the controls' settings. Of several changes during one computation only the last is computed. */
  async #update() {
    this.#find('[name=factor]').disabled = this.#value('weights') in initialisations;
    this.#find('output').textContent = this.#value('layers');
    this.#changed = true;
    if (this.#busy) return;
    this.#busy = true;
    try {
      // Input typed during a computation may be invalid.
      while (this.#changed && this.#form.checkValidity()) {
        this.#changed = false;
        const choice = selectedActivation(this.#find<HTMLSelectElement>('[name=name]'));
        const weights = this.#value('weights');
        const signal = await askWorker('send', {
          choice,
          layers: Number(this.#value('layers')),
          weights: weights in initialisations ? (weights as Initialisation) : Number(this.#value('factor')),
          bias: Number(this.#value('bias')),
          seed: Number(this.#value('seed')),
        });
        this.#draw(choice.name, signal);
      }
    } catch (error) {
      this.onFailure(error);
    } finally {
      this.#busy = false;
    }
  }

  #draw(name: string, signal: Signal) {
    const { root, labels } = this;
    const reading = readSignal(labels, signal);
    const layers = String(signal.layers.length);
    const description = fill(labels.signalPlot, { name, layers, reading });
    (root.querySelector('.panels') as Element).innerHTML = signalPicture(signal, labels, description);
    const table = root.querySelector('table') as HTMLTableElement;
    (table.caption as Element).textContent = fill(labels.signalCaption, { name });
    writeRows(table.tBodies[0], signalRows(signal));
    // The delay makes one announcement of a slider's many changes.
    clearTimeout(this.#announcement);
    this.#announcement = setTimeout(() => {
      this.#status.textContent = `${name}${labels.colon}${reading}`;
    }, 500);
  }
}
