import type { MetricsPage, ObservedSeries, ObservedValues } from '../../observed/index.js';
import type { Evidence } from './evidence.js';

/**
 * What pages of metrics say, all together.
 *
 * @param who names them in messages
 * @param judged names of metrics that must be there. @default those that begin like one that is
 */
export function evidenceOfPages(
  pages: readonly MetricsPage[],
  who: string,
  judged?: (name: string) => boolean,
): Evidence {
  const series = new Map<string, ObservedSeries>();
  const metadata = new Map<string, { type: string; help: string; unit: string }[]>();
  for (const page of pages) {
    for (const [name, one] of page.series) {
      const known = series.get(name);
      series.set(name, known ? merged(known, one) : one);
    }
    for (const [name, { kind = '', help, unit = '' }] of page.metrics) {
      const type = kind === 'native_histogram' ? 'histogram' : kind;
      metadata.set(name, [...(metadata.get(name) ?? []), { type, help, unit }]);
    }
  }
  return {
    who,
    type: 'page',
    names: new Set(series.keys()),
    series,
    current: new Map([...series].map(([name, { count }]) => [name, count])),
    selected: new Map(),
    metadata,
    ...(judged && { judged }),
  };
}

function merged(a: ObservedSeries, b: ObservedSeries): ObservedSeries {
  const labels = new Map<string, ObservedValues>(a.labels);
  for (const [label, { values, complete }] of b.labels) {
    const known = labels.get(label);
    labels.set(label, {
      values: new Set([...(known?.values ?? []), ...values]),
      complete: complete && (known?.complete ?? true),
    });
  }
  return {
    name: a.name,
    count: a.count + b.count,
    sets: a.sets && b.sets && [...a.sets, ...b.sets],
    labels,
  };
}
