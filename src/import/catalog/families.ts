import type { MetricType } from '../../catalog/index.js';
import { withoutPart } from '../../catalog/names.js';
import type { MetricDescription } from '../../observed/index.js';
import type { SeriesInCatalog } from './model.js';
import { type Usage, unused } from './usage.js';

/** A metric, and which of its series a name is. */
export interface Family {
  readonly name: string;
  readonly kind: MetricType;
  readonly part?: SeriesInCatalog['part'];
  /** The label that the kind itself adds: `le`, `quantile`. */
  readonly extra?: string | undefined;
}

/** Which metric each series belongs to. */
export function familiesOf(
  names: readonly string[],
  usage: ReadonlyMap<string, Usage>,
  described: ReadonlyMap<string, MetricDescription>,
): Map<string, Family> {
  const there = new Set(names);
  const families = new Map<string, Family>();
  const parts = (base: string, kind: 'histogram' | 'summary'): void => {
    for (const part of ['bucket', 'sum', 'count'] as const) {
      if (part === 'bucket' && kind === 'summary') continue;
      const extra = part === 'bucket' ? 'le' : undefined;
      families.set(`${base}_${part}`, { name: base, kind, part, extra });
    }
    if (kind === 'summary') families.set(base, { name: base, kind, part: 'quantiles', extra: 'quantile' });
  };
  for (const name of names) {
    const base = withoutPart(name);
    const known = described.get(base)?.kind;
    if (base === name || families.has(name)) continue;
    if (known === 'histogram' || known === 'summary') parts(base, known);
    // A metric of the name itself leaves its parts metrics of their own.
    else if (there.has(base) && !known) continue;
    else if (name.endsWith('_bucket') && known === undefined && !there.has(base)) parts(base, 'histogram');
  }
  for (const name of names) {
    const base = name.replace(/_(sum|count)$/, '');
    if (base === name || families.has(name) || described.has(name)) continue;
    const both = there.has(`${base}_sum`) && there.has(`${base}_count`);
    const counted = usage.get(`${base}_sum`)?.counted && usage.get(`${base}_count`)?.counted;
    if (both && counted && !there.has(base)) parts(base, 'summary');
  }
  for (const name of names) {
    if (families.has(name)) continue;
    const { counted, divisor: divides, fluctuating, native } = usage.get(name) ?? unused;
    const said = described.get(name)?.kind ?? described.get(name.replace(/_total$/, ''))?.kind;
    const guess: MetricType = native
      ? 'native_histogram'
      : counted || (name.endsWith('_total') && !fluctuating && !divides)
        ? 'counter'
        : 'gauge';
    const kind = said === 'histogram' ? 'native_histogram' : (said ?? guess);
    if (kind === 'summary') parts(name, 'summary');
    else families.set(name, { name, kind });
  }
  return families;
}
