import { isDeepStrictEqual } from 'node:util';
import { isRecord, recordOf } from '../plain.js';
import { added, type Change, changed, removed } from './change.js';
import type { BundleOutput } from './output.js';
import { compareRules } from './rules.js';
import { type Data, difference, matched } from './values.js';

/** Differences of the rules of single environments. What changes in all of them is listed once, for the bundle. */
export function compareEnvironments(
  before: BundleOutput,
  after: BundleOutput,
  everywhere: readonly Change[],
): Change[] {
  const { removed: gone, added: fresh, common } = matched(before.environments, after.environments);
  return [
    ...gone.map(([name]) => removed('environment', name, 'breaking')),
    ...fresh.map(([name]) => added('environment', name, 'minor')),
    ...common.flatMap(([name, from, to]) =>
      compareRules(
        { groups: from, tuning: {}, levels: before.tuning },
        { groups: to, tuning: {}, levels: after.tuning },
      ).flatMap((change) => particular(change, everywhere, name)),
    ),
  ];
}

/**
 * Differences of the values of single environments: which setting of which alert, and all others by their path. The
 * modules' variables are made from the same definitions: those of an environment are listed where its values are the
 * same, or where there is no chart.
 *
 * @param rules differences of the rules of environments, which are not listed again
 */
export function compareEnvironmentValues(
  before: BundleOutput,
  after: BundleOutput,
  rules: readonly Change[],
): Change[] {
  const listed = new Set(rules.map(({ name }) => name));
  const values = matched(before.environmentValues, after.environmentValues).common;
  const ofChart = compareEach('chart values', values, listed);
  const different = new Set(
    values.filter(([, from, to]) => !isDeepStrictEqual(from, to)).map(([environment]) => environment),
  );
  const modules = matched(before.environmentVariables, after.environmentVariables).common;
  const ofModules = modules.flatMap(([module, from, to]) => {
    const alone = matched(from, to).common.filter(([environment]) => !different.has(environment));
    return compareEach(module === 'terraform' ? 'module variables' : `variables of ${module}`, alone, listed);
  });
  return [...ofChart, ...ofModules];
}

/** @param listed names of alerts in environments that are not listed again */
function compareEach(
  kind: string,
  environments: readonly [name: string, before: Data, after: Data][],
  listed: ReadonlySet<string>,
): Change[] {
  return environments.flatMap(([environment, from, to]) => {
    const { alerts: former, ...others } = from;
    const { alerts: now, ...rest } = to;
    const ofAlerts = keysOf(recordOf(former), recordOf(now)).flatMap((alert) => {
      const name = `${alert} in ${environment}`;
      const [a, b] = [recordOf(recordOf(former)[alert]), recordOf(recordOf(now)[alert])];
      return listed.has(name)
        ? []
        : changed(
            'alert',
            name,
            keysOf(a, b).flatMap((key) => difference(key, a[key], b[key])),
          );
    });
    return [...ofAlerts, ...changed(kind, `in ${environment}`, leaves(others, rest))];
  });
}

function keysOf(before: Data, after: Data): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

/** Differences by path: `prometheusRule.alertLabels.team a → b`. */
function leaves(before: Data, after: Data, prefix = ''): string[] {
  return keysOf(before, after).flatMap((key) => {
    const [from, to] = [before[key], after[key]];
    return isRecord(from) || isRecord(to)
      ? leaves(recordOf(from), recordOf(to), `${prefix}${key}.`)
      : difference(`${prefix}${key}`, from, to);
  });
}

function particular(change: Change, everywhere: readonly Change[], environment: string): Change[] {
  const same = everywhere.find(({ kind, name }) => kind === change.kind && name === change.name);
  const name = `${change.name} in ${environment}`;
  if (!same) return [{ ...change, name }];
  if (same.action !== 'changed' || change.action !== 'changed')
    return same.action === change.action ? [] : [{ ...change, name }];
  // Selectors and labels of an environment change the text of the same difference.
  const expressions = same.details.some(isOfExpression);
  const details = change.details.filter(
    (detail) => !same.details.includes(detail) && !(expressions && detail.startsWith('expression ')),
  );
  return details.length === 0 ? [] : [{ ...change, name, details }];
}

function isOfExpression(detail: string): boolean {
  return detail.startsWith('expression ');
}
