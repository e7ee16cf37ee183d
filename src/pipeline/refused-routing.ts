import type { Finding } from '../check/finding.js';
import type { Alertmanager } from '../engine/index.js';
import { isRecord } from '../plain.js';
import { type ResolvedBundle, sharedRouting } from '../resolve/index.js';
import { startAlertmanager } from './engine.js';

/**
 * Findings by name of the bundle. Only routings with `json` are tried: the options are known to be right, and starting
 * Alertmanager's code takes longer than most checks.
 */
export async function refusedRoutings(
  bundles: readonly ResolvedBundle[],
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const unknown = bundles.filter((bundle) => hasJson(sharedRouting(bundle).routed?.routing));
  if (unknown.length === 0) return new Map();
  const alertmanager = await startAlertmanager();
  return new Map(
    await Promise.all(
      unknown.map(async (bundle) => [bundle.name, await refusedBy(alertmanager, [bundle])] as const),
    ),
  );
}

/**
 * Routings that Alertmanager does not load, by its own code: what definitions do not know to be wrong. The configuration
 * is emitted here, because `test`, and a build of other targets, have no file of it.
 */
export async function refusedBy(
  alertmanager: Alertmanager,
  bundles: readonly ResolvedBundle[],
): Promise<Finding[]> {
  const { emitAlertmanager } = await import('../emit/alertmanager/index.js');
  return bundles.flatMap((bundle): Finding[] => {
    const file = emitAlertmanager(bundle).find(({ path }) => path.endsWith('/alertmanager.yml'));
    const refusal = file && alertmanager.check(String(file.content));
    if (!file || refusal === undefined) return [];
    return [
      {
        check: 'routing/refused',
        level: 'error',
        path: `${bundle.name}/routing`,
        place: sharedRouting(bundle).place,
        message: `Alertmanager does not load ${file.path}: ${refusal}`,
        expected: 'a configuration that Alertmanager starts with',
      },
    ];
  });
}

function hasJson(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(hasJson);
  return (
    isRecord(part) &&
    Object.entries(part).some(([key, value]) => (key === 'json' && value !== undefined) || hasJson(value))
  );
}
