import { partLabel } from '../../catalog/metric.js';
import type { Expression } from '../../engine/index.js';
import { hasPlaceholder } from '../promql/variables.js';
import { demandLabels, has } from './demand.js';
import type { Family } from './families.js';

/** An expression of the input, and labels that texts or others expect of its result. */
export interface UsedExpression {
  readonly ast: Expression;
  readonly labels?: readonly string[];
}

/** A recording rule of the input: its series are not in the catalog. */
export interface RecordedSeries {
  readonly record: string;
  readonly ast: Expression | undefined;
}

interface Settling {
  readonly targetLabels: readonly string[];
  readonly families: ReadonlyMap<string, Family>;
  readonly labels: ReadonlyMap<string, Set<string>>;
  readonly recordLabels: Map<string, Set<string>>;
  readonly ofSeries: (name: string) => ReadonlySet<string> | undefined;
}

/** More rounds than any chain of rules needs. */
const mostRounds = 12;

/** Adds labels until nothing needs another: what one expression shows of a metric, another may need. */
export function settle(
  used: readonly UsedExpression[],
  own: ReadonlyMap<string, RecordedSeries>,
  { targetLabels, families, labels, recordLabels, ofSeries }: Settling,
): void {
  let changed = true;
  const ask = (series: string, label: string): void => {
    if (label === '' || label.startsWith('__') || hasPlaceholder(label)) return;
    const rule = own.get(series);
    if (rule) {
      const wanted = recordLabels.get(series) ?? new Set<string>();
      recordLabels.set(series, wanted);
      if (wanted.has(label)) return;
      wanted.add(label);
      changed = true;
      if (rule.ast) has(rule.ast, [label], known);
      return;
    }
    const family = families.get(series);
    const list = family && labels.get(family.name);
    if (
      !family ||
      !list ||
      list.has(label) ||
      targetLabels.includes(label) ||
      label === partLabel(family.kind)
    )
      return;
    list.add(label);
    changed = true;
  };
  const known = { labels: ofSeries, ask };
  for (let round = 0; changed && round < mostRounds; round++) {
    changed = false;
    for (const { ast, labels: wanted = [] } of used) {
      demandLabels(ast, known);
      has(ast, wanted, known);
    }
  }
}
