import type { Data } from '../../diff/index.js';
import { array, type Code, call, data, literal, object } from '../../import/code/code.js';
import { gridPosOf } from '../../import/grafana/grid.js';
import { panelsIn } from '../comparable.js';
import type { Operation } from './operation.js';
import { addPanel } from './operations.js';
import type { Sides } from './state.js';
import type { Writer } from './written.js';

/** Panels that a server has no more, but for those of rows that are gone as a whole, and the titles of these. */
export function removedFrom(built: Data, onServer: Data): { gone: number[]; rows: string[] } {
  const there = new Set(panelsIn(onServer).map((panel) => panel.id));
  const gone: number[] = [];
  const rows: string[] = [];
  for (const { row, panels } of sections(built)) {
    const isWhole = row && !there.has(row.id) && panels.every(({ id }) => !there.has(id));
    if (isWhole) rows.push(String(row.title ?? ''));
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
  for (const panel of (dashboard.panels ?? []) as readonly Data[]) {
    if (panel.type === 'row')
      found.push({ row: panel, panels: [...((panel.panels ?? []) as readonly Data[])] });
    else found.at(-1)?.panels.push(panel);
  }
  return found;
}

/** Panels and rows that only the server has, in the row that they are in. */
export function newPanels({ built, onServer }: Sides, writer: Writer): Operation[] {
  const known = new Set(panelsIn(built.json).map((panel) => panel.id));
  const found: Operation[] = [];
  const first: Operation[] = [];
  let isFirst = true;
  for (const { row, panels } of sections(onServer)) {
    const origin = { x: 0, y: row ? gridPosOf(row).y + 1 : 0 };
    const added = panels.filter(({ id }) => !known.has(id));
    isFirst &&= !row || !known.has(row.id);
    const to = isFirst ? first : found;
    if (row && !known.has(row.id)) {
      const options = object({
        collapsed: row.collapsed === true ? literal(true) : undefined,
        id: data(row.id),
      });
      const inner = array(added.map((panel) => writer.panel(panel, origin)));
      to.push(addPanel(call('row', literal(String(row.title ?? '')), inner, options), undefined, isFirst));
      continue;
    }
    const title = row && titleOf(built.json, row.id);
    const codes = added.map((panel): Code => writer.panel(panel, origin));
    to.push(...codes.map((code) => addPanel(code, title, title === undefined && isFirst)));
  }
  // Each stands before those that were added earlier.
  return [...found, ...first.reverse()];
}

export function titleOf(dashboard: Data, id: unknown): string {
  return String(panelsIn(dashboard).find((panel) => panel.id === id)?.title ?? '');
}
