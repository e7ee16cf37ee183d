import type { MetricType } from '../catalog/index.js';
import { printable } from '../errors/server-text.js';
import { unescapedName } from './escaped-name.js';
import { kinds } from './kinds.js';
import type { BrokenLine, MetricDescription, MetricsPage } from './model.js';
import { readSample, type Sample, unescaped } from './sample-line.js';
import { SeriesCollector } from './series.js';
import { unitOfWord } from './units.js';

/** Values of a label that are kept as examples. */
const mostExamples = 12;
/** Broken lines that are reported, at most. */
const mostBroken = 10;

interface Family {
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

interface Found {
  kind: MetricType | undefined;
  family: Family | undefined;
  /** Number of samples: a description without any is known, but has no series. */
  samples: number;
  readonly labels: Map<string, Set<string>>;
  readonly bounds: Set<number>;
}

/**
 * What a page of metrics says, in the text format of Prometheus or in OpenMetrics 1.0 and 2.0: type, help, unit, labels,
 * buckets and series. A counter is called as its series is, with `_total` where the page has that. A histogram whose
 * only bucket is the infinite one is a native histogram: clients write those so in text.
 *
 * A line that is not in the format is left out and reported with its number.
 */
export function readExposition(text: string): MetricsPage {
  const families = new Map<string, { type: string; help: string; unit: string }>();
  const found = new Map<string, Found>();
  const series = new SeriesCollector();
  const broken: BrokenLine[] = [];
  let brokenLines = 0;
  const report = (line: number, reason: string): void => {
    brokenLines += 1;
    if (broken.length < mostBroken) broken.push({ line, reason: printable(reason) });
  };
  const familyOf = (name: string) => {
    const known = families.get(name) ?? { type: '', help: '', unit: '' };
    families.set(name, known);
    return known;
  };
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    if (line.trim() === '') continue;
    if (line.startsWith('#')) {
      const [, word, quoted, plain = '', rest = ''] =
        /^#[ \t]+(HELP|TYPE|UNIT)[ \t]+(?:"((?:[^"\\]|\\.)*)"|(\S+))[ \t]*(.*)$/.exec(line) ?? [];
      if (word === undefined) continue;
      const family = familyOf(quoted === undefined ? unescapedName(plain) : unescaped(quoted));
      if (word === 'HELP') family.help = unescaped(rest).replaceAll(/\s+/g, ' ').trim();
      else if (word === 'TYPE') family.type = rest.trim().toLowerCase();
      else family.unit = rest.trim();
      continue;
    }
    const sample = readSample(line);
    if (typeof sample === 'string') {
      report(number, sample);
      continue;
    }
    addSample(sample, families, found, series);
  }
  for (const [name, family] of families) {
    if (family.type === 'gaugehistogram') continue;
    // A description whose series have another name is theirs.
    if (found.has(name) || [...namesOf(name, family)].some((one) => found.has(one))) continue;
    found.set(name, { ...nothing(), kind: kinds.get(family.type), family });
  }
  return { metrics: describe(found), series: series.finish(), broken, brokenLines };
}

/** Without a list of all lines: pages can have tens of megabytes. */
function* linesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    const line = text.slice(from, to);
    yield line.endsWith('\r') ? line.slice(0, -1) : line;
    from = to + 1;
  }
}

function* namesOf(name: string, { type }: Family): Generator<string> {
  if (type === 'counter') yield `${name}_total`;
  if (type === 'info') yield `${name}_info`;
}

function nothing(): Found {
  return { kind: undefined, family: undefined, samples: 0, labels: new Map(), bounds: new Set() };
}

const parts: Readonly<Record<string, RegExp>> = {
  histogram: /_(bucket|sum|count|created)$/,
  gaugehistogram: /_(bucket|gsum|gcount)$/,
  summary: /_(sum|count|created)$/,
  counter: /_(total|created)$/,
  info: /_info$/,
};

function addSample(
  { name, labels, fields }: Sample,
  families: ReadonlyMap<string, Family>,
  found: Map<string, Found>,
  series: SeriesCollector,
): void {
  const { base, family, suffix } = placeOf(name, families);
  if (suffix === 'created' && family !== undefined) return;
  const type = family?.type ?? '';
  const whole = (type === 'histogram' || type === 'summary') && suffix !== undefined;
  const own = whole ? base : name;
  const metric = found.get(own) ?? nothing();
  found.set(own, metric);
  metric.family ??= family;
  metric.samples += 1;
  metric.kind ??= type === 'gaugehistogram' ? 'gauge' : kinds.get(type);
  if (fields) {
    const kind = fields.has('schema') ? 'native_histogram' : fields.has('quantile') ? 'summary' : 'histogram';
    metric.kind = kind;
    if (kind !== 'native_histogram') {
      for (const part of kind === 'summary' ? ['', '_sum', '_count'] : ['_bucket', '_sum', '_count'])
        series.add(`${name}${part}`, labels);
    } else series.add(name, labels);
  } else series.add(name, labels);
  for (const [label, value] of Object.entries(labels)) {
    if (type === 'histogram' && suffix === 'bucket' && label === 'le') {
      const bound = Number(value);
      if (Number.isFinite(bound)) metric.bounds.add(bound);
      continue;
    }
    if (type === 'summary' && label === 'quantile') continue;
    const values = metric.labels.get(label) ?? new Set<string>();
    if (values.size < mostExamples) values.add(value);
    metric.labels.set(label, values);
  }
}

/** The family of a sample, whose name is that of the sample or begins it. */
function placeOf(
  name: string,
  families: ReadonlyMap<string, Family>,
): { readonly base: string; readonly family: Family | undefined; readonly suffix: string | undefined } {
  const exact = families.get(name);
  if (exact) return { base: name, family: exact, suffix: exact.type === 'summary' ? '' : undefined };
  const [, base = '', suffix] = /^(.+)_(bucket|sum|count|created|gsum|gcount|total|info)$/.exec(name) ?? [];
  const family = families.get(base);
  if (family && parts[family.type]?.test(name)) return { base, family, suffix };
  return { base: name, family: undefined, suffix: undefined };
}

function describe(found: ReadonlyMap<string, Found>): Map<string, MetricDescription> {
  const result = new Map<string, MetricDescription>();
  for (const [name, { kind, family, labels, bounds, samples }] of found) {
    const native = kind === 'histogram' && samples > 0 && bounds.size === 0;
    result.set(name, {
      name,
      kind: native ? 'native_histogram' : kind,
      help: family?.help ?? '',
      unit: unitOfWord(family?.unit ?? ''),
      labels: examplesOf(labels),
      buckets: bounds.size > 0 ? [...bounds].sort((a, b) => a - b) : undefined,
    });
  }
  return result;
}

function examplesOf(labels: ReadonlyMap<string, ReadonlySet<string>>): MetricDescription['labels'] {
  return new Map([...labels].map(([label, values]) => [label, [...values]]));
}
