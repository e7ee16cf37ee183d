import { firstMistake, nearText } from '../../analysis/grammar.js';
import { mistakeInQuery } from '../../analysis/panel-query.js';
import type { Check } from '../../check.js';
import { logQueriesOf, logRulesOf } from '../../collect/log-queries.js';
import { variableKinds } from '../../collect/variables.js';
import { parser } from '../../grammars/lezer-logql/index.js';

const selector = 'a stream selector such as {app="api"}';
const expected = `${selector}, followed by pipeline stages`;

export const logqlSyntax: Check = {
  id: 'logql/syntax',
  level: 'error',
  summary: 'a LogQL query of a log panel, a variable, an annotation or a Loki rule that does not parse',
  dashboard(defined, report) {
    const kinds = variableKinds(defined.dashboard.variables);
    for (const { subject, title, expr, isSelector } of logQueriesOf(defined)) {
      const at = mistakeInQuery(parser, expr, kinds);
      if (at === undefined) continue;
      report(subject, `${title} does not parse, ${nearText(expr, at)}`, {
        expected: isSelector ? selector : expected,
      });
    }
  },
  bundle(model, report) {
    for (const { rule, name, subject } of logRulesOf(model)) {
      if (rule.expr.includes('$__')) {
        report(
          subject,
          `the LogQL of ${name} contains a Grafana macro, which Loki's ruler does not support`,
          {
            expected: 'a fixed range such as [5m]',
          },
        );
        continue;
      }
      const at = firstMistake(parser, rule.expr);
      if (at === undefined) continue;
      report(subject, `the LogQL of ${name} does not parse, ${nearText(rule.expr, at)}`, { expected });
    }
  },
};
