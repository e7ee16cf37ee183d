import { type AnyCatalog, catalog, counter, gauge, histogram } from 'dashwright';
import type { Expression, ParsedExpression, VectorSelector } from '../../src/engine/index.js';
import type { CorpusFile } from './read.js';

/** What the rules of a file reveal about one metric. */
interface Seen {
  readonly labels: Set<string>;
  /** True if a rule takes a rate of it. */
  counted: boolean;
}

/** Target labels that Kubernetes, the Prometheus Operator and the relabelling of the mixins add. */
const targetLabels = ['job', 'instance', 'namespace', 'pod', 'container', 'service', 'endpoint', 'cluster'];
const ofCounters = new Set(['rate', 'irate', 'increase', 'resets']);
/** Series that need no declaration. */
const builtIn = /^(up|ALERTS|ALERTS_FOR_STATE|scrape_\w+)$/;

/**
 * Metrics that exporters expose as gauges in spite of the suffix `_total`: capacities, not counts of
 * events.
 */
const gaugesNamedTotal = new Set([
  'openstack_neutron_network_ip_availabilities_total',
  'openstack_placement_resource_total',
]);

/** Units by the suffixes of names, according to Prometheus' naming conventions. */
const units: readonly (readonly [RegExp, string])[] = [
  [
    /_timestamp_seconds(_total)?$|_time_seconds$|_(start|created|creation|boot|deletion)_time(_seconds)?$|_created$|_timestamp$/,
    'timestamp',
  ],
  [/_(seconds)(_total|_sum|_max|_min)?$/, 's'],
  [/_milliseconds(_total)?$|_ms(_total)?$/, 'ms'],
  [/_bytes(_total|_sum)?$/, 'bytes'],
  [/_ratio$/, 'ratio'],
  [/_percent(age)?$/, 'percent'],
  [/_celsius$/, 'celsius'],
  [/_requests(_total)?$/, 'requests'],
  [/_errors(_total)?$/, 'errors'],
];

/**
 * A catalog that declares the metrics that a rule file reads, with types inferred from names and
 * functions.
 */
export function fittingCatalog(file: CorpusFile, parsed: (expr: string) => ParsedExpression): AnyCatalog {
  const recorded = new Set(file.groups.flatMap(({ rules }) => rules.map(({ record }) => record)));
  const seen = new Map<string, Seen>();
  const read = file.groups.flatMap(({ rules }) =>
    rules.flatMap((rule) => {
      const result = parsed(String(rule.expr));
      return result.ok ? [{ rule, ast: result.ast }] : [];
    }),
  );
  // Labels that one rule uses may be needed for another, if their series are matched on all labels.
  for (let round = 0; round < 2; round++) {
    for (const { rule, ast } of read) {
      walk(ast, false, seen);
      const texts = Object.values({ ...rule.labels, ...rule.annotations }).join('\n');
      const used = [...texts.matchAll(/\$labels\.(\w+)|\.Labels\.(\w+)/g)].map(([, a, b]) => a ?? b ?? '');
      for (const { name } of named(ast)) for (const label of used) seen.get(name)?.labels.add(label);
    }
  }
  const specs: Record<string, ReturnType<typeof gauge>> = {};
  for (const [name, { labels, counted }] of seen) {
    if (name === '' || recorded.has(name) || builtIn.test(name)) continue;
    const base = name.replace(/_(bucket|sum|count)$/, '');
    const unit = units.find(([pattern]) => pattern.test(base))?.[1];
    const own = [...labels].filter(
      (label) => !targetLabels.includes(label) && label !== 'le' && label !== 'quantile',
    );
    const options = {
      help: 'From the corpus.',
      ...(unit && { unit }),
      labels: Object.fromEntries(own.map((label) => [label, ['one', 'two']])),
    };
    if (seen.has(`${base}_bucket`)) {
      const parts = ['bucket', 'sum', 'count'].flatMap((part) => [
        ...(seen.get(`${base}_${part}`)?.labels ?? []),
      ]);
      const all = parts.filter((label) => !targetLabels.includes(label) && label !== 'le');
      specs[base] = histogram({
        ...options,
        labels: Object.fromEntries(all.map((label) => [label, ['one', 'two']])),
      }) as unknown as ReturnType<typeof gauge>;
    } else if (counted || (name.endsWith('_total') && !gaugesNamedTotal.has(name))) {
      specs[name] = counter(options) as unknown as ReturnType<typeof gauge>;
    } else {
      if (labels.has('quantile')) Object.assign(options.labels, { quantile: ['0.5', '0.9'] });
      specs[name] = gauge(options);
    }
  }
  return catalog(specs, { targetLabels }) as AnyCatalog;
}

function walk(node: Expression, counted: boolean, seen: Map<string, Seen>): void {
  switch (node.kind) {
    case 'vector': {
      const known = seen.get(node.name) ?? { labels: new Set<string>(), counted: false };
      known.counted ||= counted;
      for (const { name } of node.matchers) known.labels.add(name);
      seen.set(node.name, known);
      return;
    }
    case 'matrix':
      walk(node.selector, counted, seen);
      return;
    case 'subquery':
    case 'paren':
    case 'unary':
      walk(node.expr, counted, seen);
      return;
    case 'call': {
      for (const arg of node.args) walk(arg, ofCounters.has(node.func) && arg.kind === 'matrix', seen);
      const [, , , source] = node.args;
      if (node.func === 'label_replace' && source?.kind === 'string' && node.args[0])
        has(node.args[0], [source.value], seen);
      if (node.func === 'label_join' && node.args[0]) {
        const sources = node.args.slice(3).flatMap((arg) => (arg.kind === 'string' ? [arg.value] : []));
        has(node.args[0], sources, seen);
      }
      return;
    }
    case 'aggregation':
      walk(node.expr, false, seen);
      if (node.param) walk(node.param, false, seen);
      has(node.expr, node.grouping, seen);
      return;
    case 'binary': {
      walk(node.lhs, false, seen);
      walk(node.rhs, false, seen);
      const { matching } = node;
      if (!matching) return;
      if (matching.on) for (const side of [node.lhs, node.rhs]) has(side, matching.labels, seen);
      else if (matching.labels.length === 0) share(node.lhs, node.rhs, seen);
      has(matching.card === 'one-to-many' ? node.lhs : node.rhs, matching.include, seen);
      return;
    }
    default:
  }
}

/** Adds the labels to the series below a node. */
function has(node: Expression, labels: readonly string[], seen: Map<string, Seen>): void {
  for (const { name } of selectors(node)) {
    for (const label of labels) if (label !== '') seen.get(name)?.labels.add(label);
  }
}

/**
 * Two sides that are matched on all labels have the same labels, unless an aggregation removes them first.
 */
function share(left: Expression, right: Expression, seen: Map<string, Seen>): void {
  if (aggregates(left) || aggregates(right)) return;
  const sides = [...named(left), ...named(right)];
  const all = new Set(
    sides.flatMap(({ name, matchers }) => {
      const fixed = new Set(matchers.map((matcher) => matcher.name));
      return [...(seen.get(name)?.labels ?? [])].filter((label) => !fixed.has(label));
    }),
  );
  for (const { name } of sides) for (const label of all) seen.get(name)?.labels.add(label);
}

function aggregates(node: Expression): boolean {
  switch (node.kind) {
    case 'aggregation':
      return true;
    case 'subquery':
    case 'paren':
    case 'unary':
      return aggregates(node.expr);
    case 'call':
      return node.args.some(aggregates);
    case 'binary':
      return aggregates(node.lhs) || aggregates(node.rhs);
    default:
      return false;
  }
}

/** The selectors whose labels are those of the result. */
function named(node: Expression): VectorSelector[] {
  if (node.kind === 'paren' || node.kind === 'unary' || node.kind === 'subquery') return named(node.expr);
  if (node.kind === 'call') return node.args.flatMap(named);
  if (node.kind === 'aggregation') return named(node.expr);
  if (node.kind !== 'binary') return selectors(node);
  const { op, matching, lhs, rhs } = node;
  if (op === 'and' || op === 'unless' || matching?.card === 'many-to-one') return named(lhs);
  if (matching?.card === 'one-to-many') return named(rhs);
  return [...named(lhs), ...named(rhs)];
}

function selectors(node: Expression): VectorSelector[] {
  switch (node.kind) {
    case 'vector':
      return [node];
    case 'matrix':
      return [node.selector];
    case 'subquery':
    case 'paren':
    case 'unary':
      return selectors(node.expr);
    case 'call':
      return node.args.flatMap(selectors);
    case 'aggregation':
      return selectors(node.expr);
    case 'binary':
      return [...selectors(node.lhs), ...selectors(node.rhs)];
    default:
      return [];
  }
}
