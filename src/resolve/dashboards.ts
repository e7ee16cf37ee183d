import type { Matcher } from '../catalog/index.js';
import { quotedPattern } from '../catalog/quoted-pattern.js';
import type { AnyAlert } from '../define/alerting/alert.js';
import type { Annotation } from '../define/dashboards/annotation.js';
import type { Dashboard } from '../define/dashboards/dashboard.js';
import type { DataSource } from '../define/dashboards/datasource.js';
import type { AnyPanelOptions, Panel } from '../define/dashboards/panel.js';
import type { PanelQuery } from '../define/dashboards/query.js';
import { takesSeveral, type Variable } from '../define/dashboards/variable.js';
import type { AnySignal } from '../define/signal.js';
import {
  type PanelDefaults,
  rateInterval,
  sizeByLevels,
  usesOwnDefaults,
  withDefaults,
  withLevels,
} from '../grafana/index.js';
import { type Node, type PrintContext, print, type SelectorNode, unitOf } from '../query/index.js';
import { type Placed, type PlacedPanel, place, sizeOfType } from './layout.js';
import { type HasLabel, isFree } from './narrowing.js';
import { once } from './once.js';
import { type Bounding, withThresholds } from './panel-thresholds.js';
import type { ResolvedAnnotation, ResolvedDashboard, ResolvedPanel, ResolvedRow } from './resolved.js';
import { queriesOf, signalsOn } from './shown.js';
import { sourcesOf } from './sources.js';
import { type BoundQuery, legendOf, type TargetContext, targetsOf } from './targets.js';

/** The alerts whose condition uses a signal, by that signal. */
export type AlertsBySignal = ReadonlyMap<AnySignal, readonly { name: string; alert: AnyAlert }[]>;

/** The parts of a bundle that its dashboards need. */
export interface DashboardSurroundings {
  readonly folder: string;
  /** Default options of its panels. */
  readonly defaults?: PanelDefaults | undefined;
  /** Where its dashboards ask that say nothing else. */
  readonly source?: DataSource | readonly DataSource[] | undefined;
  readonly name: string;
  readonly alertNames: readonly string[];
  /** Severities, the most severe first. */
  readonly severities?: readonly string[] | undefined;
  readonly alerts: AlertsBySignal;
  /** Whether the series of a selector have a label that a variable filters by. */
  readonly hasLabel: HasLabel;
  /** Keep the panels after first use. */
  readonly keep: boolean;
}

export function resolveDashboard(dashboard: Dashboard, bundle: DashboardSurroundings): ResolvedDashboard {
  const { options } = dashboard;
  const { variables = [], annotations = [] } = options;
  const levels = [bundle.defaults, options.defaults].filter((level) => level !== undefined);
  const ours = usesOwnDefaults(levels);
  const printing = dashboardContext(variables, bundle.hasLabel);
  const { alerts, severities } = bundle;
  const sources = sourcesOf(options.source, sourcesOf(bundle.source));
  const context = { print: printing, alerts, severities, levels, ours, sources };
  const idOfPanel = idsOfPanels(once(() => place(options.rows)));
  let kept: readonly (ResolvedRow | ResolvedPanel)[] | undefined;
  return {
    uid: dashboard.uid,
    title: dashboard.title,
    folder: options.folder ?? bundle.folder,
    tags: options.tags ?? [bundle.name],
    variables,
    annotations: annotations.map((source) => ({
      source,
      expr: queryOfAnnotation(source, printing, bundle.alertNames),
      filter: filterOf(source, idOfPanel),
    })),
    get items() {
      if (kept) return kept;
      const items = itemsOf(dashboard, context);
      if (bundle.keep) kept = items;
      return items;
    },
    sources,
    ours,
    source: dashboard,
    place: dashboard.place,
  };
}

function queryOfAnnotation(source: Annotation, printing: PrintContext, alerts: readonly string[]): string {
  switch (source.type) {
    case 'alerts':
      return firingAlerts(alerts);
    case 'query':
      return print(source.node, printing);
    case 'logs':
      return source.expr;
    case 'raw':
      return typeof source.json.expr === 'string' ? source.json.expr : '';
    default:
      return '';
  }
}

/** The panels that an annotation is shown on, or not shown on, by their ids. */
function filterOf(
  { panels, exceptPanels }: Annotation,
  idOf: PanelContext['idOfPanel'],
): ResolvedAnnotation['filter'] {
  const named = panels ?? exceptPanels;
  return named && { exclude: panels === undefined, ids: named.map(idOf) };
}

/** What the panels of a dashboard share. */
interface PanelContext extends TargetContext {
  readonly alerts: AlertsBySignal;
  readonly levels: readonly PanelDefaults[];
  readonly severities: readonly string[] | undefined;
}

/** Rows and panels in reading order; the panels of an open row follow it. */
function itemsOf(
  { options }: Dashboard,
  shared: Omit<PanelContext, 'idOfPanel'>,
): (ResolvedRow | ResolvedPanel)[] {
  const items: (ResolvedRow | ResolvedPanel)[] = [];
  const { levels } = shared;
  const placed = place(options.rows, {
    autoGrid: options.autoGrid,
    usualSize: (panel) =>
      levels.length === 0 || panel.type === 'raw' ? sizeOfType(panel) : sizeByLevels(panel.type, levels),
  });
  const context = { ...shared, idOfPanel: idsOfPanels(() => placed) };
  for (const item of placed) {
    if (!('row' in item)) {
      items.push(panelOf(item, context));
      continue;
    }
    const { row, title, tab, id, y } = item;
    const panels = item.panels.map((panel) => panelOf(panel, context));
    const hidden = row.collapsed ? panels : [];
    items.push({ type: 'row', id, title, y, panels: hidden, source: row, tab });
    if (!row.collapsed) items.push(...panels);
  }
  return items;
}

/** The ids of panels, by the panels as they are written. */
function idsOfPanels(placed: () => readonly Placed[]): PanelContext['idOfPanel'] {
  let ids: Map<unknown, number> | undefined;
  return (panel) => {
    if (typeof panel === 'number') return panel;
    ids ??= new Map(
      placed()
        .flatMap((item) => ('row' in item ? item.panels : [item]))
        .map((one) => [one.panel, one.id]),
    );
    return ids.get(panel);
  };
}

/** Selectors narrowed by the dashboard's variables, windows that follow the time range. */
function dashboardContext(variables: readonly Variable[], hasLabel: HasLabel): PrintContext {
  const filters = variables.flatMap((variable) =>
    (variable.type === 'query' || variable.type === 'custom') && variable.filters !== undefined
      ? [{ variable, label: variable.filters }]
      : [],
  );
  const inject = (selector: SelectorNode): readonly Matcher[] =>
    filters
      .filter(({ label }) => isFree(selector, label) && hasLabel(selector, label))
      .map(({ variable, label }) => {
        return { label, operator: takesSeveral(variable) ? '=~' : '=', value: `$${variable.name}` } as const;
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
  const { targets, thresholds } = withThresholds(
    targetsOf(queries, said, context),
    said,
    bounding,
    context.severities,
  );
  const contents = { unit: unit ?? unitOfFirst(own), targets, thresholds };
  return {
    type: 'panel',
    id,
    gridPos,
    unit: contents.unit,
    targets,
    thresholds,
    alerts: bounding.length === 0 ? none : [...new Set(bounding.map(({ name }) => name))],
    source: panel,
    withDefaults: { ...said, options: withDefaults(said.type, said.options, contents, ours) },
    place,
  };
}

/** The unit of the first query of metrics: of its signal, or as it follows from its expression. */
function unitOfFirst(queries: readonly PanelQuery[]): string | undefined {
  const first = queries.find((query) => query.language === 'promql');
  return first && (first.signal ? first.signal.unit : first.node && unitOf(first.node));
}

/** The alerts on one of the signals; most panels have none. */
function boundingOf(shown: readonly AnySignal[], alerts: AlertsBySignal): Bounding {
  if (!shown.some((signal) => alerts.has(signal))) return none;
  return shown.flatMap((signal) => alerts.get(signal) ?? []);
}

/** Thresholds that are expressions, drawn as separate series unless the panel already shows them. */
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
