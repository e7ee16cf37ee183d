import type { Variable } from '../../../define/index.js';
import { parseVariableQuery } from '../../../grafana/index.js';
import type { ResolvedDashboard } from '../../../resolve/index.js';
import { firstMistake, nearText } from '../../analysis/grammar.js';
import { mistakeInQuery } from '../../analysis/panel-query.js';
import type { Check } from '../../check.js';
import { within } from '../../collect/subject.js';
import { variableKinds } from '../../collect/variables.js';
import { parser } from '../../grammars/lezer-logql/index.js';

const expected = 'a stream selector such as {app="api"}, followed by pipeline stages';

/** The streams whose labels a variable lists; undefined for one that lists others, or those of all streams. */
function streamsOf(variable: Variable, sources: ResolvedDashboard['sources']): string | undefined {
  if (variable.type !== 'query' || typeof variable.query !== 'string') return undefined;
  if ((variable.source ?? sources.promql).plugin !== 'loki') return undefined;
  const parsed = parseVariableQuery(variable.query);
  return parsed.kind === 'label-values' && parsed.series !== '' ? parsed.series : undefined;
}

export const logqlSyntax: Check = {
  id: 'logql/syntax',
  level: 'error',
  summary: 'a LogQL query of a log panel, a variable, an annotation or a Loki rule that does not parse',
  dashboard({ dashboard, panels, subject: owner }, report) {
    const kinds = variableKinds(dashboard.variables);
    for (const variable of dashboard.variables) {
      const selector = streamsOf(variable, dashboard.sources);
      const at = selector === undefined ? undefined : mistakeInQuery(parser, selector, kinds);
      if (selector === undefined || at === undefined) continue;
      report(
        within(owner, `variables/${variable.name}`),
        `the stream selector of the variable ${variable.name} does not parse, ${nearText(selector, at)}`,
        { expected: 'a stream selector such as {app="api"}' },
      );
    }
    for (const { source, expr } of dashboard.annotations) {
      if (source.type !== 'logs' && !(source.type === 'raw' && source.source.plugin === 'loki')) continue;
      if (expr === '') continue;
      const at = mistakeInQuery(parser, expr, kinds);
      if (at !== undefined)
        report(
          within(owner, `annotations/${source.name}`),
          `the LogQL of the annotation ${source.name} does not parse, ${nearText(expr, at)}`,
          { expected },
        );
    }
    for (const { targets, subject } of panels) {
      for (const { language, expr, refId } of targets) {
        if (language !== 'logql') continue;
        const at = mistakeInQuery(parser, expr, kinds);
        if (at === undefined) continue;
        report(subject, `the LogQL of query ${refId} does not parse, ${nearText(expr, at)}`, { expected });
      }
    }
  },
  bundle({ bundle, subject }, report) {
    for (const rule of bundle.source.logRules) {
      const name = rule.type === 'lokiAlert' ? rule.name : rule.record;
      const owner = within(subject, `log-rules/${name}`, rule);
      if (rule.expr.includes('$__')) {
        report(owner, `the LogQL of ${name} contains a Grafana macro, which Loki's ruler does not support`, {
          expected: 'a fixed range such as [5m]',
        });
        continue;
      }
      const at = firstMistake(parser, rule.expr);
      if (at === undefined) continue;
      report(owner, `the LogQL of ${name} does not parse, ${nearText(rule.expr, at)}`, { expected });
    }
  },
};
