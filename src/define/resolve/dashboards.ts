import type { Matcher } from '../../catalog/index.js';
import { keptLabels, type Node, type PrintContext, print, type SelectorNode } from '../../query/index.js';
import type { AnyAlert } from '../alert.js';
import type { Dashboard } from '../dashboard.js';
import type { AnyPanel } from '../panel.js';
import type { MetricQuery, PanelQuery } from '../query.js';
import type { AnySignal } from '../signal.js';
import type { Variable } from '../variable.js';
import { type PlacedPanel, place } from './layout.js';
import type {
  ResolvedAnnotation,
  ResolvedDashboard,
  ResolvedPanel,
  ResolvedRow,
  ResolvedTarget,
} from './resolved.js';
import { thresholdSteps } from './thresholds.js';

/** The alerts whose condition looks at a signal, by that signal. */
export type AlertsBySignal = ReadonlyMap<AnySignal, readonly { name: string; alert: AnyAlert }[]>;

const rateInterval = '$__rate_interval';
const instantPanels = new Set(['stat', 'gauge', 'barGauge', 'table', 'pieChart', 'barChart']);

export function resolveDashboard(
  dashboard: Dashboard,
  bundle: { readonly folder: string; readonly name: string; readonly alertNames: readonly string[] },
  alerts: AlertsBySignal,
): ResolvedDashboard {
  const { options } = dashboard;
  const { variables = [], annotations = [] } = options;
  const context = dashboardContext(variables);
  const resolvePanel = (placed: PlacedPanel) => panelOf(placed, context, alerts);
  return {
    uid: dashboard.uid,
    title: dashboard.title,
    folder: options.folder ?? bundle.folder,
    tags: options.tags ?? [bundle.name],
    variables,
    annotations: annotations.map((source): ResolvedAnnotation => {
      if (source.type === 'query') return { source, expr: print(source.node, context) };
      return { source, expr: firingAlerts(bundle.alertNames) };
    }),
    items: place(options.rows).flatMap((item): (ResolvedRow | ResolvedPanel)[] => {
      if (!('row' in item)) return [resolvePanel(item)];
      const { row, id, y } = item;
      const panels = item.panels.map(resolvePanel);
      const heading = { type: 'row', id, title: row.title, y, source: row } as const;
      return row.collapsed ? [{ ...heading, panels }] : [{ ...heading, panels: [] }, ...panels];
    }),
    source: dashboard,
    place: dashboard.place,
  };
}

/** Selectors narrowed by the dashboard's variables, windows that follow the time range. */
function dashboardContext(variables: readonly Variable[]): PrintContext {
  const filters = variables.flatMap((variable) =>
    'filters' in variable && variable.filters !== undefined ? [{ variable, label: variable.filters }] : [],
  );
  const inject = (selector: SelectorNode): readonly Matcher[] =>
    filters
      .filter(({ label }) => hasLabel(selector, label))
      .map(({ variable, label }) => {
        const many = variable.multi === true || variable.includeAll === true;
        return { label, operator: many ? '=~' : '=', value: `$${variable.name}` } as const;
      });
  return { window: rateInterval, inject: filters.length > 0 ? inject : undefined };
}

function hasLabel({ metric, matchers }: SelectorNode, label: string): boolean {
  if (!metric || matchers.some((matcher) => matcher.label === label)) return false;
  return Object.hasOwn(metric.labels, label) || metric.targetLabels.includes(label);
}

function firingAlerts(names: readonly string[]): string {
  return `ALERTS{alertstate="firing",alertname=~${JSON.stringify(names.join('|'))}}`;
}

function panelOf(placed: PlacedPanel, context: PrintContext, alerts: AlertsBySignal): ResolvedPanel {
  const { panel, id, gridPos } = placed;
  const common = { type: 'panel', id, gridPos, source: panel, place: panel.place } as const;
  if (panel.type === 'raw') return { ...common, targets: [], thresholds: [], alerts: [] };
  const shown = panel.queries.flatMap((query) => (query.language === 'promql' ? [query.signal] : []));
  const bounding = shown.flatMap((signal) => alerts.get(signal) ?? []);
  const queries = [...panel.queries, ...boundQueries(bounding, shown)];
  return {
    ...common,
    targets: queries.map((query, index) => targetOf(query, index, panel, queries.length > 1, context)),
    unit: panel.options.unit ?? shown[0]?.unit,
    thresholds: panel.options.thresholds ?? thresholdSteps(numericBounds(bounding, shown)),
    alerts: [...new Set(bounding.map(({ name }) => name))],
  };
}

type Bounding = readonly { readonly name: string; readonly alert: AnyAlert }[];

/** Bounds of the signals on the panel: an alert on two signals bounds the first, and means nothing to the other. */
function numericBounds(bounding: Bounding, shown: readonly AnySignal[]) {
  return bounding.flatMap(({ alert: { condition, severity } }) => {
    const { threshold } = condition;
    if (!threshold || typeof threshold.bound !== 'number' || !shown.includes(threshold.signal)) return [];
    return [{ operator: threshold.operator, value: threshold.bound, severity }];
  });
}

interface BoundQuery extends MetricQuery {
  readonly bound: true;
}

/** Bounds that are expressions, drawn as series of their own unless the panel shows them already. */
function boundQueries(bounding: Bounding, shown: readonly AnySignal[]): BoundQuery[] {
  const drawn = new Set<Node>(shown.map((signal) => signal.node));
  const queries: BoundQuery[] = [];
  for (const { alert } of bounding) {
    const { threshold } = alert.condition;
    if (!threshold || typeof threshold.bound === 'number' || drawn.has(threshold.bound)) continue;
    if (!shown.includes(threshold.signal)) continue;
    drawn.add(threshold.bound);
    queries.push({
      language: 'promql',
      signal: threshold.signal,
      node: threshold.bound,
      legend: legendOf('threshold', threshold.bound) ?? 'threshold',
      bound: true,
    });
  }
  return queries;
}

function targetOf(
  query: PanelQuery | BoundQuery,
  index: number,
  panel: AnyPanel,
  several: boolean,
  context: PrintContext,
): ResolvedTarget {
  const common = { refId: refIdAt(index), hide: query.hide ?? false, bound: 'bound' in query };
  if (query.language === 'traceql') {
    return {
      ...common,
      language: 'traceql',
      expr: query.expr,
      instant: false,
      exemplar: false,
      limit: query.limit,
    };
  }
  const options = {
    ...common,
    instant: query.instant ?? instantPanels.has(panel.type),
    format:
      query.format ?? (panel.type === 'table' ? 'table' : panel.type === 'heatmap' ? 'heatmap' : undefined),
    exemplar: query.exemplar ?? false,
  };
  if (query.language === 'logql')
    return { ...options, language: 'logql', expr: query.expr, legend: query.legend };
  const { signal } = query;
  const node = query.node ?? signal.node;
  return {
    ...options,
    language: 'promql',
    expr: print(node, query.window ? { ...context, window: query.window } : context),
    legend: query.legend ?? signal.legend ?? legendOf(several ? signal.title : '', node),
    signal,
    node,
  };
}

/** `A`, `B`, … `Z`, `AA`, … as Grafana names queries. */
function refIdAt(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : refIdAt(Math.floor(index / 26) - 1) + letter;
}

/** The prefix and the values of the labels that the expression keeps; labels of the scrape say nothing here. */
function legendOf(prefix: string, node: Node): string | undefined {
  const scraped = new Set(['job', 'instance', 'le']);
  const labels = (keptLabels(node) ?? []).filter((label) => !scraped.has(label));
  const parts = [prefix, ...labels.map((label) => `{{${label}}}`)].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : undefined;
}
