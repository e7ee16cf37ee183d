import { DefinitionError } from '../../catalog/index.js';
import { didYouMean } from '../../catalog/similar.js';
import type { AnyAlert } from '../../define/index.js';
import { resolveEnvironments } from '../../resolve/index.js';
import type { AnyScenario } from '../scenario/types.js';
import { type BundleRules, bundleRules } from './rules.js';

/** Cached: an environment is resolved once for all of its scenarios. */
const known = new WeakMap<BundleRules, Map<string, BundleRules>>();

/**
 * The rules in the environment of a scenario, if it has one. Alerts are found by the objects of the definition, as in all
 * scenarios; the routing is that of the bundle, which has one Alertmanager for all environments.
 *
 * @throws DefinitionError for an environment that the bundle does not have
 */
export function rulesFor({ environment, place }: AnyScenario, rules: BundleRules): BundleRules {
  if (environment === undefined) return rules;
  const made = known.get(rules) ?? new Map<string, BundleRules>();
  known.set(rules, made);
  const found = made.get(environment) ?? environmentRules(environment, rules);
  if (!found) {
    const names = resolveEnvironments(rules.bundle).map(({ name }) => name);
    throw new DefinitionError(
      `bundle ${rules.bundle.name} has no environment ${JSON.stringify(environment)}`,
      place,
      {
        expected: names.length === 0 ? 'no environment' : `one of ${names.join(', ')}`,
        suggestion: didYouMean(environment, names),
      },
    );
  }
  made.set(environment, found);
  return found;
}

function environmentRules(environment: string, rules: BundleRules): BundleRules | undefined {
  const bundle = resolveEnvironments(rules.bundle).find(({ name }) => name === environment)?.bundle;
  if (!bundle) return undefined;
  const sources = new Map<string, AnyAlert>([...rules.alerts].map(([source, { key }]) => [key, source]));
  const alertGroups = bundle.alertGroups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) => ({ ...rule, source: sources.get(rule.key) ?? rule.source })),
  }));
  return { ...bundleRules({ ...bundle, alertGroups }), routing: rules.routing };
}
