import { isDeepStrictEqual } from 'node:util';
import type { Data } from '../../diff/index.js';
import { type Code, literal } from '../../import/code/code.js';
import { gridPosOf } from '../../import/grafana/grid.js';
import { dashboardOptions } from '../../import/write/dashboard-options.js';
import { panelFormat, type ReadPanels, refIdAt } from '../../import/write/panels.js';
import { isRecord, recordsOf } from '../../plain.js';
import { optionsIn, type Writer } from './written.js';

/** An option to set in a definition, by its path; without a value it is removed. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: unknown;
  /** All of the option at the beginning of the path, for a definition that has it in a short form. */
  readonly whole?: unknown;
}

/** A query that differs: its text, its legend, and other options as code; undefined for one to be removed. */
export interface QueryChange {
  readonly index: number;
  readonly before: { readonly expr: string; readonly legend: string };
  readonly after: { readonly expr: string; readonly legend: string };
  readonly options: readonly (readonly [name: string, value: Code | undefined])[];
  /** The query as Grafana's JSON, for a text to which variables would add matchers. */
  readonly raw: Code | undefined;
}

/** Queries that only one side has. */
export interface QueryList {
  /** By their places, the last first. */
  readonly removed: readonly number[];
  readonly added: readonly Code[];
}

/** What a panel on a server has that the built one has not, as options of its definition. */
export interface PanelSettings {
  readonly settings: readonly Setting[];
  /** Anything of Grafana's panel that no option says. */
  readonly json: Data | undefined;
  readonly queries: readonly QueryChange[];
  readonly list: QueryList;
}

/** The options that make a built panel look as one on a server does. */
export function panelSettings(built: Data, onServer: Data, read: ReadPanels, writer: Writer): PanelSettings {
  const [before, after] = [read(built), read(onServer)];
  const format = (after && panelFormat(after.type)) ?? 'time_series';
  const queries = queryChanges(built, onServer, writer, format);
  const list = queryList(built, onServer, writer, format);
  const texts = textSettings(built, onServer);
  if (!before || !after || before.type !== after.type)
    return { settings: texts, json: undefined, queries, list };
  const { title: _, description: _description, ...from } = before.options;
  const { title: _title, description: _text, ...to } = after.options;
  const settings = differing(from, to).map(({ path, value }) =>
    // The unit of the signal would come back.
    path[0] === 'unit' && value === undefined
      ? { path, value: 'none' }
      : { path, value, whole: to[path[0] ?? ''] },
  );
  const json = objectOf(differing(before.json ?? {}, after.json ?? {}, Number.POSITIVE_INFINITY));
  return { settings: [...texts, ...settings], json, queries, list };
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
    if (depth > 1 && isRecord(after) && (isRecord(before) || before === undefined))
      return differing(isRecord(before) ? before : {}, after, depth - 1, inner);
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
  const inner = isRecord(object[key]) ? { ...object[key] } : {};
  object[key] = inner;
  put(inner, others, value);
}

function queryChanges(built: Data, onServer: Data, writer: Writer, format: string): QueryChange[] {
  const to = recordsOf(onServer.targets);
  const kept = recordsOf(built.targets).filter(({ refId }) => to.some((one) => one.refId === refId));
  return recordsOf(built.targets).flatMap((target, index): QueryChange[] => {
    const other = to.find(({ refId }) => refId === target.refId);
    if (!other) return [];
    const [before, after] = [asked(target), asked(other)];
    const options = queryOptions(
      writer.query(target, built, { inOrder: true, format }),
      writer.query(other, onServer, { inOrder: true, format }),
    );
    // Its id is that of its place: it keeps the one that it has where others before it go.
    if (kept.indexOf(target) !== index) options.push(['id', literal(String(target.refId))]);
    return isDeepStrictEqual(before, after) && options.length === 0
      ? []
      : [{ index, before, after, options, raw: writer.rawQuery(other, onServer) }];
  });
}

/** Options of a query that are to be set, or with undefined removed; a flag that is gone is false. */
function queryOptions(before: Code | undefined, after: Code | undefined): [string, Code | undefined][] {
  if (!before || !after) return [];
  const [from, to] = [optionsIn(before), optionsIn(after)];
  const names = [...new Set([...from.keys(), ...to.keys()])].filter((name) => name !== 'legend');
  return names.flatMap((name): [string, Code | undefined][] => {
    const [was, is] = [from.get(name), to.get(name)];
    if (isDeepStrictEqual(was, is)) return [];
    const isFlag = was?.kind === 'literal' && was.value === true;
    return [[name, is ?? (isFlag ? literal(false) : undefined)]];
  });
}

function queryList(built: Data, onServer: Data, writer: Writer, format: string): QueryList {
  const [from, to] = [recordsOf(built.targets), recordsOf(onServer.targets)];
  const has = (list: readonly Data[], { refId }: Data) => list.some((one) => one.refId === refId);
  const removed = from.flatMap((one, index) => (has(to, one) ? [] : [index]));
  const kept = from.length - removed.length;
  const added = to
    .filter((one) => !has(from, one))
    .map((one, index) =>
      writer.query(one, onServer, { inOrder: one.refId === refIdAt(kept + index), format }),
    );
  // Queries that cannot be written, or none that would be left: nothing is changed of them.
  return added.some((one) => one === undefined) || kept + added.length === 0
    ? { removed: [], added: [] }
    : { removed: removed.reverse(), added: added.flatMap((one) => one ?? []) };
}

/** Whether the queries of two panels have the same texts and legends. */
export function asksTheSame(built: Data, onServer: Data): boolean {
  const [from, to] = [recordsOf(built.targets), recordsOf(onServer.targets)];
  return isDeepStrictEqual(from.map(asked), to.map(asked));
}

function asked({ expr, legendFormat }: Data): QueryChange['before'] {
  return { expr: String(expr ?? ''), legend: String(legendFormat ?? '') };
}

/** Size and place, relative to the row that a panel is in, whose top may be another on each side. */
export function placeSettings(built: Data, onServer: Data, builtTop: number, rowTop: number): Setting[] {
  const [from, to] = [gridPosOf(built), gridPosOf(onServer)];
  return [
    ...(from.w === to.w ? [] : [{ path: ['width'], value: to.w }]),
    ...(from.h === to.h ? [] : [{ path: ['height'], value: to.h }]),
    ...(from.x === to.x && from.y - builtTop === to.y - rowTop
      ? []
      : [{ path: ['at'], value: { x: to.x, y: to.y - rowTop } }]),
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
    const option = dashboardOptionsByKey[key];
    const list = inBar[key];
    const said = list && dashboardOptions({ [key]: value })[list];
    if (option) settings.push({ path: [option.name], value: option.value(value) });
    else if (list && (said !== undefined || isEmpty(value))) settings.push({ path: [list], value: said });
    else if (key === 'annotations') continue;
    else json[key] = value ?? null;
  }
  return { settings, json: Object.keys(json).length > 0 ? json : undefined };
}

/** What import writes as options too, by Grafana's keys. */
const inBar: Readonly<Record<string, string>> = { links: 'links', timepicker: 'timePicker' };

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

const dashboardOptionsByKey: Readonly<Record<string, { name: string; value: (value: unknown) => unknown }>> =
  {
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
