import type { PanelType } from '../../define/index.js';
import { exportsOf } from './common-js.js';

type PanelBuilder = import('@grafana/grafana-foundation-sdk/timeseries').PanelBuilder;
interface PanelModule {
  readonly PanelBuilder: new () => unknown;
}

/** Where the SDK keeps each builder. Loaded on demand: a module takes tens of milliseconds. */
const modules: Readonly<Record<PanelType, () => Promise<PanelModule>>> = {
  annotationsList: () => import('@grafana/grafana-foundation-sdk/annotationslist'),
  barChart: () => import('@grafana/grafana-foundation-sdk/barchart'),
  barGauge: () => import('@grafana/grafana-foundation-sdk/bargauge'),
  candlestick: () => import('@grafana/grafana-foundation-sdk/candlestick'),
  canvas: () => import('@grafana/grafana-foundation-sdk/canvas'),
  dashboardList: () => import('@grafana/grafana-foundation-sdk/dashboardlist'),
  datagrid: () => import('@grafana/grafana-foundation-sdk/datagrid'),
  debug: () => import('@grafana/grafana-foundation-sdk/debug'),
  gauge: () => import('@grafana/grafana-foundation-sdk/gauge'),
  geomap: () => import('@grafana/grafana-foundation-sdk/geomap'),
  heatmap: () => import('@grafana/grafana-foundation-sdk/heatmap'),
  histogram: () => import('@grafana/grafana-foundation-sdk/histogram'),
  logs: () => import('@grafana/grafana-foundation-sdk/logs'),
  news: () => import('@grafana/grafana-foundation-sdk/news'),
  nodeGraph: () => import('@grafana/grafana-foundation-sdk/nodegraph'),
  pieChart: () => import('@grafana/grafana-foundation-sdk/piechart'),
  stat: () => import('@grafana/grafana-foundation-sdk/stat'),
  stateTimeline: () => import('@grafana/grafana-foundation-sdk/statetimeline'),
  statusHistory: () => import('@grafana/grafana-foundation-sdk/statushistory'),
  table: () => import('@grafana/grafana-foundation-sdk/table'),
  text: () => import('@grafana/grafana-foundation-sdk/text'),
  timeseries: () => import('@grafana/grafana-foundation-sdk/timeseries'),
  trend: () => import('@grafana/grafana-foundation-sdk/trend'),
  xyChart: () => import('@grafana/grafana-foundation-sdk/xychart'),
};

/**
 * What the builders of all panel types share. The SDK has no common type for it; a graph's builder has all of
 * these methods, so its type stands for the others.
 */
export type AnyPanelBuilder = Pick<
  PanelBuilder,
  | 'build'
  | 'datasource'
  | 'dataLinks'
  | 'decimals'
  | 'description'
  | 'gridPos'
  | 'id'
  | 'interval'
  | 'links'
  | 'mappings'
  | 'max'
  | 'maxDataPoints'
  | 'min'
  | 'noValue'
  | 'overrides'
  | 'repeat'
  | 'repeatDirection'
  | 'thresholds'
  | 'timeFrom'
  | 'timeShift'
  | 'title'
  | 'transformations'
  | 'transparent'
  | 'unit'
  | 'targets'
>;

export type BuilderFactory = (type: PanelType) => AnyPanelBuilder;

/** Loads the builders of the given panel types. */
export async function loadPanelBuilders(types: ReadonlySet<PanelType>): Promise<BuilderFactory> {
  const loaded = new Map<PanelType, PanelModule>();
  for (const type of types) loaded.set(type, await exportsOf(modules[type]()));
  return (type) => {
    const module = loaded.get(type);
    if (!module) throw new Error(`the builder of ${type} panels was not loaded`);
    return new module.PanelBuilder() as AnyPanelBuilder;
  };
}

/** A finished part of a panel where the SDK asks for a builder. */
export function built<Part>(part: Part): { build(): Part } {
  return { build: () => part };
}
