import { toYaml } from '../../output/serialise.js';
import {
  narrowedTo,
  type ResolvedBundle,
  type ResolvedEnvironment,
  resolveEnvironments,
} from '../../resolve/index.js';
import { packedGroups } from './packed-groups.js';
import { ruleFiles } from './rule-parts.js';
import { alertTuning } from './tuning.js';

/**
 * Different matchers change every expression, which values of a chart or variables of a module cannot do: packages
 * contain the rules of such an environment as separate files, selected by its name. Everything else in an environment
 * is values and variables.
 */
export function hasOwnRules({ environment }: Pick<ResolvedEnvironment, 'environment'>): boolean {
  return Object.keys(environment.selectors ?? {}).length > 0;
}

/** Names of the environments whose rules are packed. */
export function packedEnvironments(bundle: ResolvedBundle): string[] {
  return resolveEnvironments(bundle)
    .filter(hasOwnRules)
    .map(({ name }) => name);
}

/** The rule files of these environments, by path: those of the bundle with different matchers. */
export function environmentFiles(bundle: ResolvedBundle): Record<string, string> {
  const files: Record<string, string> = {};
  for (const packaged of resolveEnvironments(bundle).filter(hasOwnRules)) {
    const narrowed = narrowedTo(packaged.environment, bundle);
    const folder = `environments/${packaged.name}`;
    for (const [name, text] of Object.entries(ruleFiles(packedGroups(narrowed))))
      files[`${folder}/${name}`] = text;
    files[`${folder}/alerts.yaml`] = toYaml(alertTuning(narrowed));
  }
  return files;
}
