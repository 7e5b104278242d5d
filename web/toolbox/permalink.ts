import { START_ROW } from '../model/row.ts';
import { adjustable, startValue } from '../model/settings.ts';
import { isRange } from '../model/view.ts';
import type { Part } from '../plot/curve-plot.ts';
import { MOST } from '../plot/line-style.ts';
import type { BarsSection } from '../section/row-section.ts';
import type { CurveHost, Host, Sections } from './host.ts';

type Put = (key: string, value: string) => void;

/** The address that brings the plot back as it is: its functions and their parameters, and how they are seen. */
export function linkTo(host: Host, sections: Sections): URL {
  const link = new URL(location.href);
  link.search = '';
  link.hash = host.id;
  const put: Put = (key, value) => link.searchParams.set(key, value);
  for (const { entry, values } of 'figure' in host ? host.figure.drawn() : [host]) {
    for (const parameter of adjustable(entry)) {
      const value = values[parameter.name];
      if (sections.has(entry.name) && value !== startValue(parameter))
        put(`${entry.name}.${parameter.name}`, String(value));
    }
  }
  if ('figure' in host) putView(host, put);
  else if (host.inputs.some(({ valueAsNumber }, i) => valueAsNumber !== START_ROW[i]))
    put('row', host.inputs.map(({ value }) => value).join(' '));
  return link;
}

/** The other functions, the view, the cursor, what is drawn. */
function putView({ figure, others }: CurveHost, put: Put) {
  if (others.length) put('with', others.map(({ entry }) => entry.name).join(' '));
  if (!figure.atHome) put('x', figure.view.x.join(' '));
  if (figure.view.y) put('y', figure.view.y.join(' '));
  put('at', figure.cursor.value);
  const switched = [...figure.parts].filter(([, { checked, defaultChecked }]) => checked !== defaultChecked);
  if (switched.length) put('switched', switched.map(([part]) => part).join(' '));
}

/** Brings back what a link says; what it says wrongly is left as it was. */
export function restore({ searchParams: query }: URL, sections: Sections, host: Host) {
  for (const [key, text] of query) {
    const [name, parameter] = key.split('.');
    sections.get(name)?.controls.get(parameter)?.(text);
  }
  if ('figure' in host) restoreView(query, sections, host);
  else restoreRow(query, host);
}

function restoreRow(query: URLSearchParams, host: BarsSection) {
  const texts = (query.get('row') ?? '').split(' ');
  for (const [i, input] of host.inputs.entries()) {
    const value = Number(texts[i] || Number.NaN);
    if (value >= Number(input.min) && value <= Number(input.max)) input.valueAsNumber = value;
  }
  host.draw();
}

const range = (text: string | null) => {
  const [from, to] = (text ?? '').split(' ').map(Number);
  return isRange(from, to) ? ([from, to] as const) : undefined;
};

function restoreView(query: URLSearchParams, sections: Sections, host: CurveHost) {
  const { figure } = host;
  for (const part of (query.get('switched') ?? '').split(' ')) {
    const input = figure.parts.get(part as Part);
    if (input) input.checked = !input.defaultChecked;
  }
  if (query.has('with')) {
    const room = MOST - figure.drawn().length + host.others.length;
    const names = new Set(
      query
        .get('with')
        ?.split(' ')
        .filter((name) => name !== host.id),
    );
    const known = [...names].flatMap((name) => sections.get(name) ?? []);
    host.others = known.filter(({ entry }) => entry.kind !== 'rowwise').slice(0, room);
  }
  const x = range(query.get('x'));
  figure.look({ x: x ?? figure.home, y: range(query.get('y')) });
  const cursor = Number.parseFloat(query.get('at') ?? '');
  if (cursor >= figure.view.x[0] && cursor <= figure.view.x[1]) {
    figure.cursor.valueAsNumber = cursor;
    figure.draw();
  }
}
