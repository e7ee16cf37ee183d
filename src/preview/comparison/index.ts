import {
  type Change,
  compareDashboards,
  comparePanels,
  compareRules,
  type Data,
  sentence,
} from '../../diff/index.js';
import { alertGroups, recordingGroups } from '../../emit/prometheus/index.js';
import {
  type AnyScenario,
  bundleRules,
  type ProofEngine,
  type RoutingEngine,
  withAlertmanager,
} from '../../prove/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type {
  BundleChange,
  BundleChanges,
  ChangeText,
  DashboardChange,
  PanelChange,
  PanelPlace,
  SiteBundle,
} from '../model.js';
import { scenarioIds } from '../scenario-ids.js';
import { scenarioChanges } from './alerts.js';
import { routeChanges } from './routes.js';

/** A bundle at one of the two times: as it is resolved, and as the page shows it. */
export interface BundleVersion {
  readonly resolved: ResolvedBundle;
  readonly scenarios: readonly AnyScenario[];
  readonly shown: () => Promise<SiteBundle>;
}

type Both = { readonly before: BundleVersion | undefined; readonly after: BundleVersion | undefined };

/** What has become of a bundle, in words only: cheap enough for a list of all. */
export async function bundleChange(both: Both): Promise<BundleChange> {
  const words = await wordsOf(both);
  const panels = words.dashboards.reduce((sum, { texts, panels: own }) => sum + texts.length + own.length, 0);
  const routes = words.routes.receivers.length + words.routes.removed.length + words.routes.added.length;
  const changes = panels + words.rules.length + routes;
  const { name, title, state } = words;
  return { name, title, state: state === 'changed' && changes === 0 ? 'same' : state, changes };
}

/** All that has changed in a bundle, with what its alerts do differently in its scenarios. */
export async function bundleChanges(
  both: Both,
  engine: ProofEngine,
  alertmanager: () => Promise<RoutingEngine>,
): Promise<BundleChanges> {
  const { before, after } = both;
  const words = await wordsOf(both);
  if (!before || !after) return { ...words, scenarios: [] };
  const ids = scenarioIds(after.scenarios);
  const was = { rules: bundleRules(before.resolved), scenarios: before.scenarios };
  const is = { rules: bundleRules(after.resolved), scenarios: after.scenarios };
  const hasRoutes = [was, is].some(({ rules }) => rules.routing() !== undefined);
  const scenarios = scenarioChanges(
    was,
    is,
    hasRoutes ? withAlertmanager(engine, await alertmanager()) : engine,
    (scenario) => ids.get(scenario),
  );
  const { state } = scenarios.length > 0 ? { state: 'changed' as const } : await bundleChange(both);
  return { ...words, state, scenarios };
}

async function wordsOf({ before, after }: Both): Promise<Omit<BundleChanges, 'scenarios'>> {
  const [was, is] = await Promise.all([before?.shown(), after?.shown()]);
  const { name = '', title = '' } = after?.resolved ?? before?.resolved ?? {};
  const state = !before ? 'added' : !after ? 'removed' : 'changed';
  return {
    name,
    title,
    state,
    dashboards: dashboardChanges(was, is),
    rules: compareRules(rulesOf(before), rulesOf(after)).map(textOf),
    routes: routeChanges(was, is),
  };
}

function textOf(change: Change): ChangeText {
  const { action, kind, name } = change;
  return { action, ...(kind === 'alert' && { alert: name }), text: sentence(change) };
}

function rulesOf(version: BundleVersion | undefined) {
  const groups = version ? [...recordingGroups(version.resolved), ...alertGroups(version.resolved)] : [];
  return { groups: groups.map((group): Data => ({ ...group })), tuning: {} };
}

/** Changed dashboards, then new ones, then those that are gone. */
function dashboardChanges(before: SiteBundle | undefined, after: SiteBundle | undefined): DashboardChange[] {
  const [former, now] = [dashboardsOf(before), dashboardsOf(after)];
  const changed: DashboardChange[] = [];
  const others: DashboardChange[] = [];
  for (const [uid, json] of now) {
    const was = former.get(uid);
    const title = String(json.title ?? uid);
    if (!was) {
      others.push({ uid, title, state: 'added', texts: [], panels: [] });
      continue;
    }
    const texts = compareDashboards(new Map([[uid, was]]), new Map([[uid, json]])).filter(
      ({ kind }) => kind === 'dashboard',
    );
    const panels = comparePanels(uid, was, json).map(
      (one): PanelChange => ({
        text: sentence({ ...one.change, name: one.change.name.slice(uid.length + 2) }),
        before: placeOf(one.before),
        after: placeOf(one.after),
      }),
    );
    if (texts.length + panels.length === 0) continue;
    changed.push({
      uid,
      title,
      state: 'changed',
      texts: texts.map(({ details }) => details.join(', ')),
      panels,
    });
  }
  for (const [uid, json] of former)
    if (!now.has(uid))
      others.push({ uid, title: String(json.title ?? uid), state: 'removed', texts: [], panels: [] });
  return [...changed, ...others];
}

/** As they are written: what is built carries functions, of which no two are equal. */
function dashboardsOf(bundle: SiteBundle | undefined): ReadonlyMap<string, Data> {
  return new Map(
    (bundle?.dashboards ?? []).map(({ uid, json }) => [uid, JSON.parse(JSON.stringify(json)) as Data]),
  );
}

function placeOf(panel: Data | undefined): PanelPlace | undefined {
  if (typeof panel?.id !== 'number') return undefined;
  const { h } = (panel.gridPos ?? {}) as { readonly h?: unknown };
  return { id: panel.id, height: typeof h === 'number' ? h : 8 };
}
