import { isList } from '../../plain.js';
import { nearest } from '../similar.js';
import { grafanaUnits, isCustomUnit, otherNames } from './grafana-units.js';
import { type Shape, unfit, wrong } from './shape.js';

/** A Grafana unit id, or a custom unit in Grafana's form: `suffix:items`, `currency:EUR`. */
export const unit: Shape = (value) => {
  if (typeof value !== 'string') return wrong(value, expectedUnit);
  if (isGrafanaUnit(value)) return undefined;
  return unfit(value, expectedUnit, betterUnit(value) ?? `did you mean suffix:${value}?`);
};

/** The unit of a metric: the same, or the plural of what is counted. */
export const metricUnit: Shape = (value) => {
  if (typeof value !== 'string') return wrong(value, expectedMetricUnit);
  if (value === 'timestamp' || value === 'ratio' || isGrafanaUnit(value)) return undefined;
  const better =
    otherNames.get(value.toLowerCase()) ??
    (value.endsWith('s') ? nearest(value, plurals, 1) : nearest(value, grafanaUnits));
  if (better === undefined && /^[a-z][a-z_ -]*$/.test(value) && value.length > 2) return undefined;
  return unfit(value, expectedMetricUnit, betterUnit(value));
};

const expectedUnit =
  "a Grafana unit id such as s, bytes or percentunit, or a custom unit such as 'suffix:items'";
const expectedMetricUnit =
  'a Grafana unit id such as s or bytes, timestamp, ratio, or the plural of what is counted, such as requests';

function isGrafanaUnit(value: string): boolean {
  return grafanaUnits.has(value) || isCustomUnit(value);
}

/** Names of units that are too long to be mistaken for what is counted: one edit from `seconds` is no other word. */
const plurals = [...otherNames.keys()].filter((name) => name.length >= 7 && name.endsWith('s'));
/** Shorter names are near to too many words. */
const similarNames = [...grafanaUnits, ...[...otherNames.keys()].filter((name) => name.length >= 5)];

function betterUnit(value: string): string | undefined {
  const similar = otherNames.get(value.toLowerCase()) ?? nearest(value, similarNames);
  const better = similar === undefined ? undefined : (otherNames.get(similar) ?? similar);
  return better === undefined ? undefined : `did you mean ${better}?`;
}

/** The range of possible values: two numbers, the smaller one first. */
export const range: Shape = (value) => {
  const [least, most] = isList(value) && value.length === 2 ? value : [];
  return typeof least === 'number' && typeof most === 'number' && least <= most
    ? undefined
    : wrong(value, 'two numbers, the smaller one first, such as [0, 1]', { fatal: false });
};
