import { exampleValues, type Metric } from '../../src/catalog/metric.js';

/** A change of the system that exposes a page. */
export interface PageChange {
  /** New name of a metric, by its name. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Labels that a metric no longer has, by metric name. */
  readonly dropped?: Readonly<Record<string, readonly string[]>>;
}

/** The maximum number of label combinations per metric on the page. */
const mostSeries = 60;

/**
 * A page of metrics of a system that has all that a catalog declares, every example value among them: what an exporter
 * would answer. Labels of the scrape are on it too, for a scrape with `honor_labels`.
 *
 * @param target values of labels of the scrape
 */
export function catalogPage(
  metrics: readonly Metric[],
  target: Readonly<Record<string, string>>,
  { renamed = {}, dropped = {} }: PageChange = {},
): string {
  return metrics
    .map((metric) => {
      const name = renamed[metric.name] ?? metric.name;
      const gone = dropped[metric.name] ?? [];
      const sets = combinations(metric).map((labels) =>
        Object.fromEntries(
          Object.entries({ ...targetOf(metric, target), ...labels }).filter(
            ([label]) => !gone.includes(label),
          ),
        ),
      );
      const distinct = [...new Set(sets.map(labelText))];
      const type = metric.kind === 'native_histogram' ? 'histogram' : metric.kind;
      return `# HELP ${name} ${metric.help}\n# TYPE ${name} ${type}\n${distinct.map((labels) => samples(metric, name, labels)).join('')}`;
    })
    .join('');
}

function targetOf(
  { targetLabels }: Metric,
  target: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(target).filter(([label]) => targetLabels.includes(label)));
}

function combinations({ labels }: Metric): Record<string, string>[] {
  let sets: Record<string, string>[] = [{}];
  for (const [label, values] of Object.entries(labels)) {
    const all = exampleValues(values);
    const next = sets.flatMap((set) => all.map((value) => ({ ...set, [label]: value })));
    sets =
      next.length <= mostSeries
        ? next
        : sets.map((set, index) => ({ ...set, [label]: all[index % all.length] ?? '' }));
  }
  return sets;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',');
}

function samples({ kind, buckets = [1] }: Metric, name: string, labels: string): string {
  const braces = (more: string): string => {
    const all = [labels, more].filter((text) => text !== '').join(',');
    return all === '' ? '' : `{${all}}`;
  };
  if (kind === 'histogram') {
    const bounds = [...buckets.map(String), '+Inf'];
    return `${bounds.map((le) => `${name}_bucket${braces(`le="${le}"`)} 4\n`).join('')}${name}_sum${braces('')} 2\n${name}_count${braces('')} 4\n`;
  }
  if (kind === 'summary')
    return `${name}${braces('quantile="0.5"')} 1\n${name}_sum${braces('')} 2\n${name}_count${braces('')} 4\n`;
  return `${name}${braces('')} 1\n`;
}
