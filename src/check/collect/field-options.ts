import type { PanelType } from '../../define/index.js';

/** Properties of any field: `FieldConfig` of Grafana's dashboards. */
export const fieldProperties =
  'displayName displayNameFromDS description path writeable filterable unit decimals min max mappings thresholds color links actions noValue fieldMinMax nullValueMode'.split(
    ' ',
  );

const axis =
  'axisPlacement axisColorMode axisLabel axisWidth axisSoftMin axisSoftMax axisGridShow scaleDistribution axisCenteredZero axisBorderShow';
const graph = `drawStyle gradientMode thresholdsStyle transform lineColor lineWidth lineInterpolation lineStyle fillColor fillOpacity showPoints pointSize pointColor barAlignment barWidthFactor stacking hideFrom insertNulls spanNulls fillBelowTo pointSymbol barMaxWidth showValues ${axis}`;

/**
 * What each panel type has besides, written `custom.<name>`: `FieldConfig` of its types in the foundation SDK. Types
 * that are not here have none.
 */
const custom: { readonly [Type in PanelType | 'raw']?: string } = {
  barChart: `lineWidth fillOpacity gradientMode hideFrom thresholdsStyle ${axis}`,
  candlestick: graph,
  heatmap: 'scaleDistribution hideFrom',
  histogram: `lineWidth fillOpacity hideFrom stacking gradientMode ${axis}`,
  pieChart: 'hideFrom',
  stateTimeline: `lineWidth fillOpacity hideFrom spanNulls insertNulls ${axis}`,
  statusHistory: `lineWidth fillOpacity hideFrom ${axis}`,
  table:
    'width minWidth align displayMode cellOptions hidden inspect filterable hideHeader wrapHeaderText wrapText tooltip footer',
  timeseries: graph,
  trend: graph,
  xyChart: `show pointSize fixed min max pointShape pointStrokeWidth fillOpacity lineWidth hideFrom lineStyle ${axis}`,
};

/** Every property that an override of such a panel can set. */
export function propertiesOf(type: PanelType): readonly string[] {
  const own = custom[type]?.split(' ').map((name) => `custom.${name}`) ?? [];
  return [...fieldProperties, ...own];
}
