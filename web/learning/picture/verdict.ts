import { fill } from '../../model/format.ts';
import type { Signal } from '../engine/signal.ts';
import { type LearningLabels, percent, short } from './labels.ts';

/** A signal below this part of its start has vanished; above the inverse it has exploded. */
const VANISHED = 1e-3;

/** Sentences on what becomes of the signal. */
export function readSignal(labels: LearningLabels, { layers }: Signal): string {
  const verdict = (factor: number) =>
    factor < VANISHED ? labels.vanishes : factor > 1 / VANISHED ? labels.explodes : labels.steady;
  const change = (template: string, from: number, to: number) => {
    // A signal that starts at 0 stays 0; the quotient would be NaN.
    const factor = from && to / from;
    return fill(template, { layers: String(layers.length), factor: short(factor), verdict: verdict(factor) });
  };
  const [first] = layers;
  const last = layers[layers.length - 1];
  const sentences: string[] = [];
  const broken = layers.findIndex(({ outputs, difference }) => !Number.isFinite(outputs + difference));
  if (broken >= 0) sentences.push(fill(labels.overflow, { layer: String(broken + 1) }));
  else {
    if (layers.length > 1) {
      sentences.push(change(labels.forward, first.difference, last.difference));
      sentences.push(change(labels.back, last.gradients, first.gradients));
    }
    const most = layers.reduce((a, b) => (b.dead > a.dead ? b : a));
    sentences.push(
      most.dead
        ? fill(labels.dead, { share: percent(most.dead), layer: String(layers.indexOf(most) + 1) })
        : labels.alive,
    );
  }
  return sentences.join(labels.space);
}

/** The table's rows, one for each layer. */
export const signalRows = ({ layers }: Signal) =>
  layers.map(({ outputs, difference, gradients, zeros, dead }, i) => [
    String(i + 1),
    ...[outputs, difference, gradients].map(short),
    ...[zeros, dead].map(percent),
  ]);
