import type { Matcher } from '../catalog/index.js';
import type { AnyAlert } from '../define/alerting/alert.js';
import type { Dashboard } from '../define/dashboards/dashboard.js';
import type { AnyPanelOptions, Panel } from '../define/dashboards/panel.js';
import type { MetricQuery, PanelQuery } from '../define/dashboards/query.js';
import type { Variable } from '../define/dashboards/variable.js';
import type { AnySignal } from '../define/signal.js';
import {
  type PanelDefaults,
  panelTypes,
  rateInterval,
  refIdAt,
  settled,
  wantsOurs,
  withLevels,
} from '../grafana/index.js';
import { keptLabels, type Node, type PrintContext, print, type SelectorNode } from '../query/index.js';
import { quotedPattern } from './any-of.js';
import { type PlacedPanel, place } from './layout.js';
import { type HasLabel, isFree } from './narrowing.js';
import { type Bounding, withThresholds } from './panel-thresholds.js';
import type {
  ResolvedAnnotation,
  ResolvedDashboard,
  ResolvedPanel,
  ResolvedRow,
  ResolvedTarget,
} from './resolved.js';
import { queriesOf, signalsOn } from './shown.js';

/** The alerts whose condition uses a signal, by that signal. */
export type AlertsBySignal = ReadonlyMap<AnySignal, readonly { name: string; alert: AnyAlert }[]>;

/** The parts of a bundle that its dashboards need. */
export interface DashboardSurroundings {
  readonly folder: string;
  /** What its panels have that say nothing else. */
  readonly defaults?: PanelDefaults | undefined;
  readonly name: string;
  readonly alertNames: readonly string[];
  readonly alerts: AlertsBySignal;
  /** Whether the series of a selector have a label that a variable filters by. */
  readonly hasLabel: HasLabel;
  /** Keep the panels after the first look at them. */
  readonly keep: boolean;
}

export function resolveDashboard(dashboard: Dashboard, bundle: DashboardSurroundings): ResolvedDashboard {
  const { options } = dashboard;
  const { variables = [], annotations = [] } = options;
  const levels = [bundle.defaults, options.defaults].filter((level) => level !== undefined);
  const ours = wantsOurs(levels);
  const printing = dashboardContext(variables, bundle.hasLabel);
  const context = { print: printing, alerts: bundle.alerts, levels, ours };
  let kept: readonly (ResolvedRow | ResolvedPanel)[] | undefined;
  return {
    uid: dashboard.uid,
    title: dashboard.title,
    folder: options.folder ?? bundle.folder,
    tags: options.tags ?? [bundle.name],
    variables,
    annotations: annotations.map((source): ResolvedAnnotation => {
      if (source.type === 'query') return { source, expr: print(source.node, printing) };
      return { source, expr: firingAlerts(bundle.alertNames) };
    }),
    get items() {
      if (kept) return kept;
      const items = itemsOf(dashboard, context);
      if (bundle.keep) kept = items;
      return items;
    },
    ours,
    source: dashboard,
    place: dashboard.place,
  };
}

/** What the panels of a dashboard have in common. */
interface PanelContext {
  readonly print: PrintContext;
  readonly alerts: AlertsBySignal;
  readonly levels: readonly PanelDefaults[];
  readonly ours: boolean;
}

/** Rows and panels in reading order; the panels of an open row follow it. */
function itemsOf({ options }: Dashboard, context: PanelContext): (ResolvedRow | ResolvedPanel)[] {
  const items: (ResolvedRow | ResolvedPanel)[] = [];
  for (const item of place(options.rows)) {
    if (!('row' in item)) {
      items.push(panelOf(item, context));
      continue;
    }
    const { row, id, y } = item;
    const panels = item.panels.map((panel) => panelOf(panel, context));
    const hidden = row.collapsed ? panels : [];
    items.push({ type: 'row', id, title: row.title, y, panels: hidden, source: row });
    if (!row.collapsed) items.push(...panels);
  }
  return items;
}

/** Selectors narrowed by the dashboard's variables, windows that follow the time range. */
function dashboardContext(variables: readonly Variable[], hasLabel: HasLabel): PrintContext {
  const filters = variables.flatMap((variable) =>
    'filters' in variable && variable.filters !== undefined ? [{ variable, label: variable.filters }] : [],
  );
  const inject = (selector: SelectorNode): readonly Matcher[] =>
    filters
      .filter(({ label }) => isFree(selector, label) && hasLabel(selector, label))
      .map(({ variable, label }) => {
        const many = variable.multi === true || variable.includeAll === true;
        return { label, operator: many ? '=~' : '=', value: `$${variable.name}` } as const;
      });
  return { window: rateInterval, inject: filters.length > 0 ? inject : undefined };
}

function firingAlerts(names: readonly string[]): string {
  return `ALERTS{alertstate="firing",alertname=~${JSON.stringify(names.map(quotedPattern).join('|'))}}`;
}

const none: readonly never[] = [];

function panelOf({ panel, id, gridPos }: PlacedPanel, context: PanelContext): ResolvedPanel {
  const { place } = panel;
  if (panel.type === 'raw') {
    return { type: 'panel', id, gridPos, targets: [], thresholds: [], alerts: [], source: panel, place };
  }
  const { levels, ours } = context;
  const said: Panel =
    levels.length === 0 ? panel : { ...panel, options: withLevels(panel.type, panel.options, levels) };
  const { unit }: AnyPanelOptions = said.options;
  const own = queriesOf(panel);
  const shown = signalsOn(panel);
  const bounding = boundingOf(shown, context.alerts);
  const bounds = boundQueries(bounding, shown);
  const queries = bounds.length === 0 ? own : [...own, ...bounds];
  const several = queries.length > 1;
  const contents = {
    unit: unit ?? shown[0]?.unit,
    ...withThresholds(
      queries.map((query, index) => targetOf(query, index, panel, several, context)),
      said,
      bounding,
    ),
  };
  return {
    type: 'panel',
    id,
    gridPos,
    ...contents,
    alerts: bounding.length === 0 ? none : [...new Set(bounding.map(({ name }) => name))],
    source: panel,
    settled: { ...said, options: settled(said.type, said.options, contents, ours) },
    place,
  };
}

/** The alerts on one of the signals: most panels have none. */
function boundingOf(shown: readonly AnySignal[], alerts: AlertsBySignal): Bounding {
  if (!shown.some((signal) => alerts.has(signal))) return none;
  return shown.flatMap((signal) => alerts.get(signal) ?? []);
}

interface BoundQuery extends MetricQuery {
  readonly bound: true;
}

/** Bounds that are expressions, drawn as separate series unless the panel shows them already. */
function boundQueries(bounding: Bounding, shown: readonly AnySignal[]): readonly BoundQuery[] {
  if (bounding.length === 0) return none;
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
  panel: Panel,
  several: boolean,
  context: PanelContext,
): ResolvedTarget {
  switch (query.language) {
    case 'promql':
      return metricTarget(query, index, panel, several, context);
    case 'logql':
      return {
        refId: refIdAt(index),
        language: 'logql',
        expr: query.expr,
        legend: query.legend,
        instant: query.instant ?? (context.ours && panelTypes[panel.type].instant),
        format: query.format ?? formatOf(panel),
        hide: query.hide ?? false,
        exemplar: query.exemplar ?? false,
        bound: false,
      };
    case 'traceql':
      return {
        refId: refIdAt(index),
        language: 'traceql',
        expr: query.expr,
        instant: false,
        hide: query.hide ?? false,
        exemplar: false,
        limit: query.limit,
        bound: false,
      };
  }
}

function metricTarget(
  query: MetricQuery | BoundQuery,
  index: number,
  panel: Panel,
  several: boolean,
  context: PanelContext,
): ResolvedTarget {
  const { signal } = query;
  const node = query.node ?? signal.node;
  return {
    refId: refIdAt(index),
    language: 'promql',
    expr: print(node, query.window ? { ...context.print, window: query.window } : context.print),
    legend: query.legend ?? signal.legend ?? legendOf(several ? signal.title : '', node),
    instant: query.instant ?? (context.ours && panelTypes[panel.type].instant),
    format: query.format ?? formatOf(panel),
    hide: query.hide ?? false,
    exemplar: query.exemplar ?? false,
    bound: 'bound' in query,
    signal,
    node,
  };
}

/** The form in which panels of this type take their samples, where it is not a series. */
function formatOf({ type }: Panel): ResolvedTarget['format'] {
  return panelTypes[type].format;
}

/** Labels of the scrape, which are of no use in a legend. */
const scraped = new Set(['job', 'instance', 'le']);

/** The prefix and the values of the labels that the expression keeps. */
function legendOf(prefix: string, node: Node): string | undefined {
  let legend = prefix;
  for (const label of keptLabels(node) ?? []) {
    if (!scraped.has(label)) legend += `${legend === '' ? '' : ' '}{{${label}}}`;
  }
  return legend === '' ? undefined : legend;
}
