import { byCodeUnit } from '../../compare.js';
import * as api from '../../index.js';
import type { ImportedCatalog, ImportedMetric } from '../catalog/model.js';
import { type Code, call, data, literal, member, name, object } from '../code/code.js';
import { evaluate } from '../code/evaluate.js';
import { fileName, identifier, UniqueNames } from '../code/names.js';
import { printCode } from '../code/print.js';
import type { SeriesCode } from '../promql/typed-model.js';
import { fileText, type SourceFile } from './files.js';

/** Functions of the language by kind of metric. */
export const metricConstructors: Readonly<Record<ImportedMetric['kind'], string>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  native_histogram: 'nativeHistogram',
  summary: 'summary',
};

/**
 * A metric as it stands in a catalog.
 *
 * @param namespace name of the import that has all of the language. @default each function is imported
 */
export function metricCode(
  {
    kind,
    help,
    unit,
    labels,
    buckets,
  }: Pick<ImportedMetric, 'kind' | 'help' | 'unit' | 'labels'> & {
    readonly buckets?: readonly number[] | undefined;
  },
  namespace?: string,
): Code {
  const own = [...labels].map(([label, values]): [string, Code] => [label, data(values)]);
  return call(
    namespace === undefined ? metricConstructors[kind] : member(name(namespace), metricConstructors[kind]),
    object({
      help: literal(help),
      unit: unit === undefined ? undefined : literal(unit),
      labels: own.length > 0 ? { kind: 'object', entries: own } : undefined,
      buckets: kind === 'histogram' && buckets ? data([...buckets]) : undefined,
    }),
  );
}

function catalogCode(metrics: readonly ImportedMetric[], targetLabels: readonly string[]): Code {
  const specs: Code = {
    kind: 'object',
    entries: metrics.map((metric) => [metric.name, metricCode(metric)]),
    tall: true,
  };
  const usual = targetLabels.length === 2 && targetLabels[0] === 'job' && targetLabels[1] === 'instance';
  return call('catalog', specs, ...(usual ? [] : [object({ targetLabels: data(targetLabels) })]));
}

/** The catalog itself, as the bundle will have it. */
export function catalogValue({ metrics, targetLabels }: ImportedCatalog): unknown {
  return evaluate(catalogCode(metrics, targetLabels), (known) => Reflect.get(api, known));
}

/** A series of the catalog as code. */
export function seriesCode(catalog: ImportedCatalog, series: string): SeriesCode | undefined {
  const found = catalog.series(series);
  const labels = catalog.labels(series);
  if (!found || !labels) return undefined;
  const handle = member(name('metrics'), found.metric.name);
  const isHistogram = found.part === 'bucket' || found.kind === 'native_histogram';
  return {
    code: found.part === undefined ? handle : member(handle, found.part),
    labels,
    kind: found.kind,
    histogram: isHistogram ? handle : undefined,
  };
}

/** Lines of metrics in a file. */
const mostLines = 260;

/** `metrics.ts`; of many metrics, a file for each first word of their names, and one that puts them together. */
export function metricsFiles({ metrics, targetLabels }: ImportedCatalog): SourceFile[] {
  const whole = catalogCode(metrics, targetLabels);
  const text = `export const metrics = ${printCode(whole, 0, 23, 1)};`;
  if (text.split('\n').length <= mostLines)
    return [{ path: 'metrics.ts', text: fileText('metrics', [whole], [text], new Map()) }];
  const names = new UniqueNames(['metrics']);
  const parts = partsOf(metrics).map(({ topic, metrics: own }) => {
    const code = catalogCode(own, targetLabels);
    const constant = names.unique(identifier(`${topic} metrics`, 'otherMetrics'));
    const file = `metrics/${fileName(topic, 'other')}`;
    return { constant, file, code };
  });
  const files = parts.map(({ constant, file, code }) => {
    const line = `export const ${constant} = ${printCode(code, 0, 0, 1)};`;
    return { path: `${file}.ts`, text: fileText(file, [code], [line], new Map()) };
  });
  const sorted = [...parts].sort((a, b) => byCodeUnit(a.file, b.file));
  const imports = sorted.map(({ constant, file }) => `import { ${constant} } from './${file}.js';`);
  const spread = sorted.map(({ constant }) => `  ...${constant},`);
  const index = `${imports.join('\n')}\n\nexport const metrics = {\n${spread.join('\n')}\n};\n`;
  return [{ path: 'metrics.ts', text: index }, ...files];
}

interface Part {
  readonly topic: string;
  readonly metrics: readonly ImportedMetric[];
}

function partsOf(metrics: readonly ImportedMetric[]): Part[] {
  const topics = new Map<string, ImportedMetric[]>();
  for (const metric of metrics) {
    const [first = ''] = metric.name.split(/[_:.]/).filter((word) => word !== '');
    const list = topics.get(first) ?? [];
    list.push(metric);
    topics.set(first, list);
  }
  const small = [...topics].filter(([, list]) => lines(list) < 24);
  const large = [...topics].filter(([, list]) => lines(list) >= 24);
  const all: [string, ImportedMetric[]][] = [...large];
  if (small.length > 0) all.push(['other', small.flatMap(([, list]) => list)]);
  return all.flatMap(([topic, list]) => chunks(topic, list));
}

function chunks(topic: string, metrics: readonly ImportedMetric[]): Part[] {
  const parts: ImportedMetric[][] = [[]];
  let taken = 0;
  for (const metric of metrics) {
    const own = lines([metric]);
    if (taken + own > mostLines && taken > 0) {
      parts.push([]);
      taken = 0;
    }
    parts.at(-1)?.push(metric);
    taken += own;
  }
  if (parts.length === 1) return [{ topic, metrics }];
  return parts.map((list, index) => ({ topic: `${topic} ${index + 1}`, metrics: list }));
}

function lines(metrics: readonly ImportedMetric[]): number {
  return metrics.reduce(
    (count, metric) => count + printCode(metricCode(metric), 2, metric.name.length + 4, 1).split('\n').length,
    0,
  );
}
