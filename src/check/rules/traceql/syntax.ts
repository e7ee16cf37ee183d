import { parser } from '@grafana/lezer-traceql';
import { firstMistake, nearText } from '../../analysis/grammar.js';
import type { Check } from '../../check.js';
import { substitute } from '../../collect/substitute.js';
import { variableKinds } from '../../collect/variables.js';

export const traceqlSyntax: Check = {
  id: 'traceql/syntax',
  level: 'error',
  summary: "Grafana's TraceQL grammar refuses a query of traces",
  dashboard({ dashboard, panels }, report) {
    const kinds = variableKinds(dashboard.variables);
    for (const { panel, subject } of panels) {
      for (const { language, expr, refId } of panel.targets) {
        if (language !== 'traceql') continue;
        const { text } = substitute(expr, kinds);
        const at = firstMistake(parser, text);
        if (at === undefined) continue;
        report(subject, `the TraceQL of query ${refId} does not parse, ${nearText(expr, at)}`, {
          expected: 'spans in braces such as { resource.service.name = "api" && duration > 1s }',
        });
      }
    }
  },
};
