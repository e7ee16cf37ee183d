import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Public dashboards, stored next to the checkout: test data that is not part of the repository. If
 * `DASHBOARD_CORPUS` names the folder, as in .ci/run, it must exist.
 */
const named = process.env.DASHBOARD_CORPUS;
const folder = named ?? fileURLToPath(new URL('../../../shared/corpus/dashboards', import.meta.url));

/** What is known about the corpus before it is read. */
export const dashboardCorpus = { folder, there: existsSync(folder), required: named !== undefined } as const;

export type Json = Readonly<Record<string, unknown>>;

export interface CorpusDashboard {
  readonly name: string;
  /** All panels, including those in rows. */
  readonly panels: readonly Json[];
}

export function corpusDashboards(): CorpusDashboard[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const content = record(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      return { name, panels: panelsIn('dashboard' in content ? record(content.dashboard) : content) };
    });
}

function panelsIn(dashboard: Json): Json[] {
  return [...list(dashboard.panels), ...list(dashboard.rows)].flatMap((item) =>
    item.type === 'row' || (item.type === undefined && 'panels' in item) ? list(item.panels) : [item],
  );
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as readonly unknown[]).map(record) : [];
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
