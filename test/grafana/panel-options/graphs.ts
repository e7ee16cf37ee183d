import { axis, bars, type Cases, common, graph, legend, tooltip } from './common.js';

/** Panels over time or over x: time series, trend, candlestick, bars, XY. */
export const graphCases: Cases = {
  timeseries: [
    common,
    graph,
    {
      given: { orientation: 'vertical', timezones: ['utc', 'browser'] },
      options: { orientation: 'vertical', timezone: ['utc', 'browser'] },
    },
    {
      given: {},
      options: {
        legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
      custom: { lineWidth: 1, fillOpacity: 10, showPoints: 'never' },
    },
    { given: { stack: 'normal' }, custom: { fillOpacity: 40, stacking: { mode: 'normal' } } },
    {
      given: { stack: { mode: 'percent', group: 'B' } },
      custom: { fillOpacity: 40, stacking: { mode: 'percent', group: 'B' } },
    },
    {
      given: { style: { gaps: 'never', line: 'dot' } },
      custom: { spanNulls: true, lineStyle: { fill: 'dot' } },
    },
    {
      given: { style: { gaps: 'always', line: 'solid' } },
      custom: { spanNulls: false, lineStyle: { fill: 'solid' } },
    },
    {
      given: { style: { draw: 'lines', line: { dot: [1] } } },
      custom: { drawStyle: 'line', lineStyle: { dash: [1] } },
    },
    { given: { axis: { scale: 'linear' } }, custom: { scaleDistribution: { type: 'linear' } } },
    {
      given: { axis: { scale: { symlog: 10, linearThreshold: 2 } } },
      custom: { scaleDistribution: { type: 'symlog', log: 10, linearThreshold: 2 } },
    },
    { given: { color: 'blue' }, field: { color: { mode: 'fixed', fixedColor: 'blue' } } },
    { given: { color: { fixed: '#123456' } }, field: { color: { mode: 'fixed', fixedColor: '#123456' } } },
    { given: { color: { shades: 'red' } }, field: { color: { mode: 'shades', fixedColor: 'red' } } },
    { given: { color: 'palette-classic-by-name' }, field: { color: { mode: 'palette-classic-by-name' } } },
    { given: { legend: 'hidden' }, options: { legend: { displayMode: 'hidden', showLegend: false } } },
    { given: { legend: 'table' }, options: { legend: { displayMode: 'table', placement: 'right' } } },
    {
      given: { legend: { sortBy: 'lastNotNull' } },
      options: { legend: { sortBy: 'Last *', sortDesc: true } },
    },
  ],
  trend: [common, graph, { given: { xField: 'age' }, options: { xField: 'age' } }],
  candlestick: [common, graph],
  barChart: [
    common,
    {
      given: {
        style: bars.given,
        axis: axis.given,
        thresholds: { style: 'dashed', steps: [{ from: null, color: 'green' }] },
        stack: 'normal',
        orientation: 'horizontal',
        showValue: 'never',
        barWidth: 0.9,
        groupWidth: 0.8,
        barRadius: 0.2,
        xField: 'country',
        colorByField: 'value',
        tickRotation: 45,
        tickMaxLength: 10,
        tickSpacing: 100,
        fullHighlight: true,
        textSize: { value: 12 },
        legend: legend.given,
        tooltip: tooltip.given,
      },
      options: {
        stacking: 'normal',
        orientation: 'horizontal',
        showValue: 'never',
        barWidth: 0.9,
        groupWidth: 0.8,
        barRadius: 0.2,
        xField: 'country',
        colorByField: 'value',
        xTickLabelRotation: 45,
        xTickLabelMaxLength: 10,
        xTickLabelSpacing: 100,
        fullHighlight: true,
        text: { valueSize: 12 },
        legend: legend.options,
        tooltip: tooltip.options,
      },
      custom: { ...bars.custom, ...axis.custom, thresholdsStyle: { mode: 'dashed' } },
    },
  ],
  xyChart: [
    common,
    {
      given: {
        draw: 'points+lines',
        pointSize: 9,
        axis: axis.given,
        legend: legend.given,
        tooltip: tooltip.given,
      },
      options: { legend: legend.options, tooltip: tooltip.options },
      custom: { ...axis.custom, show: 'points+lines', pointSize: { fixed: 9 } },
    },
  ],
};
