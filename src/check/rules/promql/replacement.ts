import type { Check } from '../../check.js';
import { hasPlaceholder } from '../../collect/placeholder.js';
import { listed } from '../../names.js';

export const replacement: Check = {
  id: 'promql/replacement',
  level: 'error',
  summary: 'a replacement of label_replace that names a group which its pattern does not have',
  visit: {
    call({ node }, context) {
      if (node.func !== 'label_replace') return;
      const [, , template, , pattern] = node.args;
      if (template?.kind !== 'string' || pattern?.kind !== 'string') return;
      if (hasPlaceholder(template.value) || hasPlaceholder(pattern.value)) return;
      const groups = groupsOf(pattern.value);
      if (!groups) return;
      for (const name of groupsUsed(template.value)) {
        if (groups.has(name)) continue;
        const digits = /^\d+(?=\D)/.exec(name)?.[0];
        context.report(template, `the pattern has no group ${name}, so it is replaced by an empty string`, {
          expected:
            groups.size === 1
              ? 'a group in the pattern: parentheses around what $1 stands for'
              : `one of ${listed([...groups].map((group) => `$${group}`))}`,
          suggestion:
            digits !== undefined && groups.has(digits)
              ? `Go reads $${name} as one name; did you mean \${${digits}}${name.slice(digits.length)}?`
              : undefined,
        });
      }
    },
  },
};

/** Names that Go's regexp.Expand looks up: `$1`, `${1}`, `$name`; `$$` is a dollar. */
function groupsUsed(template: string): string[] {
  return [...template.matchAll(/\$\$|\$\{(\w+)\}|\$(\w+)/g)].flatMap(
    ([, braced, plain]) => braced ?? plain ?? [],
  );
}

/** Numbers and names of the groups of a pattern, with 0 for all of it; undefined for one that JavaScript lacks. */
function groupsOf(pattern: string): ReadonlySet<string> | undefined {
  try {
    const source = pattern.replace(/^\(\?[a-z]+\)/, '').replaceAll('(?P<', '(?<');
    const match = new RegExp(`${source}|`).exec('');
    if (!match) return undefined;
    return new Set([...match.keys()].map(String).concat(Object.keys(match.groups ?? {})));
  } catch {
    return undefined;
  }
}
