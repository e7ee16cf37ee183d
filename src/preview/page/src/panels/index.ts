import type { ComponentType } from 'react';
import { BarChartPanel, HistogramPanel } from './BarPanels.js';
import { HeatmapPanel } from './HeatmapPanel.js';
import { LogsPanel } from './LogsPanel.js';
import { PiePanel } from './PiePanel.js';
import type { PanelProps } from './props.js';
import { TablePanel } from './TablePanel.js';
import { TextPanel } from './TextPanel.js';
import { TimelinePanel } from './TimelinePanel.js';
import { TimeSeriesPanel } from './TimeSeriesPanel.js';
import { BarGaugePanel, GaugePanel, StatPanel } from './ValuePanels.js';

/** How each panel type is drawn; any other is named on its panel. */
export const panelTypes: Readonly<Record<string, ComponentType<PanelProps>>> = {
  timeseries: TimeSeriesPanel,
  stat: StatPanel,
  gauge: GaugePanel,
  bargauge: BarGaugePanel,
  table: TablePanel,
  text: TextPanel,
  piechart: PiePanel,
  heatmap: HeatmapPanel,
  histogram: HistogramPanel,
  barchart: BarChartPanel,
  'state-timeline': TimelinePanel,
  'status-history': TimelinePanel,
  logs: LogsPanel,
};
