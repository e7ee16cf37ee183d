import type { Environment } from '../../define/index.js';
import { inEnvironment } from '../../define/resolve/environment.js';
import { type ResolvedBundle, resolveBundle } from '../../define/resolve/index.js';
import { alertGroups, type PrometheusGroup, recordingGroups } from '../prometheus/groups.js';

/** A bundle in one of its environments. */
export interface EnvironmentPackage {
  readonly name: string;
  readonly environment: Environment;
  readonly recording: readonly PrometheusGroup[];
  readonly alerts: readonly PrometheusGroup[];
}

const known = new WeakMap<ResolvedBundle, readonly EnvironmentPackage[]>();

/** The environments of a bundle, in the order of the definition. */
export function environmentsOf(bundle: ResolvedBundle): readonly EnvironmentPackage[] {
  let packages = known.get(bundle);
  if (!packages) {
    const { environments } = bundle.source.options;
    packages = Object.entries(environments?.byName ?? {}).map(([name, environment]) => {
      const resolved = resolveBundle(inEnvironment(bundle.source, environment), bundle.runbooks);
      return { name, environment, recording: recordingGroups(resolved), alerts: alertGroups(resolved) };
    });
    known.set(bundle, packages);
  }
  return packages;
}

/**
 * Other matchers change every expression, which no value of a chart and no variable of a module can: there the
 * groups of the environment replace those that are packed.
 */
export function replacesGroups({ environment }: EnvironmentPackage): boolean {
  return Object.keys(environment.selectors ?? {}).length > 0;
}
