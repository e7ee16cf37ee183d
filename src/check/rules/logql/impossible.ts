import type { Matcher } from '../../../catalog/index.js';
import { type LogMatcher, logSelectors } from '../../analysis/log-matchers.js';
import { conflictingMatchers, conflictText } from '../../analysis/matcher-conflict.js';
import type { Check } from '../../check.js';
import { logQueriesOf, logRulesOf } from '../../collect/log-queries.js';
import { hasPlaceholder } from '../../collect/placeholder.js';
import { substitute, type VariableKinds } from '../../collect/substitute.js';
import { variableKinds } from '../../collect/variables.js';

export const logqlImpossible: Check = {
  id: 'logql/impossible',
  level: 'warning',
  summary: 'a stream selector in LogQL that no stream matches',
  dashboard(defined, report) {
    const kinds = variableKinds(defined.dashboard.variables);
    for (const { subject, title, expr } of logQueriesOf(defined))
      for (const conflict of conflictsIn(expr, kinds)) report(subject, `${title}: ${conflict}`, { expected });
  },
  bundle(model, report) {
    for (const { rule, name, subject } of logRulesOf(model))
      for (const conflict of conflictsIn(rule.expr))
        report(subject, `the LogQL of ${name}: ${conflict}`, { expected });
  },
};

const expected = 'matchers that one value satisfies';

function conflictsIn(expr: string, kinds?: VariableKinds): string[] {
  return logSelectors(substitute(expr, kinds).text).flatMap((selector) => {
    const conflict = conflictingMatchers(selector.flatMap((one) => matcherOf(one) ?? []));
    return conflict ? [`no stream has both ${conflictText(conflict)}`] : [];
  });
}

/** The matcher with its value unquoted; undefined where a variable or an unusual escape decides. */
function matcherOf({ label, operator, value }: LogMatcher): Matcher | undefined {
  if (hasPlaceholder(value)) return undefined;
  if (value.startsWith('`')) return { label, operator, value: value.slice(1, -1) };
  try {
    return { label, operator, value: JSON.parse(value) as string };
  } catch {
    return undefined;
  }
}
