import { annotationsList } from './annotations-list.js';
import { barChart } from './bar-chart.js';
import { barGauge } from './bar-gauge.js';
import { candlestick } from './candlestick.js';
import { canvas } from './canvas.js';
import { dashboardList } from './dashboard-list.js';
import { datagrid } from './datagrid.js';
import { debug } from './debug.js';
import { gauge } from './gauge.js';
import { geomap } from './geomap.js';
import { heatmap } from './heatmap.js';
import { histogram } from './histogram.js';
import { logs } from './logs.js';
import { news } from './news.js';
import { nodeGraph } from './node-graph.js';
import type { PanelTypeModule } from './panel-type.js';
import { pieChart } from './pie-chart.js';
import { stat } from './stat.js';
import { stateTimeline } from './state-timeline.js';
import { statusHistory } from './status-history.js';
import { table } from './table.js';
import { text } from './text.js';
import { timeseries } from './timeseries.js';
import { trend } from './trend.js';
import { xyChart } from './xy-chart.js';

const modules = {
  annotationsList,
  barChart,
  barGauge,
  candlestick,
  canvas,
  dashboardList,
  datagrid,
  debug,
  gauge,
  geomap,
  heatmap,
  histogram,
  logs,
  news,
  nodeGraph,
  pieChart,
  stat,
  stateTimeline,
  statusHistory,
  table,
  text,
  timeseries,
  trend,
  xyChart,
};

/** The options of each panel type, besides those of all panels. */
export type PanelTypeOptions = {
  [Type in keyof typeof modules]: (typeof modules)[Type] extends PanelTypeModule<infer Options>
    ? Options
    : never;
};
/** The names of all panel types. */
export type PanelType = keyof PanelTypeOptions;

/** All panel types. This is the only list of them. */
export const panelTypes: { readonly [Type in PanelType]: PanelTypeModule<PanelTypeOptions[Type]> } = modules;

/** Options of a panel, as Grafana's `options` and custom field settings. */
export function settingsOf<Type extends PanelType>(
  type: Type,
  options: PanelTypeOptions[Type],
): { readonly options: object; readonly custom: object } {
  const module = panelTypes[type];
  return { options: module.options(options), custom: module.custom(options) };
}

export function isPanelType(name: string): name is PanelType {
  return Object.hasOwn(panelTypes, name);
}
