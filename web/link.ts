import type { Part } from './figure.ts';
import { MOST } from './overlay.ts';
import { movable, start } from './parameters.ts';
import type { Host, Sections } from './tools.ts';
import { isRange } from './view.ts';

/** The address that brings the figure back as it is: the functions, their parameters, the view, the cursor, what is drawn. */
export function linkTo({ id, figure, others }: Host, sections: Sections): URL {
  const link = new URL(location.href);
  link.search = '';
  link.hash = id;
  const put = (key: string, value: string) => link.searchParams.set(key, value);
  for (const { entry, values } of figure.drawn()) {
    for (const parameter of movable(entry)) {
      const value = values[parameter.name];
      if (sections.has(entry.name) && value !== start(parameter)) put(`${entry.name}.${parameter.name}`, String(value));
    }
  }
  if (others.length) put('with', others.map(({ entry }) => entry.name).join(' '));
  if (!figure.atHome) put('x', figure.view.x.join(' '));
  if (figure.view.y) put('y', figure.view.y.join(' '));
  put('at', figure.cursor.value);
  const switched = [...figure.parts].filter(([, { checked, defaultChecked }]) => checked !== defaultChecked);
  if (switched.length) put('switched', switched.map(([part]) => part).join(' '));
  return link;
}

const range = (text: string | null) => {
  const [from, to] = (text ?? '').split(' ').map(Number);
  return isRange(from, to) ? ([from, to] as const) : undefined;
};

/** Brings back what a link says; what it says wrongly is left as it was. */
export function restore({ searchParams: query }: URL, sections: Sections, host: Host) {
  for (const [key, text] of query) {
    const [name, parameter] = key.split('.');
    sections.get(name)?.controls.get(parameter)?.(text);
  }
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
