import type { MetricKind } from '../../catalog/index.js';
import { byCodeUnit } from '../../compare.js';
import type { Expression, VectorSelector } from '../../engine/index.js';
import { helpOfName, type MetricDescription, unitOfName } from '../../observed/index.js';
import { bare } from '../promql/constant.js';
import { demandLabels, has } from './demand.js';
import type { ImportedCatalog, ImportedMetric, SeriesInCatalog } from './model.js';

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

interface Usage {
  counted: boolean;
  /** Something is divided by it as it is: a capacity, and not a count of events. */
  divisor: boolean;
  fluctuating: boolean;
  native: boolean;
}

/** Labels that a scrape attaches, in the order in which people write them. */
const scrapeLabels = [
  'job',
  'instance',
  'cluster',
  'namespace',
  'pod',
  'container',
  'service',
  'endpoint',
  'node',
];
const alwaysThere = ['job', 'instance'];
/** Series that Prometheus itself makes. */
const builtIn: Readonly<
  Record<string, { readonly help: string; readonly labels: readonly string[]; readonly unit?: string }>
> = {
  up: { help: 'Whether the last scrape of the target succeeded: 1 or 0.', labels: [] },
  ALERTS: { help: 'Alerts that are pending or firing.', labels: ['alertname', 'alertstate'] },
  ALERTS_FOR_STATE: { help: 'When an alert became active.', labels: ['alertname'], unit: 'timestamp' },
};

const unused: Usage = { counted: false, divisor: false, fluctuating: false, native: false };
const counting = new Set(['rate', 'irate', 'increase', 'resets']);
const fluctuation = new Set(['delta', 'idelta', 'deriv', 'predict_linear', 'double_exponential_smoothing']);
/** In the place of a function: what stands behind a slash. */
const divisor = '/';
const ofHistogram = /^histogram_/;

/**
 * The metrics that queries ask for: kinds from names and from the functions over them, labels from matchers, groupings
 * and matching, values from matchers. What `described` says of a metric takes precedence.
 */
export function inferCatalog(
  used: readonly UsedExpression[],
  recorded: readonly RecordedSeries[],
  described: ReadonlyMap<string, MetricDescription> = new Map(),
): ImportedCatalog {
  const own = new Map(recorded.map((rule) => [rule.record, rule]));
  const all = [...used, ...recorded.flatMap(({ ast }) => (ast ? [{ ast }] : []))];
  const usage = new Map<string, Usage>();
  const values = new Map<string, Map<string, Set<string>>>();
  const mentioned = new Set<string>();
  for (const { ast } of all) look(ast, { usage, values, mentioned });
  const names = [...usage.keys()].filter((name) => name !== '' && !own.has(name));
  const families = familiesOf(names, usage, described);
  const targetLabels = scrapeLabels.filter((label) => alwaysThere.includes(label) || mentioned.has(label));
  const labels = new Map<string, Set<string>>();
  for (const { name, kind } of families.values()) {
    const known = described.get(name)?.labels.keys() ?? [];
    labels.set(
      name,
      new Set([...(builtIn[name]?.labels ?? []), ...known].filter((label) => label !== partLabel(kind))),
    );
  }
  const recordLabels = new Map<string, Set<string>>();
  const ofSeries = (name: string): ReadonlySet<string> | undefined => {
    if (own.has(name)) return recordLabels.get(name) ?? new Set();
    const family = families.get(name);
    if (!family) return undefined;
    return labelsOf(family, targetLabels, labels);
  };
  settle(all, own, { targetLabels, families, labels, recordLabels, ofSeries });
  return catalogOf({ families, labels, values, targetLabels, described });
}

/** Names of the series that expressions read, but for those that are recorded. */
export function seriesNamesIn(
  used: readonly UsedExpression[],
  recorded: readonly RecordedSeries[],
): string[] {
  const usage = new Map<string, Usage>();
  const found = { usage, values: new Map(), mentioned: new Set<string>() };
  for (const { ast } of [...used, ...recorded]) if (ast) look(ast, found);
  const own = new Set(recorded.map(({ record }) => record));
  return [...usage.keys()].filter((name) => name !== '' && !own.has(name)).sort(byCodeUnit);
}

interface Looking {
  readonly usage: Map<string, Usage>;
  readonly values: Map<string, Map<string, Set<string>>>;
  readonly mentioned: Set<string>;
}

/** Collects which series an expression names, what is done to them, and the values that it names. */
function look(given: Expression, found: Looking, func = ''): void {
  const node = bare(given);
  switch (node.kind) {
    case 'vector':
      seen(node, found, func);
      return;
    case 'matrix':
      seen(node.selector, found, func);
      return;
    case 'subquery':
    case 'unary':
      // A subquery of a metric's own series is a range of them.
      look(node.expr, found, node.kind === 'unary' || bare(node.expr).kind === 'vector' ? func : '');
      return;
    case 'call': {
      const outer = ofHistogram.test(func) && !ofHistogram.test(node.func) ? `${func} ` : '';
      for (const arg of node.args) look(arg, found, `${outer}${node.func}`);
      return;
    }
    case 'aggregation':
      for (const label of node.grouping) found.mentioned.add(label);
      // A native histogram keeps no le.
      look(
        node.expr,
        found,
        ofHistogram.test(func) && node.grouping.includes('le') !== node.without ? '' : func,
      );
      return;
    case 'binary':
      for (const label of node.matching?.labels ?? []) found.mentioned.add(label);
      look(node.lhs, found, func === divisor ? divisor : '');
      look(node.rhs, found, node.op === '/' || func === divisor ? divisor : '');
      return;
    default:
  }
}

function seen(node: VectorSelector, { usage, values, mentioned }: Looking, func: string): void {
  const one = usage.get(node.name) ?? { counted: false, divisor: false, fluctuating: false, native: false };
  const functions = func.split(' ');
  one.counted ||= functions.some((name) => counting.has(name));
  one.divisor ||= func === divisor;
  one.fluctuating ||= functions.some((name) => fluctuation.has(name));
  one.native ||= functions.some((name) => ofHistogram.test(name)) && !node.name.endsWith('_bucket');
  usage.set(node.name, one);
  for (const { name, op, value } of node.matchers) {
    mentioned.add(name);
    const known = values.get(node.name) ?? new Map<string, Set<string>>();
    const listed = known.get(name) ?? new Set<string>();
    for (const text of valuesOf(op, value)) listed.add(text);
    known.set(name, listed);
    values.set(node.name, known);
  }
}

/** The values that a matcher names: one, or the alternatives of a pattern of plain texts. */
function valuesOf(op: string, value: string): readonly string[] {
  if (value === '' || value.includes('$') || value.includes('[[')) return [];
  if (op === '=' || op === '!=') return [value];
  const alternatives = value.replace(/^\((.*)\)$/s, '$1').split('|');
  return alternatives.every((text) => /^[\w /:@-]+$/.test(text)) ? alternatives : [];
}

interface Family {
  readonly name: string;
  readonly kind: MetricKind;
  readonly part?: SeriesInCatalog['part'];
  /** The label that the kind itself adds: `le`, `quantile`. */
  readonly extra?: string | undefined;
}

/** Which metric each series belongs to. */
function familiesOf(
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
    const base = name.replace(/_(bucket|sum|count)$/, '');
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
    const guess: MetricKind = native
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

interface Settling {
  readonly targetLabels: readonly string[];
  readonly families: ReadonlyMap<string, Family>;
  readonly labels: ReadonlyMap<string, Set<string>>;
  readonly recordLabels: Map<string, Set<string>>;
  readonly ofSeries: (name: string) => ReadonlySet<string> | undefined;
}

/** More rounds than any chain of rules needs. */
const mostRounds = 12;

/** Adds labels until nothing needs another: what one expression tells of a metric another may need. */
function settle(
  used: readonly UsedExpression[],
  own: ReadonlyMap<string, RecordedSeries>,
  { targetLabels, families, labels, recordLabels, ofSeries }: Settling,
): void {
  let changed = true;
  const ask = (series: string, label: string): void => {
    if (label === '' || label.startsWith('__')) return;
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

function partLabel(kind: MetricKind): string | undefined {
  return kind === 'histogram' ? 'le' : kind === 'summary' ? 'quantile' : undefined;
}

interface Inferred {
  readonly families: ReadonlyMap<string, Family>;
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
  readonly targetLabels: readonly string[];
  readonly described: ReadonlyMap<string, MetricDescription>;
}

function catalogOf({ families, labels, values, targetLabels, described }: Inferred): ImportedCatalog {
  const metrics = new Map<string, ImportedMetric>();
  for (const { name, kind } of families.values()) {
    if (metrics.has(name)) continue;
    const said = described.get(name) ?? described.get(name.replace(/_total$/, ''));
    const names = [...(labels.get(name) ?? [])].sort(byCodeUnit);
    const examples = (label: string): readonly string[] => {
      const found = new Set(said?.labels.get(label) ?? []);
      for (const [series, family] of families)
        if (family.name === name) for (const value of values.get(series)?.get(label) ?? []) found.add(value);
      return [...found].sort(byCodeUnit).slice(0, 12);
    };
    metrics.set(name, {
      name,
      kind,
      help: said?.help || builtIn[name]?.help || helpOfName(name),
      unit: said?.unit ?? builtIn[name]?.unit ?? unitOfName(name),
      labels: new Map(names.map((label) => [label, examples(label)])),
      described: said?.kind !== undefined,
    });
  }
  const sorted = [...metrics.values()].sort((a, b) => byCodeUnit(a.name, b.name));
  return {
    metrics: sorted,
    targetLabels,
    series: (name) => {
      const family = families.get(name);
      const metric = family && metrics.get(family.name);
      if (!metric) return undefined;
      return { metric, part: family.part, kind: seriesKind(family) };
    },
    labels: (name) => {
      const family = families.get(name);
      return family && labelsOf(family, targetLabels, labels);
    },
  };
}

/** All labels of the series of a family. */
function labelsOf(
  { name, extra }: Family,
  targetLabels: readonly string[],
  labels: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  return new Set([...targetLabels, ...(labels.get(name) ?? []), ...(extra ? [extra] : [])]);
}

function seriesKind({ kind, part }: Family): SeriesInCatalog['kind'] {
  if (part === 'bucket') return 'bucket';
  if (part === 'sum' || part === 'count') return 'counter';
  if (part === 'quantiles') return 'gauge';
  return kind === 'counter' || kind === 'native_histogram' ? kind : 'gauge';
}
