import type { Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { merged } from '../../grafana/index.js';
import type { ResolvedTarget } from '../../resolve/index.js';
import { exportsOf } from './common-js.js';
import { built } from './panel-modules.js';

type PrometheusModule = typeof import('@grafana/grafana-foundation-sdk/prometheus');
type LokiModule = typeof import('@grafana/grafana-foundation-sdk/loki');
type TempoModule = typeof import('@grafana/grafana-foundation-sdk/tempo');

/** The SDK's query modules that a bundle needs; the others stay unloaded. */
export interface QueryModules {
  readonly promql?: PrometheusModule | undefined;
  readonly logql?: LokiModule | undefined;
  readonly traceql?: TempoModule | undefined;
}

export async function loadQueryModules(languages: ReadonlySet<string>): Promise<QueryModules> {
  return {
    promql: languages.has('promql')
      ? await exportsOf(import('@grafana/grafana-foundation-sdk/prometheus'))
      : undefined,
    logql: languages.has('logql')
      ? await exportsOf(import('@grafana/grafana-foundation-sdk/loki'))
      : undefined,
    traceql: languages.has('traceql')
      ? await exportsOf(import('@grafana/grafana-foundation-sdk/tempo'))
      : undefined,
  };
}

/** The query of one target, built by the SDK's builder of its language, with its JSON over it. */
export function targetBuilder(target: ResolvedTarget, modules: QueryModules): { build(): Dataquery } {
  const builder = plainBuilder(target, modules);
  const { json } = target;
  return json === undefined
    ? builder
    : { build: () => merged(builder.build(), json) as unknown as Dataquery };
}

function plainBuilder(target: ResolvedTarget, modules: QueryModules): { build(): Dataquery } {
  switch (target.language) {
    case 'promql':
      return metricQuery(target, required(modules.promql));
    case 'logql':
      return logQuery(target, required(modules.logql));
    case 'traceql':
      return traceQuery(target, required(modules.traceql));
    default:
      return built(otherQuery(target) as Dataquery);
  }
}

function metricQuery(target: ResolvedTarget, { DataqueryBuilder, PromQueryFormat }: PrometheusModule) {
  const formats = {
    time_series: PromQueryFormat.TimeSeries,
    table: PromQueryFormat.Table,
    heatmap: PromQueryFormat.Heatmap,
  };
  const { minStep, resolution } = target.settings ?? {};
  const query = new DataqueryBuilder()
    .refId(target.refId)
    .datasource(target.datasource)
    .expr(target.expr)
    .legendFormat(target.legend ?? '__auto');
  if (target.instant && target.range) query.rangeAndInstant();
  else if (target.instant) query.instant();
  else query.range();
  if (target.format) query.format(formats[target.format]);
  if (minStep !== undefined) query.interval(minStep);
  if (resolution !== undefined) query.intervalFactor(resolution);
  if (target.exemplar) query.exemplar(true);
  if (target.hide) query.hide(true);
  return query;
}

function logQuery(target: ResolvedTarget, { DataqueryBuilder, LokiQueryDirection }: LokiModule) {
  const { minStep, resolution, maxLines, order } = target.settings ?? {};
  const query = new DataqueryBuilder()
    .refId(target.refId)
    .datasource(target.datasource)
    .expr(target.expr)
    .queryType(target.instant ? 'instant' : 'range');
  if (target.legend !== undefined) query.legendFormat(target.legend);
  if (minStep !== undefined) query.step(minStep);
  if (resolution !== undefined) query.resolution(resolution);
  if (maxLines !== undefined) query.maxLines(maxLines);
  if (order) query.direction(order === 'oldest' ? LokiQueryDirection.Forward : LokiQueryDirection.Backward);
  if (target.hide) query.hide(true);
  return query;
}

function traceQuery(target: ResolvedTarget, { DataqueryBuilder, SearchTableType }: TempoModule) {
  const { limit, spans, as } = target.settings ?? {};
  const query = new DataqueryBuilder()
    .refId(target.refId)
    .datasource(target.datasource)
    .queryType('traceql')
    .query(target.expr);
  if (limit !== undefined) query.limit(limit);
  if (spans !== undefined) query.spss(spans);
  if (as) query.tableType(as === 'spans' ? SearchTableType.Spans : SearchTableType.Traces);
  if (target.hide) query.hide(true);
  return query;
}

/** A query that is given as Grafana's JSON. */
function otherQuery({ refId, datasource, model = {}, panelId, hide }: ResolvedTarget): object {
  return {
    refId,
    datasource,
    ...(panelId === undefined ? {} : { panelId }),
    ...model,
    ...(hide ? { hide: true } : {}),
  };
}

function required<Module>(module: Module | undefined): Module {
  if (!module) throw new Error('a query module was not loaded');
  return module;
}
