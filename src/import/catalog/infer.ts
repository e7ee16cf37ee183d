import { partLabel } from '../../catalog/metric.js';
import { byCodeUnit } from '../../compare.js';
import { helpOfName, type MetricDescription, unitOfName } from '../../observed/index.js';
import { hasPlaceholder } from '../promql/variables.js';
import { type Family, familiesOf } from './families.js';
import type { ImportedCatalog, ImportedMetric, SeriesInCatalog } from './model.js';
import {
  type NamesOfPattern,
  namesAmong,
  namesOfPattern,
  openPatternsIn,
  withNames,
} from './name-patterns.js';
import { type RecordedSeries, settle, type UsedExpression } from './settle.js';
import { look, type Usage } from './usage.js';

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
  const all = expanded(
    [...used, ...recorded.flatMap(({ ast }) => (ast ? [{ ast }] : []))],
    namesAmong(described),
  );
  const usage = new Map<string, Usage>();
  const values = new Map<string, Map<string, Set<string>>>();
  const mentioned = new Set<string>();
  for (const { ast } of all) look(ast, { usage, values, mentioned });
  const names = [...usage.keys()].filter((name) => name !== '' && !hasPlaceholder(name) && !own.has(name));
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
  return catalogOf({ families, labels, recordLabels, values, targetLabels, described });
}

/** An expression for each name, where a selector gives several. */
function expanded(used: readonly UsedExpression[], namesOf: NamesOfPattern): UsedExpression[] {
  return used.flatMap((one) => withNames(one.ast, namesOf).map((ast) => ({ ...one, ast })));
}

/** What has to be known of metrics, to describe them. */
export interface WantedMetrics {
  /** Names of series that expressions read, but for those that are recorded. */
  readonly names: readonly string[];
  /** Patterns on names that do not list them. */
  readonly patterns: readonly string[];
}

export function metricsIn(
  used: readonly UsedExpression[],
  recorded: readonly RecordedSeries[],
): WantedMetrics {
  const usage = new Map<string, Usage>();
  const found = { usage, values: new Map(), mentioned: new Set<string>() };
  const asts = [...used, ...recorded].flatMap(({ ast }) => ast ?? []);
  for (const ast of asts) for (const one of withNames(ast, namesOfPattern)) look(one, found);
  const own = new Set(recorded.map(({ record }) => record));
  return {
    names: [...usage.keys()]
      .filter((name) => name !== '' && !hasPlaceholder(name) && !own.has(name))
      .sort(byCodeUnit),
    patterns: [...new Set(asts.flatMap(openPatternsIn))].sort(byCodeUnit),
  };
}

interface Inferred {
  readonly families: ReadonlyMap<string, Family>;
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  readonly recordLabels: ReadonlyMap<string, ReadonlySet<string>>;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
  readonly targetLabels: readonly string[];
  readonly described: ReadonlyMap<string, MetricDescription>;
}

function catalogOf({
  families,
  labels,
  recordLabels,
  values,
  targetLabels,
  described,
}: Inferred): ImportedCatalog {
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
    recorded: (name) => [...(recordLabels.get(name) ?? [])].sort(byCodeUnit),
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
