import type { Aggregation, Expression, Matcher, VectorMatching, VectorSelector } from '../../engine/index.js';
import { childrenOf } from '../../engine/tree.js';
import { matcherAccepts } from '../../query/label-matcher.js';
import type { SiteMetric, SiteRecord, UniqueLabels } from '../model.js';
import { placeholder, readableExpression } from './expressions.js';
import type { ExpressionParser } from './needs.js';

type Labels = Readonly<Record<string, string>>;
type Wanted = Omit<UniqueLabels, 'where'>;

/**
 * Metrics with what joins need of them. Where a query joins `kube_pod_info` by pod, a system has one series of it for each
 * pod, and the engine refuses the query where there are two.
 */
export function withUniqueLabels(
  metrics: readonly SiteMetric[],
  records: readonly SiteRecord[],
  expressions: readonly string[],
  engine: ExpressionParser,
): readonly SiteMetric[] {
  const range = { start: 0, end: 0 };
  const texts = [...records.map(({ expr }) => expr), ...expressions].filter((text) =>
    /\bon\b|\bignoring\b/.test(text),
  );
  const recorded = new Map<string, Expression>();
  for (const [index, parsed] of engine.parse(records.map(({ expr }) => expr)).entries())
    if (parsed.ok) recorded.set(records[index]?.record ?? '', parsed.ast);
  const unique = new Map<string, UniqueLabels[]>();
  const readable = [...new Set(texts)].map((text) => readableExpression(text, range).texts);
  const parsed = engine.parse(readable.flat());
  readable.reduce((at, { length }) => {
    const found = parsed.slice(at, at + length).find(({ ok }) => ok);
    for (const [name, own] of found?.ok ? uniqueIn(found.ast, recorded) : [])
      unique.set(name, [...(unique.get(name) ?? []), ...own]);
    return at + length;
  }, 0);
  return metrics.map((metric) => {
    const own = unique.get(metric.name);
    return own ? { ...metric, unique: [...(metric.unique ?? []), ...own] } : metric;
  });
}

/** Whether series can be there together. */
export function fitTogether(unique: readonly UniqueLabels[], one: Labels, other: Labels): boolean {
  return unique.every(({ where, labels, others, same }) => {
    if (!selected(where, one) || !selected(where, other)) return true;
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    const compared = others ? names.filter((name) => !labels.includes(name)) : labels;
    if (compared.some((name) => (one[name] ?? '') !== (other[name] ?? ''))) return true;
    return same?.every((name) => (one[name] ?? '') === (other[name] ?? '')) ?? false;
  });
}

/** A matcher with a variable may select anything. */
function selected(where: readonly Matcher[], labels: Labels): boolean {
  return where.every(
    ({ name, op, value }) =>
      value.includes(placeholder) || matcherAccepts({ operator: op, value }, labels[name]) !== false,
  );
}

/** Functions that give one series, or other labels. */
const otherLabels = /^(absent|absent_over_time|scalar|vector|label_join)$/;
const setOperator = /^(and|or|unless)$/;

/** What the joins in an expression need, by metric. */
function uniqueIn(
  node: Expression,
  recorded: ReadonlyMap<string, Expression>,
): ReadonlyMap<string, UniqueLabels[]> {
  const found = new Map<string, UniqueLabels[]>();
  /** Recording rules that are followed; one that reads itself has no end. */
  const within = new Set<string>();
  visit(node);
  return found;

  function visit(at: Expression): void {
    if (at.kind === 'binary' && at.matching && !setOperator.test(at.op)) {
      const { matching, lhs, rhs } = at;
      if (matching.card !== 'many-to-one') single(lhs, wantedOf(matching));
      if (matching.card !== 'one-to-many') single(rhs, wantedOf(matching));
    }
    childrenOf(at).forEach(visit);
  }

  /** A side of a join that must have one series for each value of the labels, followed to what it selects. */
  function single(at: Expression, wanted: Wanted): void {
    switch (at.kind) {
      case 'vector':
        add(at, wanted);
        break;
      case 'call': {
        const [first, target, , source] = at.args;
        if (at.func === 'label_replace' && first && target?.kind === 'string' && source?.kind === 'string') {
          const labels = wanted.labels.map((label) => (label === target.value ? source.value : label));
          single(first, { ...wanted, labels });
        } else if (!otherLabels.test(at.func)) {
          for (const one of at.args) single(one, wanted);
        }
        break;
      }
      case 'aggregation':
        aggregated(at, wanted);
        break;
      case 'binary': {
        const { lhs, rhs, matching, op } = at;
        if (matching && op !== 'or') single(matching.card === 'one-to-many' ? rhs : lhs, wanted);
        else for (const one of [lhs, rhs]) single(one, wanted);
        break;
      }
      default:
        for (const one of childrenOf(at)) single(one, wanted);
    }
  }

  /** There is one series for each group; of the groups, those with the same compared labels must be one. */
  function aggregated({ grouping, without, op, expr }: Aggregation, wanted: Wanted): void {
    if (without || wanted.others || /^(topk|bottomk|limitk|limit_ratio|count_values)$/.test(op)) return;
    if (grouping.every((label) => wanted.labels.includes(label))) return;
    single(expr, { ...wanted, same: wanted.same?.filter((label) => grouping.includes(label)) ?? grouping });
  }

  function add({ name, matchers: where }: VectorSelector, wanted: Wanted): void {
    const rule = recorded.get(name);
    if (rule && !within.has(name)) {
      within.add(name);
      single(rule, wanted);
      within.delete(name);
    } else if (name) found.set(name, [...(found.get(name) ?? []), { where, ...withChosen(wanted, where) }]);
  }
}

function wantedOf({ on, labels }: VectorMatching): Wanted {
  return { labels, others: !on };
}

/** A label that a variable gives one value is as good as compared; of several values, each may be chosen with the others. */
function withChosen({ labels, others, same }: Wanted, where: readonly Matcher[]): Wanted {
  const chosen = where
    .filter(({ op, value }) => op === '=' && value.includes(placeholder))
    .map(({ name }) => name);
  return {
    labels: others ? labels.filter((label) => !chosen.includes(label)) : [...labels, ...chosen],
    others,
    same,
  };
}
