import type { Engine } from '../engine/index.js';
import { languageOfPlugin } from '../grafana/index.js';
import type { UsedExpression } from './catalog/settle.js';
import { identifier } from './code/names.js';
import { allPanels } from './grafana/all-panels.js';
import { nameDefaultSources, pluginOfReference } from './grafana/default-sources.js';
import { compacted } from './grafana/grid.js';
import { type LibraryPanelsUsed, useLibraryPanels } from './grafana/library-panels.js';
import { migrateDashboard } from './grafana/migrate/index.js';
import type { Json } from './grafana/migrate/step.js';
import { classicPlaces } from './grafana/v2/classic-places.js';
import { expressionOfVariable } from './grafana/variable-form.js';
import { nameVariables } from './grafana/variable-names.js';
import type { Input } from './model.js';
import type { Note } from './note.js';
import type { Problem } from './problems.js';
import { prepareExpressions } from './promql/prepare.js';
import { exportedElements } from './read/library-panels.js';
import { listOf, type Plain, plain } from './read/plain.js';
import type { PreparedDashboard } from './write/dashboard-frame.js';

/** Dashboards as Grafana has them once they are loaded, each with a uid that no other one has. */
export function prepareDashboards({
  dashboards,
  libraryPanels,
  folders,
}: Pick<Input, 'dashboards' | 'libraryPanels' | 'folders'>): {
  dashboards: PreparedDashboard[];
  problems: Problem[];
  notes: Note[];
} {
  const problems: Problem[] = [];
  const notes: Note[] = [];
  const shared = new Map(libraryPanels.map((one) => [one.uid, one]));
  const byUid = new Map<string, string>();
  const prepared = dashboards.map(
    ({ file, at, json, folder, name, layout, lost = [] }): PreparedDashboard => {
      const copy: Json = structuredClone(json);
      const beside = exportedElements(json).map((one) => [one.uid, one] as const);
      const used = useLibraryPanels(copy, new Map([...shared, ...beside]));
      notes.push(...libraryNotes(used).map((note) => ({ file, at, ...note })));
      const migrated: Json = migrateDashboard(copy);
      nameVariables(migrated);
      const missing = nameDefaultSources(migrated);
      notes.push(...missingSources(missing).map((note) => ({ file, at, ...note })));
      const panels = listOf(migrated.panels).map(plain);
      const target: Plain = {
        ...migrated,
        panels: layout ? classicPlaces(layout, panels) : compacted(panels),
      };
      const uid = uidOf(json, name, byUid);
      const known = byUid.get(uid);
      if (known !== undefined)
        problems.push({
          file,
          at,
          message: `has the uid ${uid}, and so has ${known}: import one of them, or change a uid`,
        });
      byUid.set(uid, file);
      return { file, at, uid, folder: titleOfFolder(folder, folders), target, layout, lost };
    },
  );
  return { dashboards: prepared, problems, notes };
}

/** The title of a folder that is named by its uid, where that is known. */
function titleOfFolder(folder: string | undefined, folders: ReadonlyMap<string, string>): string | undefined {
  return folder === undefined ? undefined : (folders.get(folder) ?? folder);
}

function missingSources(names: readonly string[]): { readonly message: string }[] {
  return names.map((name) => ({
    message: `its queries name the variable $${name} as their data source, which it does not have: the bundle has it, with the data sources of that type`,
  }));
}

function libraryNotes({ copied, missing }: LibraryPanelsUsed): { readonly message: string }[] {
  return [
    ...copied.map(({ id, name }) => ({
      message: `panel ${String(id)} was the library panel ${JSON.stringify(name)}: it is now a panel of the dashboard, and no longer follows the library`,
    })),
    ...missing.map(({ id, uid, name }) => ({
      message: `panel ${String(id)} stays a reference to the library panel ${JSON.stringify(name)} (uid ${uid}), which is not in the input: only a Grafana that has it can show it; also import its LibraryPanel file or the response of /api/library-elements/${encodeURIComponent(uid)} too`,
    })),
  ];
}

/** Its own uid where Grafana takes it, otherwise one made of the title. */
function uidOf({ uid, title }: Plain, name: string | undefined, taken: ReadonlyMap<string, string>): string {
  if (typeof uid === 'string' && /^[\w-]{1,40}$/.test(uid)) return uid;
  if (name !== undefined && /^[\w-]{1,40}$/.test(name)) return name;
  const words = `${typeof uid === 'string' ? uid : ''} ${typeof title === 'string' ? title : ''}`
    .toLowerCase()
    .normalize('NFKD')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 36)
    .replace(/-+$/, '');
  const base = words === '' ? identifier('', 'dashboard') : words;
  let found = base;
  for (let number = 2; taken.has(found); number++) found = `${base}-${number}`;
  return found;
}

/** The expressions of a dashboard, with the labels that its legends name, and the labels that its variables ask for. */
export function expressionsOf({ target }: PreparedDashboard, engine: Engine): UsedExpression[] {
  const asked: { readonly text: string; readonly labels: readonly string[] }[] = [];
  for (const panel of allPanels(target)) {
    for (const one of listOf(panel.targets).map(plain)) {
      const plugin = pluginOfReference(one.datasource ?? panel.datasource, target);
      if (plugin === undefined || languageOfPlugin(plugin) !== 'promql' || typeof one.expr !== 'string')
        continue;
      asked.push({ text: one.expr, labels: labelsIn(one.legendFormat) });
    }
  }
  for (const annotation of listOf(plain(target.annotations).list).map(plain))
    if (typeof annotation.expr === 'string') asked.push({ text: annotation.expr, labels: [] });
  for (const variable of listOf(plain(target.templating).list).map(plain)) {
    const query =
      typeof variable.query === 'string' ? variable.query : String(plain(variable.query).query ?? '');
    const found = variable.type === 'query' ? expressionOfVariable(query) : undefined;
    if (found) asked.push({ text: found.expr, labels: found.label === undefined ? [] : [found.label] });
  }
  const prepared = prepareExpressions(
    asked.map(({ text }) => text),
    engine,
  );
  return prepared.flatMap(({ ast }, index) => (ast ? [{ ast, labels: asked[index]?.labels ?? [] }] : []));
}

function labelsIn(legend: unknown): string[] {
  return typeof legend === 'string'
    ? [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label]) => label ?? '')
    : [];
}
