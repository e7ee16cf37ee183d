/** The parts of a rule that splitting uses. */
export interface SplittableRule {
  readonly record?: string | undefined;
  readonly expr: string;
}

/**
 * Splits the rules of a group into parts of at most `limit` rules, for servers with such a limit. Rules of a group are
 * evaluated in order but groups independently, so a rule that reads a recorded series stays in the same part, after the
 * rule that records it. If too many rules depend on each other for one part, recording rules go into earlier parts.
 */
export function splitRules<Rule extends SplittableRule>(rules: readonly Rule[], limit: number): Rule[][] {
  const ordered = producersFirst(rules);
  const parts: Rule[][] = [];
  for (const family of families(ordered)) {
    for (let start = 0; start < family.length; start += limit) {
      const chunk = family.slice(start, start + limit);
      const roomy = family.length <= limit && parts.find((part) => part.length + chunk.length <= limit);
      if (roomy) roomy.push(...chunk);
      else parts.push(chunk);
    }
  }
  return parts;
}

/** The rules in their order, except that those reading a later recorded series are moved after it. */
function producersFirst<Rule extends SplittableRule>(rules: readonly Rule[]): Rule[] {
  const sorted: Rule[] = [];
  const visited = new Set<Rule>();
  const visit = (rule: Rule): void => {
    if (visited.has(rule)) return;
    visited.add(rule);
    for (const other of rules) if (reads(rule, other)) visit(other);
    sorted.push(rule);
  };
  for (const rule of rules) visit(rule);
  return sorted;
}

/** Groups of rules that depend on each other, in the order of their first rule. */
function families<Rule extends SplittableRule>(rules: readonly Rule[]): Rule[][] {
  const family = new Map<Rule, Rule[]>(rules.map((rule) => [rule, [rule]]));
  for (const rule of rules) {
    for (const other of rules) {
      const own = family.get(rule);
      const joined = family.get(other);
      if (!own || !joined || own === joined || !reads(rule, other)) continue;
      const both = rules.filter((each) => own.includes(each) || joined.includes(each));
      for (const member of both) family.set(member, both);
    }
  }
  return [...new Set(family.values())];
}

/**
 * Metric names consist of letters, digits, `_` and `:`. A name inside a string only makes a part larger, which is
 * harmless.
 */
function reads(rule: SplittableRule, { record }: SplittableRule): boolean {
  if (record === undefined || rule.record === record) return false;
  for (let at = rule.expr.indexOf(record); at >= 0; at = rule.expr.indexOf(record, at + 1)) {
    const before = rule.expr[at - 1] ?? ' ';
    const after = rule.expr[at + record.length] ?? ' ';
    if (!/[A-Za-z0-9_:]/.test(before) && !/[A-Za-z0-9_:]/.test(after)) return true;
  }
  return false;
}
