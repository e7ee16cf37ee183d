import { LegendDisplayMode } from '@grafana/schema';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';

const option = optionsOf('barchart', 'piechart', 'xychart');

/** The options of a panel for its legend, as `WithLegend` takes them. */
export function legendOptions({ options }: PanelProps['panel']) {
  return {
    shown: option(options, 'legend.showLegend', true),
    displayMode: option<string>(options, 'legend.displayMode', LegendDisplayMode.List),
    placement: option<string>(options, 'legend.placement', 'bottom'),
    sortBy: option<string | undefined>(options, 'legend.sortBy', undefined),
    sortDesc: option(options, 'legend.sortDesc', false),
    legendWidth: option<number | undefined>(options, 'legend.width', undefined),
  };
}
