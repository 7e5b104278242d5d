import type { Language } from '../../content/labels.ts';
import { niceStep } from '../../model/axis.ts';
import { fill, format } from '../../model/format.ts';
import { type Entry, movable, type Parameter, startValue, temperature } from '../../model/settings.ts';
import { math } from '../text/formula.ts';
import { siteLabels } from '../text/label-files.ts';

/** The largest float32. */
const LARGEST = 3.4028234663852886e38;

/** The control of a parameter, for the line of the text with its name. */
export function control(language: Language, entry: Entry, name: string) {
  const extra = entry.kind === 'rowwise' ? [temperature] : [];
  const parameter = [...movable(entry), ...extra].find((p) => p.name === name);
  if (!parameter)
    throw new Error(`web/content/${language}/functions/${entry.name}.md: the catalogue has no parameter [${name}]`);
  const labels = siteLabels[language];
  const id = `${entry.name}-${name}`;
  const word = parameter === temperature ? labels.temperature : parameter.keras;
  const label = parameter === temperature ? word : `<code>${word}</code>`;
  const content =
    parameter.type === 'boolean'
      ? `<label><input type="checkbox" id="${id}"${parameter.default ? ' checked' : ''} /> ${label}</label>`
      : `<label for="${id}">${math(parameter.symbol)} ${label}</label>\n${slider(language, parameter, id, word)}`;
  return `<fieldset class="live parameter" data-parameter="${name}" aria-label="${word}" disabled>\n${content}</fieldset>`;
}

function slider(language: Language, parameter: Parameter, id: string, word: string) {
  const labels = siteLabels[language];
  const { default: standard, minimum, maximum, slider } = parameter;
  const at = Number(startValue(parameter));
  const [from, to] = slider;
  // The smallest number above 0 says to people that 0 is not allowed.
  const positive = minimum > 0 && minimum < 1e-30;
  const above = positive ? labels.limitsPositive : minimum > -LARGEST ? labels.limitsFrom : labels.limitsNone;
  const allowed = fill(maximum < LARGEST ? labels.limits : above, { from: format(minimum), to: format(maximum) });
  // Browsers lay out all that holds fields for text at once, to fill them in: it becomes one when the section is near.
  return `<input type="button" step="any" value="${Number.isFinite(at) ? at : ''}" placeholder="${format(at)}" min="${Math.max(-LARGEST, minimum)}" max="${Math.min(maximum, LARGEST)}" aria-label="${fill(labels.typed, { name: word })}" aria-describedby="${id}-limits" />
<input type="range" id="${id}" min="${from}" max="${to}" step="${niceStep(to - from, 100)}" value="${Math.min(at, to)}" />
<button type="button">${fill(standard === undefined ? labels.back : labels.reset, { value: format(at) })}</button>
<p id="${id}-limits" role="alert" hidden>${allowed}</p>`;
}
