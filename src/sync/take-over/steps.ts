import { isDeepStrictEqual } from 'node:util';
import type { Data } from '../../diff/index.js';
import { gridPosOf } from '../../import/grafana/grid.js';
import type { ReadPanels } from '../../import/write/panels.js';
import { isRecord, recordsOf } from '../../plain.js';
import { panelsIn } from '../comparable.js';
import { argumentStep } from './arguments.js';
import { newPanels, removedFrom } from './contents.js';
import type { Operation, Step } from './operation.js';
import { removeConstant, removeFromList, replacePanel, setJson, setOption } from './operations.js';
import { partOperations } from './parts.js';
import { constantAt, isInList } from './places.js';
import { changeQueries, setQuery } from './query-operations.js';
import { type RowChange, removeRowSteps, rowSteps } from './rows.js';
import { asksTheSame, dashboardSettings, panelSettings, placeSettings } from './settings.js';
import type { BuiltDefinitions, OwnCalls, Position, Sides } from './state.js';
import { writerFor } from './written.js';

/**
 * Finds the calls that are one part's own: a function of the definitions that makes panels for several dashboards is not
 * changed, but the call of it is.
 */
export function ownCalls({ dashboards }: BuiltDefinitions): OwnCalls {
  return usedOnce([...dashboards.values()].flatMap(({ calls, panels }) => [calls, ...panels.values()]));
}

/** Finds the calls that make one row only, with its panels. */
export function ownRowCalls({ dashboards }: BuiltDefinitions): OwnCalls {
  return usedOnce(
    [...dashboards.values()].flatMap(({ rows }) => [...rows.values()].map(({ calls }) => calls)),
  );
}

function usedOnce(made: readonly (readonly Position[])[]): OwnCalls {
  const uses = new Map<string, number>();
  const key = ({ file, line, column }: Position) => `${file}:${line}:${column}`;
  for (const list of made) for (const one of new Set(list.map(key))) uses.set(one, (uses.get(one) ?? 0) + 1);
  return (calls = []) => calls.filter((call) => uses.get(key(call)) === 1);
}

/**
 * Steps that say in options what a server has, and whole panels that are new or gone.
 *
 * @param pinned Says of all panels in rows where one has moved where they are: those that follow it would move too.
 */
export function optionSteps(sides: Sides, read: ReadPanels, pinned: boolean): Step[] {
  const { built, onServer, have, wanted, ownCalls } = sides;
  const steps: Step[] = [];
  const writer = writerFor(built.json, onServer, read);
  const [dashboardCall] = ownCalls(built.calls);
  const onBoth = pairs(sides);
  const moved = pinned ? movedRows(sides, onBoth) : new Set<number>();
  for (const { id, from, to, differs } of onBoth) {
    const top = rowTop(onServer, id);
    const isPinned = moved.has(top);
    if ((!differs && !isPinned) || from.type === 'row') continue;
    const [ownCall] = ownCalls(built.panels.get(id));
    const { x, y } = gridPosOf(to);
    if (from.type !== to.type) {
      const stays = placeSettings(from, to, rowTop(built.json, id), top).every(
        ({ path }) => path[0] !== 'at',
      );
      const code = writer.panel(to, stays && !isPinned ? undefined : { x: 0, y: top });
      add(steps, ownCall, [replacePanel(code, asksTheSame(from, to))]);
      continue;
    }
    const { settings, json, queries, list } = panelSettings(from, to, read, writer);
    const all = [
      ...settings,
      ...placeSettings(from, to, rowTop(built.json, id), top),
      ...(isPinned ? [{ path: ['at'], value: { x, y: y - top } }] : []),
    ];
    const calls = built.panels.get(id) ?? [];
    const here = all.filter((setting) => {
      const step = argumentStep(calls, ownCalls(calls), setting);
      if (step) steps.push(step);
      return !step;
    });
    add(steps, ownCall, [
      ...here.map(setOption),
      ...(json ? setJson(json) : []),
      ...queries.flatMap(setQuery),
      ...changeQueries(list),
    ]);
  }
  const { gone, rows } = removedFrom(built.json, onServer);
  for (const id of gone) {
    const calls = ownCalls(built.panels.get(id));
    const inList = calls.find(isInList);
    if (inList) add(steps, inList, [removeFromList]);
    else
      for (const constant of calls.slice(0, 1).flatMap(constantAt))
        add(steps, dashboardCall, [removeConstant(constant)]);
  }
  const { settings, json } = dashboardSettings(have, wanted);
  steps.push(
    ...rows.flatMap((id) => removeRowSteps(sides, id)),
    ...onBoth.flatMap(({ id, from, to, differs }) =>
      differs && from.type === 'row' ? rowSteps(sides, id, rowChange(from, to)) : [],
    ),
    ...newPanels(sides, writer),
  );
  add(steps, dashboardCall, [
    ...partOperations('variable', sides, writer.variable),
    ...partOperations('annotation', sides, writer.annotation),
    ...settings.map(setOption),
    ...(json ? setJson(asWritten(json, onServer)) : []),
  ]);
  return steps;
}

/** Steps that say in `json` what options have not said, and again where panels are. */
export function jsonSteps(sides: Sides): Step[] {
  const { built, onServer, have, wanted, ownCalls } = sides;
  const steps: Step[] = [];
  const compared = byId(have);
  const target = byId(wanted);
  for (const { id, from, to, differs } of pairs(sides)) {
    if (!differs || from.type === 'row') continue;
    const json = panelJson(compared.get(id) ?? {}, target.get(id) ?? {}, to);
    const places = placeSettings(from, to, rowTop(built.json, id), rowTop(onServer, id)).map(setOption);
    add(steps, ownCalls(built.panels.get(id))[0], [
      ...places,
      ...(Object.keys(json).length > 0 ? setJson(json) : []),
    ]);
  }
  const { json } = dashboardSettings(have, wanted);
  add(steps, ownCalls(built.calls)[0], json ? setJson(asWritten(json, onServer)) : []);
  return steps;
}

function add(steps: Step[], at: Step['at'] | undefined, operations: readonly Operation[]): void {
  if (at) for (const run of operations) steps.push({ at, run });
}

interface Pair {
  readonly id: number;
  readonly from: Data;
  readonly to: Data;
  readonly differs: boolean;
}

/** Panels and rows that both have. */
function pairs({ built, onServer, have, wanted }: Sides): Pair[] {
  const there = byId(onServer);
  const [compared, target] = [byId(have), byId(wanted)];
  const own = ({ panels: _, ...panel }: Data) => panel;
  return [...byId(built.json)].flatMap(([id, from]) => {
    const to = there.get(id);
    if (!to) return [];
    const differs = !isDeepStrictEqual(own(compared.get(id) ?? {}), own(target.get(id) ?? {}));
    return [{ id, from, to, differs }];
  });
}

function byId(dashboard: Data): Map<number, Data> {
  return new Map(panelsIn(dashboard).map((panel) => [Number(panel.id), panel]));
}

/** The first line of the panels of the row that a panel is in. */
function rowTop(dashboard: Data, id: number): number {
  let top = 0;
  for (const panel of recordsOf(dashboard.panels)) {
    if (panel.type === 'row') top = gridPosOf(panel).y + 1;
    const inner = recordsOf(panel.panels);
    if (Number(panel.id) === id || inner.some((one) => Number(one.id) === id)) return top;
  }
  return top;
}

/** The tops of rows in which a panel has moved, has come or has gone. */
function movedRows({ built, onServer }: Sides, onBoth: readonly Pair[]): Set<number> {
  const common = new Set(onBoth.map(({ id }) => id));
  const only = (dashboard: Data) =>
    panelsIn(dashboard).flatMap(({ id }) => (common.has(Number(id)) ? [] : [Number(id)]));
  const elsewhere = onBoth.filter(({ id, from, to }) => {
    const [before, after] = [gridPosOf(from), gridPosOf(to)];
    const shift = rowTop(onServer, id) - rowTop(built.json, id);
    return from.type !== 'row' && (before.x !== after.x || before.y + shift !== after.y);
  });
  return new Set([
    ...elsewhere.map(({ id }) => rowTop(onServer, id)),
    ...only(onServer).map((id) => rowTop(onServer, id)),
    ...only(built.json).map((id) => rowTop(built.json, id)),
  ]);
}

function rowChange(from: Data, to: Data): RowChange {
  return {
    title: from.title === to.title ? undefined : String(to.title ?? ''),
    options: {
      ...(Boolean(from.collapsed) !== Boolean(to.collapsed) && { collapsed: to.collapsed === true }),
      ...(repeatOf(from) !== repeatOf(to) && { repeat: repeatOf(to) }),
    },
  };
}

/** The variable that a row is repeated for. */
function repeatOf({ repeat }: Data): string | undefined {
  return typeof repeat === 'string' && repeat !== '' ? repeat : undefined;
}

/** Values as the server writes them, instead of the form in which they are compared. */
function asWritten(json: Data, onServer: Data): Data {
  return Object.fromEntries(Object.keys(json).map((key) => [key, onServer[key] ?? null]));
}

/** What of a panel differs still. */
function panelJson(have: Data, wanted: Data, onServer: Data): Data {
  const json: Record<string, unknown> = {};
  const ignored = new Set(['id', 'gridPos', 'title', 'type', 'panels']);
  for (const key of new Set([...Object.keys(have), ...Object.keys(wanted)])) {
    if (ignored.has(key) || isDeepStrictEqual(have[key], wanted[key])) continue;
    if (key === 'options') json.options = leaves(have.options, wanted.options);
    else if (key === 'fieldConfig') json.fieldConfig = fieldJson(have, wanted, onServer);
    else json[key] = onServer[key] ?? null;
  }
  return json;
}

function fieldJson(have: Data, wanted: Data, onServer: Data): Data {
  const [from, to] = [objectOf(have.fieldConfig), objectOf(wanted.fieldConfig)];
  return {
    ...(!isDeepStrictEqual(from.defaults, to.defaults) && { defaults: leaves(from.defaults, to.defaults) }),
    ...(!isDeepStrictEqual(from.overrides, to.overrides) && {
      overrides: objectOf(onServer.fieldConfig).overrides ?? [],
    }),
  };
}

/** Values of the wanted side that differ; null where it has none, which Grafana reads as absent. */
function leaves(from: unknown, to: unknown): unknown {
  if (!isRecord(to) || (from !== undefined && !isRecord(from))) return to ?? null;
  const before = objectOf(from);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(to)])];
  return Object.fromEntries(
    keys.flatMap((key) =>
      isDeepStrictEqual(before[key], to[key]) ? [] : [[key, leaves(before[key], to[key])]],
    ),
  );
}

function objectOf(value: unknown): Data {
  return isRecord(value) ? value : {};
}
