import { type Cases, common, legend, reduce, tooltip } from './common.js';

/** Panels that reduce each series to a value. */
export const singleValueCases: Cases = {
  stat: [
    common,
    {
      given: {
        reduce: reduce.given,
        graph: 'line',
        colorMode: 'background_solid',
        text: 'value_and_name',
        textSize: { title: 12, value: 40 },
        justify: 'center',
        orientation: 'horizontal',
        wide: false,
        percentChange: 'inverted',
      },
      options: {
        reduceOptions: reduce.options,
        graphMode: 'line',
        colorMode: 'background_solid',
        textMode: 'value_and_name',
        text: { titleSize: 12, valueSize: 40 },
        justifyMode: 'center',
        orientation: 'horizontal',
        wideLayout: false,
        showPercentChange: true,
        percentChangeColorMode: 'inverted',
      },
    },
    {
      given: { percentChange: false },
      options: { showPercentChange: false, reduceOptions: { calcs: ['lastNotNull'] }, graphMode: 'none' },
    },
  ],
  gauge: [
    common,
    {
      given: {
        reduce: 'max',
        thresholdMarkers: false,
        thresholdLabels: true,
        orientation: 'vertical',
        textSize: { value: 30 },
        minWidth: 100,
        minHeight: 90,
      },
      options: {
        reduceOptions: { calcs: ['max'] },
        showThresholdMarkers: false,
        showThresholdLabels: true,
        orientation: 'vertical',
        text: { valueSize: 30 },
        sizing: 'manual',
        minVizWidth: 100,
        minVizHeight: 90,
      },
    },
  ],
  barGauge: [
    common,
    {
      given: {
        reduce: 'sum',
        display: 'lcd',
        orientation: 'vertical',
        value: 'text',
        namePlacement: 'left',
        showUnfilled: false,
        textSize: { title: 10 },
        minWidth: 10,
        minHeight: 20,
        maxHeight: 30,
        legend: legend.given,
      },
      options: {
        reduceOptions: { calcs: ['sum'] },
        displayMode: 'lcd',
        orientation: 'vertical',
        valueMode: 'text',
        namePlacement: 'left',
        showUnfilled: false,
        text: { titleSize: 10 },
        sizing: 'manual',
        minVizWidth: 10,
        minVizHeight: 20,
        maxVizHeight: 30,
        legend: legend.options,
      },
    },
  ],
  pieChart: [
    common,
    {
      given: {
        reduce: 'mean',
        shape: 'donut',
        labels: ['name', 'percent'],
        legend: { as: 'list', placement: 'bottom', values: ['percent'] },
        tooltip: tooltip.given,
      },
      options: {
        reduceOptions: { calcs: ['mean'] },
        pieType: 'donut',
        displayLabels: ['name', 'percent'],
        legend: { displayMode: 'list', placement: 'bottom', values: ['percent'], showLegend: true },
        tooltip: tooltip.options,
      },
    },
    { given: { legend: 'hidden' }, options: { legend: { displayMode: 'hidden', showLegend: false } } },
  ],
};
