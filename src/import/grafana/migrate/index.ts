import type { Plain } from '../../read/plain.js';
import { inputsAsVariables } from './inputs.js';
import { withoutMisplaced } from './misplaced.js';
import { migratePanel } from './panels/index.js';
import * as first from './schema-02-to-14.js';
import { schema16 } from './schema-16.js';
import * as middle from './schema-17-to-24.js';
import * as last from './schema-25-to-42.js';
import { type Json, panelsOf, type Step } from './step.js';

/** The schema of the dashboards that are written. */
export const currentSchema = 42;

/** What a dashboard needs that was made before a schema, in order. */
const steps: readonly (readonly [schema: number, step: Step])[] = [
  [2, first.schema2],
  [4, first.schema4],
  [6, first.schema6],
  [7, first.schema7],
  [9, first.schema9],
  [10, first.schema10],
  [12, first.schema12],
  [13, first.schema13],
  [14, first.schema14],
  [16, schema16],
  [17, middle.schema17],
  [18, middle.schema18],
  [19, middle.schema19],
  [20, middle.schema20],
  [21, middle.schema21],
  [22, middle.schema22],
  [23, middle.schema23],
  [24, middle.schema24],
  [25, last.schema25],
  [26, last.schema26],
  [27, last.schema27],
  [29, last.schema29],
  [30, last.schema30],
  [31, last.schema31],
  [35, last.schema35],
  [36, last.schema36],
  [37, last.schema37],
  [38, last.schema38],
  [39, last.schema39],
  [41, last.schema41],
  [42, last.schema42],
];

/** What generators write into files of every schema: data sources by name, mappings and numbers of old forms. */
const always = new Set([30, 36, 41]);

/**
 * A dashboard of any schema as Grafana has it once it is loaded: schema by schema, then each panel whose plugin has
 * become another one. Numbers of panels are given where they are missing or given twice.
 */
export function migrateDashboard(dashboard: Plain): Plain {
  const copy: Json = structuredClone(dashboard);
  withoutMisplaced(copy);
  const schema = typeof copy.schemaVersion === 'number' ? copy.schemaVersion : 0;
  // Old rows are found in files that say a newer schema too.
  if (Array.isArray(copy.rows) && !Array.isArray(copy.panels) && schema >= 16) schema16(copy);
  inputsAsVariables(copy);
  for (const [version, step] of steps) {
    if (schema < version || always.has(version)) step(copy);
  }
  copy.schemaVersion = currentSchema;
  for (const panel of panelsOf(copy)) migratePanel(panel);
  uniqueIds(copy);
  return copy;
}

/** Every panel has a number, and no other one has it. */
function uniqueIds(dashboard: Json): void {
  const panels = panelsOf(dashboard);
  const taken = new Set<number>();
  let most = panels.reduce((largest, { id }) => (isId(id) ? Math.max(largest, id) : largest), 0);
  for (const panel of panels) {
    if (!isId(panel.id) || taken.has(panel.id)) panel.id = ++most;
    taken.add(panel.id as number);
  }
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 2 ** 31;
}
