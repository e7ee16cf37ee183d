import type { PanelType } from '../../define/index.js';
import { panelsOf, type ResolvedBundle } from '../../define/resolve/index.js';
import { toJson } from '../../output/serialise.js';
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
  readonly json: object;
}

/** Makes the dashboards of a bundle as Grafana's classic JSON, each when it is asked for. */
export async function grafanaBuilder(bundle: ResolvedBundle): Promise<() => Generator<GrafanaDashboard>> {
  const panels = bundle.dashboards.flatMap(panelsOf);
  const types = new Set(
    panels.map(({ source }) => source.type).filter((type): type is PanelType => type !== 'raw'),
  );
  const languages = new Set(panels.flatMap(({ targets }) => targets.map(({ language }) => language)));
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

/** `grafana/<bundle>/<uid>.json`, indented for review. */
export function* emitGrafana(
  bundle: ResolvedBundle,
  dashboards: Iterable<GrafanaDashboard>,
): Generator<Artifact> {
  for (const { uid, json } of dashboards) {
    yield { path: `grafana/${bundle.name}/${uid}.json`, content: toJson(json) };
  }
}
