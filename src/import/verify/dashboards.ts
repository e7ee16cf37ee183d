import type { Engine } from '../../engine/index.js';
import { appearanceOf, typeOfPlugin } from '../../grafana/index.js';
import { allPanels } from '../grafana/all-panels.js';
import { normalDashboard } from '../grafana/normal.js';
import { variableQueryForm } from '../grafana/variable-form.js';
import { prepareExpressions } from '../promql/prepare.js';
import { isPlain, jsonCopy, listOf, type Plain, plain } from '../read/plain.js';
import type { PreparedDashboard } from '../write/dashboard-frame.js';
import type { Built } from './built.js';
import { type Difference, differences } from './difference.js';
import { layoutDifferences } from './layout.js';

/**
 * Holds the dashboards that a build gives against those of the input as Grafana has them once they are loaded. What does
 * not count is listed in `normal.ts`; expressions are the same where Prometheus reads them as the same tree.
 */
export async function compareDashboards(
  input: readonly PreparedDashboard[],
  built: Built['dashboards'],
  engine: Engine,
): Promise<Difference[]> {
  const byUid = new Map(built.map((one) => [one.uid, one]));
  const found: Difference[] = [];
  for (const { file, at, uid, target, layout, lost } of input) {
    for (const one of lost) found.push({ file, at: placeIn(at, one.at), message: one.message });
    const made = byUid.get(uid);
    if (!made) {
      found.push({ file, at, message: `the dashboard ${uid} is missing` });
      continue;
    }
    byUid.delete(uid);
    const json = jsonCopy(made.json);
    const ofLayout = layout ? layoutDifferences(layout, made.v2) : [];
    for (const one of ofLayout) found.push({ file, at: placeIn(at, one.at), message: one.message });
    const prepared = (one: Plain): Plain => (layout ? withoutPlaces(one) : one);
    const actual = comparable(await shownDashboard(prepared(json)), engine);
    const expected = comparable({ ...(await shownDashboard(prepared(target))), uid }, engine);
    for (const one of differences(expected, actual))
      found.push({ file, at: placeText(at, one.at, expected), message: one.message });
  }
  for (const uid of byUid.keys())
    found.push({ file: '', at: uid, message: 'a dashboard that the input does not have' });
  return found;
}

/**
 * Panels without rows and places, which the layout of version v2 has: it is compared by itself.
 */
function withoutPlaces(dashboard: Plain): Plain {
  const panels = allPanels(dashboard)
    .filter(({ type }) => type !== 'row')
    .sort((a, b) => Number(a.id) - Number(b.id));
  return {
    ...dashboard,
    panels: panels.map((panel, y) => ({ ...panel, gridPos: { x: 0, y, w: 24, h: 1 } })),
  };
}

/** The normal form, with what panels of known plugins show in place of how it is written. */
export async function shownDashboard(dashboard: Plain): Promise<Plain> {
  const appearance = new Map<unknown, Plain>();
  for (const panel of allPanels(dashboard)) {
    const type = typeOfPlugin(panel.type);
    if (type !== undefined) appearance.set(panel.id, withoutUnit(await appearanceOf(type, panel)));
  }
  const shown = (panel: Plain): Plain => {
    const { panels } = panel;
    const isRow = panel.type === 'row' && Array.isArray(panels);
    const inner = isRow ? { panels: panels.map((one) => shown(plain(one))) } : {};
    const look = appearance.get(panel.id);
    if (!look) return { ...panel, ...inner };
    const kept = Object.entries(panel).filter(([key]) => comparedAsTheyAre.has(key));
    return { ...Object.fromEntries(kept), ...inner, appearance: look };
  };
  const normal = normalDashboard(dashboard);
  return { ...normal, panels: listOf(normal.panels).map((one) => shown(plain(one))) };
}

/** What of a panel is no matter of its looks. */
const comparedAsTheyAre = new Set(['id', 'type', 'title', 'description', 'gridPos', 'targets', 'links']);

/** No unit and `none` are the same to Grafana. */
function withoutUnit(appearance: Plain): Plain {
  const { fieldConfig, ...others } = appearance;
  const { unit, ...rest } = plain(plain(fieldConfig).defaults);
  const defaults = unit === undefined || unit === 'none' ? rest : { ...rest, unit };
  return Object.keys(defaults).length === 0 ? others : { ...others, fieldConfig: { defaults } };
}

/** With panels by their numbers, and expressions in their normal form. */
function comparable(dashboard: Plain, engine: Engine): Plain {
  const texts: { readonly holder: Record<string, unknown>; readonly text: string }[] = [];
  const copy: Record<string, unknown> = structuredClone(dashboard);
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    if (!isPlain(value)) return;
    if (typeof value.expr === 'string') texts.push({ holder: value, text: value.expr });
    for (const part of Object.values(value)) walk(part);
  };
  walk(copy);
  prepareExpressions(
    texts.map(({ text }) => text),
    engine,
  ).forEach(({ key, window, ast }, index) => {
    const one = texts[index];
    if (one) one.holder.expr = ast ? `${key} over ${window ?? ''}` : one.text.trim();
  });
  for (const variable of listOf(copy.templating).map(plain)) {
    if (variable.type === 'query' && typeof variable.query === 'string')
      (variable as Record<string, unknown>).query = variableQueryForm(variable.query, engine);
  }
  return {
    ...copy,
    panels: Object.fromEntries(listOf(copy.panels).map((one) => [String(plain(one).id), one])),
  };
}

/** `panels[12]` by the panel's title. */
function placeText(at: string, path: string, expected: Plain): string {
  const [, id, rest = ''] = /^panels\.(\d+)(.*)$/s.exec(path) ?? [];
  const panel = id === undefined ? undefined : plain(plain(expected.panels)[id]);
  return placeIn(at, panel ? `panel ${id} (${String(panel.title ?? '')})${rest}` : path);
}

function placeIn(at: string, place: string): string {
  return at === '' ? place : `${at}: ${place}`;
}
