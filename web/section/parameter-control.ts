import { format } from '../model/format.ts';
import { type Parameter, startValue } from '../model/settings.ts';

/** Makes a control call `set` with every valid value. Returns a function that enters a text as if it were typed. */
export function bindControl(
  control: HTMLFieldSetElement,
  parameter: Parameter,
  set: (value: number | boolean) => void,
): (text: string) => void {
  control.disabled = false;
  if (parameter.type === 'boolean') {
    const checkbox = control.querySelector('input') as HTMLInputElement;
    checkbox.addEventListener('input', () => set(checkbox.checked));
    return (text) => {
      if (text !== 'true' && text !== 'false') return;
      checkbox.checked = text === 'true';
      set(checkbox.checked);
    };
  }
  const [typed, slider] = control.querySelectorAll('input');
  typed.type = 'number';
  const limits = control.querySelector('p') as HTMLElement;
  const standard = Number(startValue(parameter));
  let current = standard;
  // The slider's right end stands for infinity if that is the default.
  const slid = () =>
    standard === Number.POSITIVE_INFINITY && slider.value === slider.max ? standard : slider.valueAsNumber;
  const mark = (valid: boolean) => {
    typed.setAttribute('aria-invalid', String(!valid));
    limits.hidden = valid;
  };
  const take = (value: number) => {
    mark(true);
    current = value;
    slider.setAttribute('aria-valuetext', format(value));
    set(value);
  };
  const write = (value: number) => {
    const shown = value === standard ? value : Number(value.toPrecision(6));
    typed.value = Number.isFinite(value) ? String(shown) : '';
    take(value);
  };
  slider.addEventListener('input', () => write(slid()));
  typed.addEventListener('input', () => {
    const value = typed.value === '' ? standard : typed.valueAsNumber;
    if (!typed.validity.valid || Math.abs(value) < (parameter.smallest ?? 0)) return mark(false);
    slider.valueAsNumber = Math.min(value, Number(slider.max));
    take(value);
  });
  typed.addEventListener('change', () => write(current));
  control.querySelector('button')?.addEventListener('click', () => {
    slider.valueAsNumber = Math.min(standard, Number(slider.max));
    write(standard);
  });
  return (text) => {
    if (text === '' || !Number.isFinite(Number(text))) return;
    typed.value = String(Number(text));
    typed.dispatchEvent(new Event('input'));
    // Writing the current value removes an invalid text.
    write(current);
  };
}
