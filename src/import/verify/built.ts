import { load } from 'js-yaml';
import type { Finding } from '../../check/index.js';
import type { Slo } from '../../define/index.js';
import { emitAlertmanager } from '../../emit/alertmanager/index.js';
import { emitGrafanaResources } from '../../emit/grafana-resources/index.js';
import { emitLoki } from '../../emit/loki/index.js';
import type { Engine } from '../../engine/index.js';
import { hasErrors, loadAndResolve } from '../../pipeline/load.js';
import { partsOf } from '../../pipeline/targets.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { type Plain, plain } from '../read/plain.js';
import type { BuiltGroup } from './rules.js';

/** What a build makes of the imported bundle. */
export interface Built {
  readonly groups: readonly BuiltGroup[];
  readonly dashboards: readonly BuiltDashboard[];
  readonly slos: readonly Slo[];
  /** The configuration of Alertmanager; undefined for a bundle without routing. */
  readonly alertmanager: unknown;
}

export interface BuiltDashboard {
  readonly uid: string;
  readonly json: Plain;
  /** The content of its resource, where that is of version v2. */
  readonly v2?: Plain | undefined;
}

function alertmanagerOf(bundle: ResolvedBundle): unknown {
  const file = emitAlertmanager(bundle).find(({ path }) => path.endsWith('/alertmanager.yml'));
  return file && load(String(file.content));
}

/** Groups of rules on log lines, as Loki's ruler reads them. */
function logGroups(bundle: ResolvedBundle): BuiltGroup[] {
  return emitLoki(bundle).flatMap(({ content }) => {
    const { groups } = load(String(content)) as { readonly groups: readonly BuiltGroup[] };
    return groups;
  });
}

/** Dashboards as resources, by uid, where these are of version v2. */
function resources(
  bundle: ResolvedBundle,
  dashboards: Parameters<typeof emitGrafanaResources>[1],
): ReadonlyMap<string, Plain> {
  const found = new Map<string, Plain>();
  if (bundle.source.options.grafanaResources?.version !== 'v2') return found;
  for (const { content } of emitGrafanaResources(bundle, dashboards)) {
    const { kind, metadata, spec } = plain(JSON.parse(String(content)));
    if (kind === 'Dashboard') found.set(String(plain(metadata).name), plain(spec));
  }
  return found;
}

/**
 * Loads the written bundle as `build` does, and makes what it would write.
 *
 * @returns Findings alone, where it does not load
 */
export async function buildWritten(
  definitions: string,
  name: string,
  engine: Engine,
): Promise<{ readonly built?: Built; readonly findings: readonly Finding[] }> {
  const loaded = await loadAndResolve(
    { definitions, names: [name] },
    { places: false, scenarios: false, keep: false },
  );
  const [bundle] = loaded.all;
  if (hasErrors(loaded.findings) || !bundle) return { findings: loaded.findings };
  const parts = await partsOf(bundle.resolved, [], engine);
  const dashboards = [...parts.streamDashboards()];
  const specs = resources(bundle.resolved, dashboards);
  return {
    findings: loaded.findings,
    built: {
      groups: [...parts.recording, ...parts.alerts, ...logGroups(bundle.resolved)],
      dashboards: dashboards.map(({ uid, json }) => ({
        uid,
        json: plain(json),
        v2: specs.get(uid),
      })),
      slos: bundle.resolved.source.options.slos ?? [],
      alertmanager: alertmanagerOf(bundle.resolved),
    },
  };
}
