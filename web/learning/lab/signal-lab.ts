import { writeRows } from '../../dom/table-rows.ts';
import { fill } from '../../model/format.ts';
import { type Initialisation, initialisations, type Signal } from '../engine/signal.ts';
import { ask } from '../engine/worker-client.ts';
import type { LearningLabels } from '../picture/labels.ts';
import { panels } from '../picture/signal-picture.ts';
import { readSignal, signalRows } from '../picture/verdict.ts';
import { selected } from './selected-activation.ts';

/** The section in which a signal goes through many layers. */
export class SignalLab {
  readonly #form;
  readonly #said;
  /** Whether the worker is at it, and whether something has been changed since it was asked. */
  #busy = false;
  #changed = false;
  #speak?: ReturnType<typeof setTimeout>;

  constructor(
    readonly root: Element,
    readonly labels: LearningLabels,
    readonly failed: (error: unknown) => void,
  ) {
    this.#form = root.querySelector('form') as HTMLFormElement;
    this.#said = root.querySelector('.says') as HTMLElement;
    this.#field<HTMLFieldSetElement>('fieldset').disabled = false;
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('input', () => this.#send());
    this.#form.addEventListener('change', () => this.#form.reportValidity());
    this.#field('[name=another]').addEventListener('click', () => {
      this.#field<HTMLInputElement>('[name=seed]').stepUp();
      this.#send();
    });
    this.#send();
  }

  rest() {}

  /** Shows what the controls have been set to. */
  play() {
    this.#send();
  }

  #field<E extends HTMLElement = HTMLInputElement>(selector: string) {
    return this.#form.querySelector(selector) as E;
  }

  #value = (name: string) => this.#field(`[name=${name}]`).value;

  /** Asks for what the controls say; if more than one change comes in while the worker is busy, only for the last one. */
  async #send() {
    this.#field('[name=factor]').disabled = this.#value('weights') in initialisations;
    this.#field('output').textContent = this.#value('layers');
    this.#changed = true;
    if (this.#busy) return;
    this.#busy = true;
    try {
      // What is typed while the worker is busy may not be allowed.
      while (this.#changed && this.#form.checkValidity()) {
        this.#changed = false;
        const choice = selected(this.#field<HTMLSelectElement>('[name=name]'));
        const weights = this.#value('weights');
        const signal = await ask('send', {
          choice,
          layers: Number(this.#value('layers')),
          weights: weights in initialisations ? (weights as Initialisation) : Number(this.#value('factor')),
          bias: Number(this.#value('bias')),
          seed: Number(this.#value('seed')),
        });
        this.#draw(choice.name, signal);
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.#busy = false;
    }
  }

  #draw(name: string, signal: Signal) {
    const { root, labels } = this;
    const reading = readSignal(labels, signal);
    const layers = String(signal.layers.length);
    const description = fill(labels.signalPlot, { name, layers, reading });
    (root.querySelector('.panels') as Element).innerHTML = panels(signal, labels, description);
    const table = root.querySelector('table') as HTMLTableElement;
    (table.caption as Element).textContent = fill(labels.signalCaption, { name });
    writeRows(table.tBodies[0], signalRows(signal));
    // One announcement for a slider's whole way.
    clearTimeout(this.#speak);
    this.#speak = setTimeout(() => {
      this.#said.textContent = `${name}${labels.colon}${reading}`;
    }, 500);
  }
}
