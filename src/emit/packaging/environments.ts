import type { Environment } from '../../define/index.js';
import { type ResolvedBundle, resolveEnvironments } from '../../define/resolve/index.js';
import { alertGroups, type PrometheusGroup, recordingGroups } from '../prometheus/groups.js';

/** A bundle in one of its environments. */
export interface EnvironmentPackage {
  readonly name: string;
  readonly environment: Environment;
  readonly recording: readonly PrometheusGroup[];
  readonly alerts: readonly PrometheusGroup[];
}

/** The environments of a bundle, in the order of the definition. */
export function environmentsOf(bundle: ResolvedBundle): readonly EnvironmentPackage[] {
  return resolveEnvironments(bundle).map(({ name, environment, bundle: resolved }) => ({
    name,
    environment,
    recording: recordingGroups(resolved),
    alerts: alertGroups(resolved),
  }));
}

/**
 * Other matchers change every expression, which no value of a chart and no variable of a module can: there the
 * groups of the environment replace those that are packed.
 */
export function replacesGroups({ environment }: EnvironmentPackage): boolean {
  return Object.keys(environment.selectors ?? {}).length > 0;
}
