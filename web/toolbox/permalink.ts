import { START_ROW } from '../model/row.ts';
import { movable, startValue } from '../model/settings.ts';
import { isRange } from '../model/view.ts';
import { type CurvePart, MOST_FUNCTIONS } from '../plot/picture.ts';
import type { RowSection } from '../section/row-section.ts';
import type { CurveHost, Host, Sections } from './host.ts';

type PutSetting = (key: string, value: string) => void;

/** The address that restores a plot: functions, settings and view. */
export function linkTo(host: Host, sections: Sections): URL {
  const link = new URL(location.href);
  link.search = '';
  link.hash = host.id;
  const put: PutSetting = (key, value) => link.searchParams.set(key, value);
  for (const { entry, values } of host.drawn) {
    for (const parameter of movable(entry)) {
      const value = values[parameter.name];
      if (sections.has(entry.name) && value !== startValue(parameter))
        put(`${entry.name}.${parameter.name}`, String(value));
    }
  }
  if ('curvePlot' in host) putView(host, put);
  else if (host.inputs.some(({ valueAsNumber }, i) => valueAsNumber !== START_ROW[i]))
    put('row', host.inputs.map(({ value }) => value).join(' '));
  return link;
}

/** Puts the other functions, the view, the cursor and the switched parts into the link. */
function putView({ curvePlot, others }: CurveHost, put: PutSetting) {
  if (others.length) put('with', others.map(({ name }) => name).join(' '));
  if (!curvePlot.isHome) put('x', curvePlot.view.x.join(' '));
  if (curvePlot.view.y) put('y', curvePlot.view.y.join(' '));
  put('at', curvePlot.cursor.value);
  const switched = [...curvePlot.parts].filter(([, { checked, defaultChecked }]) => checked !== defaultChecked);
  if (switched.length) put('switched', switched.map(([part]) => part).join(' '));
}

/** Restores what a link describes. Invalid parts of the link change nothing. */
export function restoreLink({ searchParams: query }: URL, sections: Sections, host: Host) {
  for (const [key, text] of query) {
    const [name, parameter] = key.split('.');
    sections.get(name)?.controls.get(parameter)?.(text);
  }
  if ('curvePlot' in host) restoreView(query, sections, host);
  else restoreRow(query, host);
}

function restoreRow(query: URLSearchParams, host: RowSection) {
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
  const { curvePlot } = host;
  for (const part of (query.get('switched') ?? '').split(' ')) {
    const input = curvePlot.parts.get(part as CurvePart);
    if (input) input.checked = !input.defaultChecked;
  }
  if (query.has('with')) {
    const names = new Set([host.id, ...(query.get('with') ?? '').split(' ')]);
    const known = [...names].flatMap((name) => sections.get(name)?.entry ?? []);
    host.functions = known.filter(({ kind }) => kind !== 'rowwise').slice(0, MOST_FUNCTIONS);
  }
  const x = range(query.get('x'));
  curvePlot.setView({ x: x ?? curvePlot.home, y: range(query.get('y')) });
  const cursor = Number.parseFloat(query.get('at') ?? '');
  if (cursor >= curvePlot.view.x[0] && cursor <= curvePlot.view.x[1]) {
    curvePlot.cursor.valueAsNumber = cursor;
    curvePlot.draw();
  }
}
