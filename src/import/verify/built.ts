import { load } from 'js-yaml';
import type { Finding } from '../../check/index.js';
import { emitLoki } from '../../emit/loki/index.js';
import type { Engine } from '../../engine/index.js';
import { hasErrors, loadAndResolve } from '../../pipeline/load.js';
import { partsOf } from '../../pipeline/targets.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { BuiltGroup } from './rules.js';

/** What a build makes of the imported bundle. */
export interface Built {
  readonly groups: readonly BuiltGroup[];
  readonly dashboards: readonly { readonly uid: string; readonly json: Readonly<Record<string, unknown>> }[];
}

/** Groups of rules on log lines, as Loki's ruler reads them. */
function logGroups(bundle: ResolvedBundle): BuiltGroup[] {
  return emitLoki(bundle).flatMap(({ content }) => {
    const { groups } = load(String(content)) as { readonly groups: readonly BuiltGroup[] };
    return groups;
  });
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
  return {
    findings: loaded.findings,
    built: {
      groups: [...parts.recording, ...parts.alerts, ...logGroups(bundle.resolved)],
      dashboards: [...parts.streamDashboards()].map(({ uid, json }) => ({
        uid,
        json: json as unknown as Readonly<Record<string, unknown>>,
      })),
    },
  };
}
