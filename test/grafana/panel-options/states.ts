import { axis, type Cases, common, legend, tooltip } from './common.js';

/** States over time. */
export const stateCases: Cases = {
  stateTimeline: [
    common,
    {
      given: {
        style: { fill: 50, width: 1, hideFrom: ['legend'], gaps: 'never' },
        axis: axis.given,
        mergeValues: false,
        showValue: 'always',
        alignValue: 'center',
        rowHeight: 0.5,
        perPage: 10,
        legend: legend.given,
        tooltip: tooltip.given,
        timezones: ['utc'],
      },
      options: {
        mergeValues: false,
        showValue: 'always',
        alignValue: 'center',
        rowHeight: 0.5,
        perPage: 10,
        legend: legend.options,
        tooltip: tooltip.options,
        timezone: ['utc'],
      },
      custom: { ...axis.custom, fillOpacity: 50, lineWidth: 1, spanNulls: true, hideFrom: { legend: true } },
    },
  ],
  statusHistory: [
    common,
    {
      given: {
        style: { fill: 50, width: 2, hideFrom: ['tooltip'] },
        axis: axis.given,
        showValue: 'never',
        rowHeight: 0.8,
        columnWidth: 0.7,
        perPage: 5,
        legend: legend.given,
        tooltip: tooltip.given,
        timezones: ['utc'],
      },
      options: {
        showValue: 'never',
        rowHeight: 0.8,
        colWidth: 0.7,
        perPage: 5,
        legend: legend.options,
        tooltip: tooltip.options,
        timezone: ['utc'],
      },
      custom: { ...axis.custom, fillOpacity: 50, lineWidth: 2, hideFrom: { tooltip: true } },
    },
  ],
};
