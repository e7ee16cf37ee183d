// The types of options of panels that are public.

export type { AxisOptions, AxisScale } from '../options/axis.js';
export type { Calculation } from '../options/calculation.js';
export type { Color, ColorScheme, SchemeColor } from '../options/color.js';
export type { CommonFieldOptions, FieldOptions, WithOverrides } from '../options/fields.js';
export type { GraphFieldOptions } from '../options/graph.js';
export type { Legend, LegendOptions } from '../options/legend.js';
export type { Link } from '../options/link.js';
export type { ValueMapping } from '../options/mappings.js';
export type { Override, OverrideMatch } from '../options/overrides.js';
export type { Reduce, ReduceOptions } from '../options/reduce.js';
export type {
  BarStyle,
  GradientBarStyle,
  GraphStyle,
  LineStyle,
  Stack,
  StackingGroup,
  StackingMode,
  StateStyle,
} from '../options/style.js';
export type { TextSize } from '../options/text-size.js';
export type {
  GraphThresholdOptions,
  ThresholdOptions,
  ThresholdStep,
  ThresholdStyle,
  Thresholds,
} from '../options/thresholds.js';
export type { TooltipOptions } from '../options/tooltip.js';
export type { AnnotationsListOptions } from './annotations-list.js';
export type { BarChartOptions } from './bar-chart.js';
export type { BarGaugeOptions } from './bar-gauge.js';
export type { CandlestickOptions } from './candlestick.js';
export type { CanvasOptions } from './canvas.js';
export type { DashboardListOptions } from './dashboard-list.js';
export type { DatagridOptions } from './datagrid.js';
export type { DebugOptions } from './debug.js';
export type { GaugeEffects, GaugeOptions, GaugeSegments } from './gauge.js';
export type { GeomapOptions, MapView } from './geomap.js';
export type { HeatmapAxis, HeatmapBuckets, HeatmapColor, HeatmapOptions } from './heatmap.js';
export type { HistogramOptions } from './histogram.js';
export type { LogsOptions } from './logs.js';
export type { NewsOptions } from './news.js';
export type { NodeGraphOptions } from './node-graph.js';
export type { PieChartOptions, PieLegendOptions } from './pie-chart.js';
export type { StatOptions } from './stat.js';
export type { StateTimelineOptions } from './state-timeline.js';
export type { StatusHistoryOptions } from './status-history.js';
export type { Cell, TableFooter, TableOptions, TableSort } from './table.js';
export type { TextOptions } from './text.js';
export type { TimeseriesOptions } from './timeseries.js';
export type { TrendOptions } from './trend.js';
export type { XyChartOptions } from './xy-chart.js';
