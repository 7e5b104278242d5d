import { fill } from '../../model/format.ts';
import type { Signal } from '../engine/signal.ts';
import { percent, short, type Words } from './labels.ts';

/** What is called small, and its inverse large: a thousandth. */
const SMALL = 1e-3;

/** What becomes of the signal, in sentences. */
export function readSignal(t: Words, { layers }: Signal): string {
  const verdict = (factor: number) => (factor < SMALL ? t.vanishes : factor > 1 / SMALL ? t.explodes : t.steady);
  const change = (template: string, from: number, to: number) => {
    // Where nothing sets out, nothing arrives.
    const factor = from && to / from;
    return fill(template, { layers: String(layers.length), factor: short(factor), verdict: verdict(factor) });
  };
  const [first] = layers;
  const last = layers[layers.length - 1];
  const sentences: string[] = [];
  const broken = layers.findIndex(({ outputs, difference }) => !Number.isFinite(outputs + difference));
  if (broken >= 0) sentences.push(fill(t.overflow, { layer: String(broken + 1) }));
  else {
    if (layers.length > 1) {
      sentences.push(change(t.forward, first.difference, last.difference));
      sentences.push(change(t.back, last.gradients, first.gradients));
    }
    const most = layers.reduce((a, b) => (b.dead > a.dead ? b : a));
    sentences.push(
      most.dead ? fill(t.dead, { share: percent(most.dead), layer: String(layers.indexOf(most) + 1) }) : t.alive,
    );
  }
  return sentences.join(t.space);
}

/** The numbers of all layers, as the table has them. */
export const signalRows = ({ layers }: Signal) =>
  layers.map(({ outputs, difference, gradients, zeros, dead }, i) => [
    String(i + 1),
    ...[outputs, difference, gradients].map(short),
    ...[zeros, dead].map(percent),
  ]);
