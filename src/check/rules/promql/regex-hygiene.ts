import { exampleValues } from '../../../catalog/index.js';
import type { Series } from '../../analysis/analysis.js';
import { literal } from '../../analysis/pattern.js';
import { spanOfMatcher } from '../../analysis/spans.js';
import type { Check } from '../../check.js';
import { hasPlaceholder } from '../../collect/placeholder.js';

export const regexHygiene: Check = {
  id: 'promql/regex-hygiene',
  level: 'info',
  summary: 'an unnecessary regular expression; a warning for a pattern that is compared as text',
  visit: {
    vector({ node, series }, context) {
      for (const { name, op, value } of node.matchers) {
        if (hasPlaceholder(value)) continue;
        if (
          (op === '=' || op === '!=') &&
          isPattern(value) &&
          name !== '__name__' &&
          !knows(series, name, value)
        ) {
          context.report(
            spanOfMatcher(context.text, node, name, op),
            `${op} compares ${name} with the text "${value}", not with a pattern`,
            {
              level: 'warning',
              expected: `${name}${op === '=' ? '=~' : '!~'}"${value}"`,
            },
          );
        }
        if (op !== '=~' && op !== '!~') continue;
        const problem = problemOf(op, value);
        if (!problem) continue;
        context.report(spanOfMatcher(context.text, node, name, op), problem.message, {
          expected: problem.expected,
        });
      }
    },
  },
};

/** What people write as a pattern, and labels hardly ever have as a value: `.*`, `.+`, `a|b`, `^a`, `5..`. */
function isPattern(value: string): boolean {
  return (
    /\.[*+]|^\^|\\[dws]|^\d\.\.$|^\([^()]*\|[^()]*\)$/.test(value) || /^[\w/.-]+(\|[\w/.-]+)+$/.test(value)
  );
}

/** Whether the catalog names that very value. */
function knows(series: Series | undefined, label: string, value: string): boolean {
  const values = series?.metric?.labels[label];
  return values !== undefined && exampleValues(values).includes(value);
}

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
