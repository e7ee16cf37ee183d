import { parser } from '@grafana/lezer-traceql';
import { nearText } from '../../analysis/grammar.js';
import { mistakeInQuery } from '../../analysis/panel-query.js';
import type { Check } from '../../check.js';
import { variableKinds } from '../../collect/variables.js';

/** Tempo shows the trace with that id. */
const traceId = /^\s*[0-9a-f]+\s*$/i;

export const traceqlSyntax: Check = {
  id: 'traceql/syntax',
  level: 'error',
  summary: 'a TraceQL query of a trace panel that does not parse',
  dashboard({ dashboard, panels }, report) {
    const kinds = variableKinds(dashboard.variables);
    for (const { targets, subject } of panels) {
      for (const { language, expr, refId } of targets) {
        if (language !== 'traceql' || traceId.test(expr)) continue;
        const at = mistakeInQuery(parser, expr, kinds);
        if (at === undefined) continue;
        report(subject, `the TraceQL of query ${refId} does not parse, ${nearText(expr, at)}`, {
          expected: 'spans in braces such as { resource.service.name = "api" && duration > 1s }',
        });
      }
    }
  },
};
