import record from '../../../docs/measurements/accuracy.json' with { type: 'json' };
import type { Language } from '../../content/labels.ts';
import { fill, format } from '../../model/format.ts';
import type { Entry } from '../../model/settings.ts';
import { errorPlot } from '../../plot/error-plot.ts';
import { lineSwatch, powerOfTen } from '../../plot/svg.ts';
import { math } from '../text/formula.ts';
import { siteLabels } from '../text/label-files.ts';
import { deferTable } from './deferred-tables.ts';
import { renderTable } from './facts.ts';

/** Measured errors of one library's value or gradient (tests/exhaustive/verify/record.mjs); null is infinity. */
interface Measured {
  worst: number | null;
  at: number;
  correct: number;
  incorrect: number;
  curve: (number | null)[];
}

const MODES = ['value', 'gradient'] as const;
const TEXTBOOK = 'plain-js';
const LIBRARIES = {
  kassei: 'Kassei',
  [TEXTBOOK]: 'JavaScript Math.*',
  'tfjs-wasm': 'TensorFlow.js',
  'ort-web': 'ONNX Runtime Web',
  'jax-js': 'jax-js',
};

const functions = record.functions as Partial<Record<string, Record<string, Record<string, Measured>>>>;

export function measuredErrors({ name }: Entry, mode: string): Record<string, Measured> {
  const found = functions[name]?.[mode];
  if (!found?.kassei || !found[TEXTBOOK]) {
    throw new Error(`docs/measurements/accuracy.json lacks ${name}: npm run verify, npm run verify -- --peers`);
  }
  return found;
}

/** An error as text. A large one has a power of ten; null stands for infinity. */
function formatError(value: number | null) {
  if (value === null) return '∞';
  if (Math.abs(value) < 1e5) return format(value, 3);
  const [digits, exponent] = value.toExponential(1).split('e+');
  return `${digits.replace('-', '−')}×${powerOfTen(Number(exponent))}`;
}

/** The picture's file, relative to the Japanese page. */
export const errorFile = ({ name }: Entry) => `errors/${name}.svg`;

/** The picture of the errors of a function and its derivative. */
export function renderErrorPicture(entry: Entry, sheet: string): string {
  const panels = MODES.map((mode) => {
    const { kassei, [TEXTBOOK]: naive } = measuredErrors(entry, mode);
    return { name: mode === 'value' ? 'f' : 'f′', kassei: kassei.curve, naive: naive.curve };
  });
  return errorPlot(panels, record.curve, sheet);
}

/** The figure of errors, and the deferred table of all libraries. */
export function renderErrors(language: Language, entry: Entry) {
  const labels = siteLabels[language];
  const largest = (library: string) =>
    fill(labels.errorLargest, {
      library: LIBRARIES[library as keyof typeof LIBRARIES],
      value: formatError(measuredErrors(entry, 'value')[library].worst),
      gradient: formatError(measuredErrors(entry, 'gradient')[library].worst),
    });
  const alt = fill(labels.errorPlot, { name: entry.name, kassei: largest('kassei'), naive: largest(TEXTBOOK) });
  const rows = Object.entries(LIBRARIES).flatMap(([library, title]) =>
    MODES.flatMap((mode) => {
      const one = measuredErrors(entry, mode)[library];
      if (!one) return [];
      const few = one.incorrect ? fill(labels.errorBut, { count: String(one.incorrect) }) : labels.errorEvery;
      const share = one.incorrect < 1000 ? few : `${format(100 * one.correct, 5)}%`;
      return [
        [
          `${title} ${math(mode === 'value' ? 'f' : "f'")}`,
          formatError(one.worst),
          one.worst === 0 ? '' : formatError(one.at),
          share,
        ],
      ];
    }),
  );
  const head = [labels.errorLibrary, labels.errorWorst, labels.errorAt, labels.errorCorrect];
  const all = renderTable(labels.errorCaption, head, rows, ' stacked');
  return `<h4>${labels.error}</h4>
<figure class="errors"><img src="${language === 'ja' ? './' : '../'}${errorFile(entry)}" width="520" height="282" loading="lazy" alt="${alt}" />
<figcaption><span>${labels.errorAxes}</span> <span>${lineSwatch('value')} Kassei</span> <span>${lineSwatch('slope')} ${labels.errorNaive}</span></figcaption></figure>
${deferTable(language, entry.name, 'errors', labels.errorTable, all)}`;
}
