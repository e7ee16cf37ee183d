import type * as annotationsList from '@grafana/grafana-foundation-sdk/annotationslist';
import type * as barChart from '@grafana/grafana-foundation-sdk/barchart';
import type * as barGauge from '@grafana/grafana-foundation-sdk/bargauge';
import type * as candlestick from '@grafana/grafana-foundation-sdk/candlestick';
import type * as canvas from '@grafana/grafana-foundation-sdk/canvas';
import type * as dashboardList from '@grafana/grafana-foundation-sdk/dashboardlist';
import type * as datagrid from '@grafana/grafana-foundation-sdk/datagrid';
import type * as debug from '@grafana/grafana-foundation-sdk/debug';
import type * as gauge from '@grafana/grafana-foundation-sdk/gauge';
import type * as geomap from '@grafana/grafana-foundation-sdk/geomap';
import type * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import type * as histogram from '@grafana/grafana-foundation-sdk/histogram';
import type * as logs from '@grafana/grafana-foundation-sdk/logs';
import type * as news from '@grafana/grafana-foundation-sdk/news';
import type * as nodeGraph from '@grafana/grafana-foundation-sdk/nodegraph';
import type * as pieChart from '@grafana/grafana-foundation-sdk/piechart';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as stateTimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import type * as statusHistory from '@grafana/grafana-foundation-sdk/statushistory';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as text from '@grafana/grafana-foundation-sdk/text';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type * as trend from '@grafana/grafana-foundation-sdk/trend';
import type * as xyChart from '@grafana/grafana-foundation-sdk/xychart';

/**
 * Every panel type of the foundation SDK with its builder. Types only: the library itself is imported by the
 * Grafana emitter, and by nothing else.
 */
export interface PanelBuilders {
  annotationsList: annotationsList.PanelBuilder;
  barChart: barChart.PanelBuilder;
  barGauge: barGauge.PanelBuilder;
  candlestick: candlestick.PanelBuilder;
  canvas: canvas.PanelBuilder;
  dashboardList: dashboardList.PanelBuilder;
  datagrid: datagrid.PanelBuilder;
  debug: debug.PanelBuilder;
  gauge: gauge.PanelBuilder;
  geomap: geomap.PanelBuilder;
  heatmap: heatmap.PanelBuilder;
  histogram: histogram.PanelBuilder;
  logs: logs.PanelBuilder;
  news: news.PanelBuilder;
  nodeGraph: nodeGraph.PanelBuilder;
  pieChart: pieChart.PanelBuilder;
  stat: stat.PanelBuilder;
  stateTimeline: stateTimeline.PanelBuilder;
  statusHistory: statusHistory.PanelBuilder;
  table: table.PanelBuilder;
  text: text.PanelBuilder;
  timeseries: timeseries.PanelBuilder;
  trend: trend.PanelBuilder;
  xyChart: xyChart.PanelBuilder;
}

export type PanelType = keyof PanelBuilders;
