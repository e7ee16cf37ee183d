import type { Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { ResolvedTarget } from '../../resolve/index.js';
import { exportsOf } from './common-js.js';
import { datasources } from './datasources.js';

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

/** The query of one target, built by the SDK's builder of its language. */
export function targetBuilder(target: ResolvedTarget, modules: QueryModules): { build(): Dataquery } {
  switch (target.language) {
    case 'promql':
      return metricQuery(target, required(modules.promql));
    case 'logql':
      return logQuery(target, required(modules.logql));
    case 'traceql':
      return traceQuery(target, required(modules.traceql));
  }
}

function metricQuery(target: ResolvedTarget, { DataqueryBuilder, PromQueryFormat }: PrometheusModule) {
  const formats = {
    time_series: PromQueryFormat.TimeSeries,
    table: PromQueryFormat.Table,
    heatmap: PromQueryFormat.Heatmap,
  };
  const query = new DataqueryBuilder()
    .refId(target.refId)
    .datasource(datasources.promql)
    .expr(target.expr)
    .legendFormat(target.legend ?? '__auto');
  if (target.instant) query.instant();
  else query.range();
  if (target.format) query.format(formats[target.format]);
  if (target.exemplar) query.exemplar(true);
  if (target.hide) query.hide(true);
  return query;
}

function logQuery(target: ResolvedTarget, { DataqueryBuilder }: LokiModule) {
  const query = new DataqueryBuilder()
    .refId(target.refId)
    .datasource(datasources.logql)
    .expr(target.expr)
    .queryType(target.instant ? 'instant' : 'range');
  if (target.legend !== undefined) query.legendFormat(target.legend);
  if (target.hide) query.hide(true);
  return query;
}

function traceQuery(target: ResolvedTarget, { DataqueryBuilder }: TempoModule) {
  const query = new DataqueryBuilder()
    .refId(target.refId)
    .datasource(datasources.traceql)
    .queryType('traceql')
    .query(target.expr);
  if (target.limit !== undefined) query.limit(target.limit);
  if (target.hide) query.hide(true);
  return query;
}

function required<Module>(module: Module | undefined): Module {
  if (!module) throw new Error('a query module was not loaded');
  return module;
}
