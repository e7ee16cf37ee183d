import { type ResolvedEnvironment, resolveEnvironments } from '../../resolve/index.js';
import type { Check } from '../check.js';
import { collectRules } from '../collect/index.js';
import { type BundleModel, modelOf } from '../collect/model.js';
import { type Subject, within } from '../collect/subject.js';
import { textsOf } from '../collect/texts.js';
import type { Finding } from '../finding.js';
import type { ParsingEngine } from '../parsing-engine.js';
import type { LocatedFinding } from './located-finding.js';
import { parseInTurn } from './parsing-queue.js';
import { reporter } from './reporter.js';
import { expressionRunner } from './run-expressions.js';

/**
 * Checks the rules of each environment of a bundle as if they had been defined so: a threshold may be out of reach
 * in one cluster alone. What holds of the definition too is not said again.
 *
 * @param before What has been found about the definition.
 */
export function checkEnvironments(
  { bundle, subject, settings }: BundleModel,
  engine: ParsingEngine,
  active: readonly Check[],
  before: readonly LocatedFinding[],
): LocatedFinding[] {
  const environments = resolveEnvironments(bundle);
  if (environments.length === 0) return [];
  const said = new Set(before.map(({ finding }) => keyOf(finding, subject.path)));
  const place = bundle.source.options.environments?.place;
  return environments.flatMap((environment) => {
    const outer: Subject = { ...within(subject, `environments/${environment.name}`), place };
    const found = inEnvironment(environment, outer);
    return found.filter(({ finding }) => isOnRule(finding, outer) && !said.has(keyOf(finding, outer.path)));
  });

  function inEnvironment({ bundle: resolved }: ResolvedEnvironment, outer: Subject): LocatedFinding[] {
    const found: LocatedFinding[] = [];
    const rules = collectRules(resolved, outer);
    const parsed = parseInTurn(engine, rules.sites);
    // Dashboards are the same in all environments, except for the thresholds drawn on them.
    const model: BundleModel = {
      ...modelOf(
        { ...resolved, dashboards: [] },
        outer,
        rules,
        parsed,
        // Templates are the same, too.
        textsOf(engine, rules, {}),
        settings,
      ),
      ofEnvironment: true,
    };
    const run = expressionRunner(model, active, found);
    for (const site of model.sites) run(model.analyseRule(site));
    for (const check of active) check.bundle?.(model, reporter(check, found));
    // The mistake is where the environment is defined, not where the alert is.
    return found.map((one) => ({ ...one, finding: { ...one.finding, place } }));
  }
}

/** Findings on the bundle as a whole, such as on its metrics, belong to the definition. */
function isOnRule({ path }: Finding, outer: Subject): boolean {
  return /^\/(alerts|recording-rules)\//.test(path.slice(outer.path.length));
}

/** Identifies a finding by check, rule and message, regardless of the expression. */
function keyOf({ check, path, message }: Finding, outer: string): string {
  return [check, path.slice(outer.length), message].join('\u0000');
}
