import { literal } from '../../analysis/pattern.js';
import { spanOfMatcher } from '../../analysis/spans.js';
import type { Check } from '../../check.js';
import { hasPlaceholder } from '../../collect/placeholder.js';

export const regexHygiene: Check = {
  id: 'promql/regex-hygiene',
  level: 'info',
  summary: 'an unnecessary regular expression',
  visit: {
    vector({ node }, context) {
      for (const { name, op, value } of node.matchers) {
        if ((op !== '=~' && op !== '!~') || hasPlaceholder(value)) continue;
        const problem = problemOf(op, value);
        if (!problem) continue;
        context.report(spanOfMatcher(context.text, node, name, op), problem.message, {
          expected: problem.expected,
        });
      }
    },
  },
};

function problemOf(op: string, value: string): { message: string; expected: string } | undefined {
  if (literal(value) !== undefined) {
    return {
      message: `"${value}" needs no regular expression`,
      expected: `${op === '=~' ? '=' : '!='}"${value}", which is faster`,
    };
  }
  if (value === '.*' && op === '=~') return { message: '".*" matches everything', expected: 'no matcher' };
  const anchored = value.startsWith('^') || (value.endsWith('$') && !value.endsWith('\\$'));
  if (!anchored || value.includes('|')) return undefined;
  return {
    message: `the anchors of "${value}" are redundant`,
    expected: `"${value.replace(/^\^/, '').replace(/\$$/, '')}": Prometheus anchors all patterns`,
  };
}
