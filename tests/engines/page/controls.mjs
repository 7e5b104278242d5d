// Works every control there is, by rules: a control without one is a failure, so that none can be forgotten.
import { expect, seen } from './tools.mjs';

const CONTROLS = 'input, select, textarea, button, summary, canvas, [tabindex], [contenteditable]';

/** The name of a control in the message of a failed check. */
function called(control) {
  const section = control.closest('section')?.id ?? '';
  const { localName, type = '', dataset, ariaLabel, textContent } = control;
  const marks = [type, control.name, ...Object.values(dataset), (ariaLabel ?? textContent).trim().slice(0, 40)];
  return `#${section} ${localName} ${marks.filter(Boolean).join(' ')}`;
}

/** A canvas goes and comes with its figure. */
const lasting = (control) =>
  control.localName === 'canvas' ? (control.closest('.pixels') ?? control).parentElement : control;

/**
 * Works what a part of the page has, one control after the other in their order, with those that come meanwhile, by the
 * first of the rules that is for it; a rule is a selector and what is done with the control and the part.
 */
export async function workAll(part, rules, { worked, failures }) {
  const controls = () => [...part.querySelectorAll(CONTROLS)].filter((control) => !worked.has(lasting(control)));
  for (let control = controls().find(seen); control; control = controls().find(seen)) {
    worked.add(lasting(control));
    const name = called(control);
    const [, work] = rules.find(([selector]) => control.matches(selector)) ?? [];
    try {
      expect(work, 'no check is for it');
      await work(control, part);
    } catch (error) {
      failures.push(`${name}: ${error.message}`);
    }
  }
}

/** Adds those that have never been seen. */
export function missAll({ worked, failures }) {
  for (const control of document.querySelectorAll(CONTROLS))
    if (!worked.has(lasting(control))) failures.push(`${called(control)}: never worked`);
}
