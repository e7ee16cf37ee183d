import { choice } from '../../catalog/shape/index.js';

/** Grafana's calculations (reducers), with their headings in legends and tables. */
export const calculationTitles = {
  last: 'Last',
  lastNotNull: 'Last *',
  first: 'First',
  firstNotNull: 'First *',
  mean: 'Mean',
  median: 'Median',
  min: 'Min',
  max: 'Max',
  sum: 'Total',
  count: 'Count',
  range: 'Range',
  delta: 'Delta',
  diff: 'Difference',
  diffperc: 'Difference percent',
  step: 'Step',
  stdDev: 'StdDev',
  variance: 'Variance',
  logmin: 'Min (above zero)',
  changeCount: 'Change count',
  distinctCount: 'Distinct count',
  allIsZero: 'All zeros',
  allIsNull: 'All nulls',
  allValues: 'All values',
  uniqueValues: 'All unique values',
} as const;

/** A Grafana calculation, which reduces a series to one value: `mean`, `max`, `lastNotNull`. */
export type Calculation = keyof typeof calculationTitles;

export const calculation = choice(...Object.keys(calculationTitles));
