import type { ComponentType } from 'react';
import type { PanelProps } from './props.js';

type PanelType = ComponentType<PanelProps>;

/** How each panel type is drawn, loaded when there is such a panel; any other is named on its panel. */
const types: Readonly<Record<string, () => Promise<PanelType>>> = {
  timeseries: async () => (await import('./TimeSeriesPanel.js')).TimeSeriesPanel,
  trend: async () => (await import('./TrendPanel.js')).TrendPanel,
  candlestick: async () => (await import('./CandlestickPanel.js')).CandlestickPanel,
  xychart: async () => (await import('./XyChartPanel.js')).XyChartPanel,
  stat: async () => (await import('./ValuePanels.js')).StatPanel,
  gauge: async () => (await import('./ValuePanels.js')).GaugePanel,
  bargauge: async () => (await import('./ValuePanels.js')).BarGaugePanel,
  table: async () => (await import('./TablePanel.js')).TablePanel,
  text: async () => (await import('./TextPanel.js')).TextPanel,
  piechart: async () => (await import('./PiePanel.js')).PiePanel,
  heatmap: async () => (await import('./HeatmapPanel.js')).HeatmapPanel,
  histogram: async () => (await import('./HistogramPanel.js')).HistogramPanel,
  barchart: async () => (await import('./BarChartPanel.js')).BarChartPanel,
  'state-timeline': async () => (await import('./TimelinePanel.js')).TimelinePanel,
  'status-history': async () => (await import('./TimelinePanel.js')).TimelinePanel,
  logs: async () => (await import('./LogsPanel.js')).LogsPanel,
};

/** Undefined for a type that is not drawn. */
export async function panelType(type: string): Promise<PanelType | undefined> {
  return types[type]?.();
}
