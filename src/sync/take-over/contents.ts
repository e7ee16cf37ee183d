import type { Data } from '../../diff/index.js';
import { array, type Code, call, data, literal, object } from '../../import/code/code.js';
import { gridPosOf } from '../../import/grafana/grid.js';
import { recordsOf } from '../../plain.js';
import { panelsIn } from '../comparable.js';
import type { Operation, Step } from './operation.js';
import { addItem } from './operations.js';
import { rowSteps, rowsAfter } from './rows.js';
import type { Sides } from './state.js';
import type { Writer } from './written.js';

/** Panels that a server has no more, but for those of rows that are gone as a whole, and the ids of these. */
export function removedFrom(built: Data, onServer: Data): { gone: number[]; rows: number[] } {
  const there = new Set(panelsIn(onServer).map((panel) => panel.id));
  const gone: number[] = [];
  const rows: number[] = [];
  for (const { row, panels } of sections(built)) {
    const isWhole = row && !there.has(row.id) && panels.every(({ id }) => !there.has(id));
    if (isWhole) rows.push(Number(row.id));
    else gone.push(...panels.filter(({ id }) => !there.has(id)).map(({ id }) => Number(id)));
  }
  return { gone, rows };
}

export interface Section {
  readonly row: Data | undefined;
  readonly panels: readonly Data[];
}

/** The panels before the first row, and rows with theirs. */
export function sections(dashboard: Data): Section[] {
  const found: { row: Data | undefined; panels: Data[] }[] = [{ row: undefined, panels: [] }];
  for (const panel of recordsOf(dashboard.panels)) {
    if (panel.type === 'row') found.push({ row: panel, panels: [...recordsOf(panel.panels)] });
    else found.at(-1)?.panels.push(panel);
  }
  return found;
}

/** Steps for panels and rows that only the server has: in the row that they are in, behind the row that they follow. */
export function newPanels(sides: Sides, writer: Writer): Step[] {
  const { built, onServer, ownCalls } = sides;
  const known = new Set(panelsIn(built.json).map((panel) => panel.id));
  const [dashboard] = ownCalls(built.calls);
  const atDashboard = (run: Operation): Step[] => (dashboard ? [{ at: dashboard, run }] : []);
  const steps: Step[] = [];
  /** Before all rows. */
  const first: Code[] = [];
  /** Rows by the row that they follow. */
  const later = new Map<number, Code[]>();
  let former: number | undefined;
  for (const { row, panels } of sections(onServer)) {
    const origin = { x: 0, y: row ? gridPosOf(row).y + 1 : 0 };
    const added = panels.filter(({ id }) => !known.has(id)).map((panel): Code => writer.panel(panel, origin));
    if (row && known.has(row.id)) {
      former = Number(row.id);
      if (added.length > 0) steps.push(...rowSteps(sides, former, { added }));
      continue;
    }
    const codes = row ? [rowCode(row, added)] : added;
    if (former === undefined) first.push(...codes);
    else later.set(former, [...(later.get(former) ?? []), ...codes]);
  }
  const hasRows = former !== undefined;
  for (const [id, codes] of later)
    steps.push(
      ...(rowsAfter(sides, id, codes) ?? codes.flatMap((code) => atDashboard(addItem(code, false)))),
    );
  // Each stands before those that were added earlier.
  const loose = hasRows ? [...first].reverse() : first;
  return [...steps, ...loose.flatMap((code) => atDashboard(addItem(code, hasRows)))];
}

function rowCode(row: Data, panels: readonly Code[]): Code {
  const options = object({
    collapsed: row.collapsed === true ? literal(true) : undefined,
    id: data(row.id),
  });
  return call('row', literal(String(row.title ?? '')), array(panels), options);
}

export function titleOf(dashboard: Data, id: unknown): string {
  return String(panelsIn(dashboard).find((panel) => panel.id === id)?.title ?? '');
}
