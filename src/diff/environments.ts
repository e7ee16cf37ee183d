import { added, type Change, removed } from './change.js';
import type { BundleOutput } from './output.js';
import { compareRules } from './rules.js';
import { matched } from './values.js';

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
      compareRules({ groups: from, tuning: {} }, { groups: to, tuning: {} }).flatMap((change) =>
        particular(change, everywhere, name),
      ),
    ),
  ];
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
