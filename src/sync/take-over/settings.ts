import { isDeepStrictEqual } from 'node:util';
import type { Data } from '../../diff/index.js';
import { gridPosOf } from '../../import/grafana/grid.js';
import type { ReadPanels } from '../../import/write/panels.js';

/** An option to set in a definition, by its path; without a value it is removed. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** A value of a query that differs. */
export interface QueryChange {
  readonly index: number;
  readonly before: { readonly expr: string; readonly legend: string };
  readonly after: { readonly expr: string; readonly legend: string };
}

/** What a panel on a server has that the built one has not, as options of its definition. */
export interface PanelSettings {
  readonly settings: readonly Setting[];
  /** Anything of Grafana's panel that no option says. */
  readonly json: Data | undefined;
  readonly queries: readonly QueryChange[];
}

/** The options that make a built panel look as one on a server does. */
export function panelSettings(built: Data, onServer: Data, read: ReadPanels): PanelSettings {
  const [before, after] = [read(built), read(onServer)];
  const queries = queryChanges(built, onServer);
  const texts = textSettings(built, onServer);
  if (!before || !after || before.type !== after.type) return { settings: texts, json: undefined, queries };
  const { title: _, description: _description, ...from } = before.options;
  const { title: _title, description: _text, ...to } = after.options;
  const settings = differing(from, to).map(({ path, value }) =>
    // The unit of the signal would come back.
    path[0] === 'unit' && value === undefined ? { path, value: 'none' } : { path, value },
  );
  const json = objectOf(differing(before.json ?? {}, after.json ?? {}, Number.POSITIVE_INFINITY));
  return { settings: [...texts, ...settings], json, queries };
}

function textSettings(built: Data, onServer: Data): Setting[] {
  const found: Setting[] = [];
  // Its id follows from its title, and links lead to it.
  if (built.title !== onServer.title)
    found.push({ path: ['title'], value: onServer.title ?? '' }, { path: ['id'], value: built.id });
  if ((built.description ?? '') !== (onServer.description ?? ''))
    found.push({ path: ['description'], value: onServer.description ?? '' });
  return found;
}

/** Options that differ, those of a group one by one. */
function differing(from: Data, to: Data, depth = 2, path: readonly string[] = []): Setting[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key): Setting[] => {
    const [before, after] = [from[key], to[key]];
    if (isDeepStrictEqual(before, after)) return [];
    const inner = [...path, key];
    if (depth > 1 && isObject(after) && (isObject(before) || before === undefined))
      return differing(isObject(before) ? before : {}, after, depth - 1, inner);
    return [{ path: inner, value: after }];
  });
}

function objectOf(settings: readonly Setting[]): Data | undefined {
  if (settings.length === 0) return undefined;
  const result: Record<string, unknown> = {};
  for (const { path, value } of settings) put(result, path, value ?? null);
  return result;
}

function put(
  object: Record<string, unknown>,
  [key = '', ...others]: readonly string[],
  value: unknown,
): void {
  if (others.length === 0) {
    object[key] = value;
    return;
  }
  const inner = isObject(object[key]) ? { ...object[key] } : {};
  object[key] = inner;
  put(inner, others, value);
}

function queryChanges(built: Data, onServer: Data): QueryChange[] {
  const [from, to] = [listOf(built.targets), listOf(onServer.targets)];
  return from.flatMap((target, index): QueryChange[] => {
    const other = to[index];
    if (!other || other.refId !== target.refId) return [];
    const [before, after] = [asked(target), asked(other)];
    return isDeepStrictEqual(before, after) ? [] : [{ index, before, after }];
  });
}

function asked({ expr, legendFormat }: Data): QueryChange['before'] {
  return { expr: String(expr ?? ''), legend: String(legendFormat ?? '') };
}

/** Size and place, relative to the row that a panel is in. */
export function placeSettings(built: Data, onServer: Data, rowTop: number): Setting[] {
  const [from, to] = [gridPosOf(built), gridPosOf(onServer)];
  return [
    ...(from.w === to.w ? [] : [{ path: ['width'], value: to.w }]),
    ...(from.h === to.h ? [] : [{ path: ['height'], value: to.h }]),
    ...(from.x === to.x && from.y === to.y ? [] : [{ path: ['at'], value: { x: to.x, y: to.y - rowTop } }]),
  ];
}

const cursors = ['off', 'shared', 'tooltip'];

/** Options of the dashboard itself, and what of it no option says. */
export function dashboardSettings(
  built: Data,
  onServer: Data,
): { settings: Setting[]; json: Data | undefined } {
  const settings: Setting[] = [];
  const json: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(built), ...Object.keys(onServer)])) {
    const value = onServer[key];
    if (isDeepStrictEqual(built[key], value) || key === 'panels' || key === 'templating') continue;
    const option = dashboardOptions[key];
    if (option) settings.push({ path: [option.name], value: option.value(value) });
    else json[key] = value ?? null;
  }
  return { settings, json: Object.keys(json).length > 0 ? json : undefined };
}

const dashboardOptions: Readonly<Record<string, { name: string; value: (value: unknown) => unknown }>> = {
  title: { name: 'title', value: (value) => value ?? '' },
  description: { name: 'description', value: (value) => value ?? '' },
  tags: { name: 'tags', value: (value) => value ?? [] },
  refresh: { name: 'refresh', value: (value) => (value === undefined || value === '' ? false : value) },
  time: { name: 'time', value: (value) => value },
  timezone: { name: 'timezone', value: (value) => value ?? '' },
  weekStart: { name: 'weekStart', value: (value) => value },
  liveNow: { name: 'liveNow', value: (value) => value ?? false },
  editable: { name: 'editable', value: (value) => value ?? true },
  graphTooltip: { name: 'crosshair', value: (value) => cursors[Number(value ?? 0)] ?? 'off' },
};

function listOf(value: unknown): readonly Data[] {
  return Array.isArray(value) ? (value as readonly Data[]) : [];
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
