import type { MetricDescription, MetricKind } from './model.js';

/** Values of a label that are kept as examples. */
const mostValues = 12;

interface Described {
  kind: MetricKind | undefined;
  help: string;
  unit: string | undefined;
  readonly labels: Map<string, Set<string>>;
}

const kinds: Readonly<Record<string, MetricKind>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'summary',
  info: 'gauge',
  stateset: 'gauge',
};

/**
 * What a page of metrics says, in the text format of Prometheus or in OpenMetrics: type, help, unit, labels and some of
 * their values. A counter is called as its series is, with `_total`.
 *
 * @returns Metrics by name; none for a text that is no such page
 */
export function readExposition(text: string): ReadonlyMap<string, MetricDescription> {
  const found = new Map<string, Described>();
  const of = (name: string): Described => {
    const known = found.get(name) ?? { kind: undefined, help: '', unit: undefined, labels: new Map() };
    found.set(name, known);
    return known;
  };
  for (const line of text.split('\n')) {
    const [, word, name = '', rest = ''] = /^#\s+(HELP|TYPE|UNIT)\s+(\S+)\s*(.*)$/.exec(line) ?? [];
    if (word === 'HELP') of(name).help = unescaped(rest);
    else if (word === 'TYPE')
      of(name).kind = Object.hasOwn(kinds, rest.trim()) ? kinds[rest.trim()] : undefined;
    else if (word === 'UNIT') of(name).unit = rest.trim() || undefined;
    else if (!line.startsWith('#')) readSample(line, found, of);
  }
  const result = new Map<string, MetricDescription>();
  for (const [name, { kind, help, unit, labels }] of found) {
    const total = kind === 'counter' && !name.endsWith('_total') && found.has(`${name}_total`);
    if (kind === undefined && help === '' && labels.size === 0) continue;
    const sampled = total ? (found.get(`${name}_total`)?.labels ?? labels) : labels;
    const examples = new Map(
      [...sampled].map(([label, values]) => [label, [...values].slice(0, mostValues)]),
    );
    const own = total ? `${name}_total` : name;
    const known = result.get(own);
    result.set(own, {
      name: own,
      kind: kind ?? known?.kind,
      help: help || (known?.help ?? ''),
      unit: unitOf(unit),
      labels: examples,
    });
  }
  return result;
}

/** OpenMetrics has base units in words. */
function unitOf(unit: string | undefined): string | undefined {
  return unit === 'seconds'
    ? 's'
    : unit === 'ratio' || unit === 'bytes' || unit === 'celsius'
      ? unit
      : undefined;
}

function readSample(
  line: string,
  found: ReadonlyMap<string, Described>,
  of: (name: string) => Described,
): void {
  const [, series, labels = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+\S/.exec(line) ?? [];
  if (series === undefined) return;
  const base = series.replace(/_(bucket|sum|count)$/, '');
  const kind = found.get(base)?.kind;
  const isPart = base !== series && (kind === 'histogram' || kind === 'summary');
  const metric = of(isPart ? base : series);
  for (const [, label = '', value = ''] of labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)) {
    if (isPart && label === 'le') continue;
    if (kind === 'summary' && label === 'quantile') continue;
    const values = metric.labels.get(label) ?? new Set<string>();
    if (values.size < mostValues) values.add(unescaped(value));
    metric.labels.set(label, values);
  }
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' ? ' ' : letter)).trim();
}
