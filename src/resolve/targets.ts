import { type DataSource, referenceTo } from '../define/dashboards/datasource.js';
import type { ExpressionQuery, QueryReference } from '../define/dashboards/expression.js';
import type { DashboardQuery } from '../define/dashboards/other-query.js';
import type { AnyPanelOptions, Panel } from '../define/dashboards/panel.js';
import type { MetricQuery, PanelQuery } from '../define/dashboards/query.js';
import {
  dashboardDatasource,
  expressionDatasource,
  expressionModel,
  idsInFormula,
  panelTypes,
  referencesOf,
  refIdAt,
} from '../grafana/index.js';
import { keptLabels, type Node, type PrintContext, print } from '../query/index.js';
import { oncePer } from './once.js';
import type { ResolvedTarget, TargetSettings } from './resolved.js';
import { type Sources, sourcesOf } from './sources.js';

/** What queries of a dashboard have in common. */
export interface TargetContext {
  readonly print: PrintContext;
  readonly sources: Sources;
  /** Whether our own defaults are wanted. */
  readonly ours: boolean;
  /** The id of a panel of the dashboard. */
  readonly idOfPanel: (panel: DashboardQuery['panel']) => number | undefined;
}

/** A bound that is an expression, drawn as a series. */
export interface BoundQuery extends MetricQuery {
  readonly bound: true;
}

interface Surroundings extends TargetContext {
  readonly panel: Panel;
  readonly several: boolean;
  readonly idOf: (reference: QueryReference) => string;
}

/** The queries of a panel with their ids and data sources. */
export function targetsOf(
  queries: readonly (PanelQuery | BoundQuery)[],
  panel: Panel,
  context: TargetContext,
): readonly ResolvedTarget[] {
  const { source }: AnyPanelOptions = panel.options;
  const ids = idsOf(queries);
  // Without a spread: to what one has made, V8 adds each property with a hidden class for this object alone.
  const around: Surroundings = {
    print: context.print,
    ours: context.ours,
    idOfPanel: context.idOfPanel,
    sources: sourcesOf(source, context.sources),
    panel,
    several: queries.length > 1,
    idOf: (reference) => idOfReference(reference, queries, ids),
  };
  return queries.map((query, index) => targetOf(query, ids[index] ?? refIdAt(index), around));
}

/** Ids as queries say them; A, B, … for the others, without those that are taken. */
function idsOf(queries: readonly PanelQuery[]): readonly string[] {
  const taken = new Set(queries.flatMap(({ id }) => id ?? []));
  let next = 0;
  const free = () => {
    let id = refIdAt(next++);
    while (taken.has(id)) id = refIdAt(next++);
    return id;
  };
  return queries.map(({ id }) => id ?? free());
}

/** The id that a reference means; the text itself where the panel has no such query, which a check reports. */
function idOfReference(
  reference: QueryReference,
  queries: readonly (PanelQuery | BoundQuery)[],
  ids: readonly string[],
): string {
  if (typeof reference === 'string') return reference;
  const index = queries.findIndex(
    (query) =>
      query === reference ||
      (query.language === 'promql' && !('bound' in query) && query.signal === reference),
  );
  return ids[index] ?? ('title' in reference ? reference.title : `a ${reference.language} query`);
}

function targetOf(query: PanelQuery | BoundQuery, refId: string, around: Surroundings): ResolvedTarget {
  if (query.language === 'promql') return metricTarget(query, refId, around);
  const common = { refId, hide: query.hide ?? false, bound: false };
  const plain = { ...common, instant: false, range: false, exemplar: false };
  switch (query.language) {
    case 'logql': {
      const { expr, legend, minStep, resolution, maxLines, order, json } = query;
      const instant = query.instant ?? usuallyInstant(around);
      return {
        ...common,
        language: 'logql',
        expr,
        ...at(query.source ?? around.sources.logql),
        legend,
        instant,
        range: !instant,
        format: panelTypes[around.panel.type].format,
        exemplar: false,
        ...settings({ minStep, resolution, maxLines, order }),
        json,
      };
    }
    case 'traceql': {
      const { expr, limit, spans, as, json } = query;
      return {
        ...plain,
        language: 'traceql',
        expr,
        ...at(query.source ?? around.sources.traceql),
        ...settings({ limit, spans, as }),
        json,
      };
    }
    case 'raw': {
      const { source, json } = query;
      return { ...plain, language: 'raw', expr: textOf(json), ...at(source), model: json };
    }
    case 'panel': {
      const { panel, withTransforms } = query;
      return {
        ...plain,
        language: 'panel',
        expr: '',
        datasource: dashboardDatasource,
        model: withTransforms === undefined ? {} : { withTransforms },
        panelId: around.idOfPanel(panel),
      };
    }
    case 'expression':
      return { ...plain, ...expressionOf(query, around) };
  }
}

/** One object for all queries of a data source: there are tens of thousands of them. */
const referenceOf = oncePer((source: DataSource) => Object.freeze(referenceTo(source)));

function at(source: DataSource): Pick<ResolvedTarget, 'datasource' | 'source'> {
  return { datasource: referenceOf(source), source };
}

/** Options that are passed on as they are; nothing where none is said, for most queries say none. */
function settings(
  given: {
    readonly [Name in keyof TargetSettings]?: TargetSettings[Name] | undefined;
  },
): Pick<ResolvedTarget, 'settings'> {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return said.length === 0 ? {} : { settings: Object.fromEntries(said) as TargetSettings };
}

/** The text that other data sources call by one of these names. */
function textOf(json: Readonly<Record<string, unknown>>): string {
  for (const key of ['expr', 'query', 'rawSql', 'expression', 'target']) {
    const text = Object.hasOwn(json, key) ? json[key] : undefined;
    if (typeof text === 'string') return text;
  }
  return '';
}

function expressionOf(
  { operation, json }: ExpressionQuery,
  { idOf }: Surroundings,
): Pick<ResolvedTarget, 'language' | 'expr' | 'datasource' | 'model' | 'reads' | 'json'> {
  const named = operation.type === 'math' ? idsInFormula(operation.expression) : [];
  return {
    language: 'expression',
    expr: 'expression' in operation ? operation.expression : '',
    datasource: expressionDatasource,
    model: { ...expressionModel(operation, idOf) },
    reads: [...referencesOf(operation).map(idOf), ...named],
    json,
  };
}

function usuallyInstant({ panel, ours }: Surroundings): boolean {
  return ours && panelTypes[panel.type].instant;
}

function metricTarget(query: MetricQuery | BoundQuery, refId: string, around: Surroundings): ResolvedTarget {
  const { signal, minStep, resolution } = query;
  const node = query.node ?? signal?.node;
  if (!node) throw new Error('a query of nothing');
  const instant = query.instant ?? (query.range === undefined ? usuallyInstant(around) : !query.range);
  const source = query.source ?? around.sources.promql;
  return {
    refId,
    language: 'promql',
    expr: print(node, query.window ? { ...around.print, window: query.window } : around.print),
    datasource: referenceOf(source),
    source,
    legend: query.legend ?? signal?.legend ?? usualLegend(signal, node, around),
    instant,
    range: query.range ?? !instant,
    format: query.format ?? panelTypes[around.panel.type].format,
    hide: query.hide ?? false,
    exemplar: query.exemplar ?? false,
    settings:
      minStep === undefined && resolution === undefined
        ? undefined
        : settings({ minStep, resolution }).settings,
    json: query.json,
    bound: 'bound' in query,
    signal,
    node,
  };
}

/** The labels tell series apart; several signals have their titles, too, and a single series has nothing else. */
function usualLegend(
  signal: MetricQuery['signal'],
  node: Node,
  { several }: Surroundings,
): string | undefined {
  if (!signal) return legendOf('', node);
  const hasNoLabels = keptLabels(node)?.length === 0;
  return legendOf(several || hasNoLabels ? signal.title : '', node);
}

/** Labels of the scrape, which do not help in a legend. */
const scraped = new Set(['job', 'instance', 'le']);

/** The prefix and the values of the labels that the expression keeps. */
export function legendOf(prefix: string, node: Node): string | undefined {
  let legend = prefix;
  for (const label of keptLabels(node) ?? []) {
    if (!scraped.has(label)) legend += `${legend === '' ? '' : ' '}{{${label}}}`;
  }
  return legend === '' ? undefined : legend;
}
