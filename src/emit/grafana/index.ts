import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelType } from '../../define/index.js';
import { toJson } from '../../output/serialise.js';
import { panelsIn, queriesOf, type ResolvedBundle } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { exportsOf } from './common-js.js';
import { buildDashboard } from './dashboard.js';
import { loadPanelBuilders } from './panel-modules.js';
import { loadQueryModules } from './targets.js';

/** A finished dashboard: plain JSON, as it is written and packaged. */
export interface GrafanaDashboard {
  readonly uid: string;
  readonly title: string;
  readonly folder: string;
  readonly json: Dashboard;
}

/** Creates the dashboards of a bundle as Grafana's classic JSON, each on demand. */
export async function grafanaBuilder(bundle: ResolvedBundle): Promise<() => Generator<GrafanaDashboard>> {
  const { types, languages } = kindsIn(bundle);
  const context = {
    sdk: await exportsOf(import('@grafana/grafana-foundation-sdk/dashboard')),
    builderOf: await loadPanelBuilders(types),
    queries: await loadQueryModules(languages),
  };
  return function* () {
    for (const dashboard of bundle.dashboards) {
      const { uid, title, folder } = dashboard;
      yield { uid, title, folder, json: buildDashboard(dashboard, context) };
    }
  };
}

/** The types of panels and queries in the bundle's dashboards: only their modules are loaded. */
function kindsIn({ source }: ResolvedBundle) {
  const types = new Set<PanelType>();
  const languages = new Set<string>();
  for (const { options } of source.dashboards) {
    for (const panel of panelsIn(options.rows)) {
      if (panel.type === 'raw') continue;
      types.add(panel.type);
      for (const { language } of queriesOf(panel)) languages.add(language);
    }
  }
  return { types, languages };
}

/** `grafana/<bundle>/<uid>.json`, indented for review. */
export function* emitGrafana(
  bundle: ResolvedBundle,
  dashboards: Iterable<GrafanaDashboard>,
): Generator<Artifact> {
  for (const { uid, json } of dashboards) {
    yield { path: `grafana/${bundle.name}/${uid}.json`, content: toJson(json) };
  }
}
