import type { Language } from '../../content/labels.ts';
import { niceStep } from '../../model/axis.ts';
import { fill, format } from '../../model/format.ts';
import { type Entry, movable, type Parameter, startValue } from '../../model/settings.ts';
import { math } from '../text/formula.ts';
import { siteLabels } from '../text/label-files.ts';

/** The largest float32. */
const LARGEST_FLOAT = 3.4028234663852886e38;

/** The control of a parameter, which replaces the text's line with the parameter's name. */
export function renderControl(language: Language, entry: Entry, name: string) {
  const parameter = movable(entry).find((p) => p.name === name);
  if (!parameter)
    throw new Error(`web/content/${language}/functions/${entry.name}.md: the catalogue has no parameter [${name}]`);
  const id = `${entry.name}-${name}`;
  const word = parameter.keras;
  const label = `<code>${word}</code>`;
  const content =
    parameter.type === 'boolean'
      ? `<label><input type="checkbox" id="${id}"${parameter.default ? ' checked' : ''} /> ${label}</label>`
      : `<label for="${id}">${math(parameter.symbol)} ${label}</label>\n${renderSlider(language, parameter, id, word)}`;
  return `<fieldset class="live parameter" data-parameter="${name}" aria-label="${word}" disabled>\n${content}</fieldset>`;
}

function renderSlider(language: Language, parameter: Parameter, id: string, word: string) {
  const labels = siteLabels[language];
  const { default: standard, minimum, maximum, smallest, slider } = parameter;
  const at = Number(startValue(parameter));
  const [from, to] = slider;
  // A minimum this small excludes 0 alone, so visitors read "above 0".
  const positive = minimum > 0 && minimum < 1e-30;
  const unlimited = smallest ? labels.limitsNonzero : labels.limitsNone;
  const above = positive ? labels.limitsPositive : minimum > -LARGEST_FLOAT ? labels.limitsFrom : unlimited;
  const allowed = fill(maximum < LARGEST_FLOAT ? labels.limits : above, { from: format(minimum), to: format(maximum) });
  // Browsers lay out every section with text fields for autofill, so this input becomes one only near the viewport.
  return `<input type="button" step="any" value="${Number.isFinite(at) ? at : ''}" placeholder="${format(at)}" min="${Math.max(-LARGEST_FLOAT, minimum)}" max="${Math.min(maximum, LARGEST_FLOAT)}" aria-label="${fill(labels.typed, { name: word })}" aria-describedby="${id}-limits" />
<input type="range" id="${id}" min="${from}" max="${to}" step="${niceStep(to - from, 100)}" value="${Math.min(at, to)}" />
<button type="button">${fill(standard === undefined ? labels.back : labels.reset, { value: format(at) })}</button>
<p id="${id}-limits" role="alert" hidden>${allowed}</p>`;
}
