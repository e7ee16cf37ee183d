import {
  anything,
  chosenBy,
  flag,
  labels,
  list,
  made,
  matching,
  name,
  number,
  options,
  record,
  required,
  type Shape,
  several,
  text,
  unfit,
  validate,
  wrong,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import type { ApproximateValue, TextMatch } from './expectation.js';
import { rateUnits } from './time.js';

/** A finite number. */
export const sample = number();
/** A sample of a gauge, which may be NaN and infinite. */
export const anySample: Shape = (value) => (typeof value === 'number' ? undefined : sample(value));

const level: Shape = (value) =>
  isRecord(value) && value.type === 'value'
    ? undefined
    : wrong(value, 'a number, or the result of constant(), ramp() or a similar function');

/** A number, or values over time. */
export const sampleOrValues = chosenBy((value) => (typeof value === 'number' ? anySample : level));

/** Counts per unit of time. */
const rate = chosenBy((value) => (typeof value === 'number' ? number(0) : level));
const unit: Shape = (value) =>
  typeof value === 'string' && Object.hasOwn(rateUnits, value)
    ? undefined
    : unfit(value, `one of ${Object.keys(rateUnits).join(', ')}`);

type Definer = (...args: never[]) => unknown;

/** Validates a rate and its unit. */
export function validateRate(given: unknown, per: unknown, what: string, definer: Definer): void {
  validate(rate, given, `${what}: the rate`, definer);
  validate(unit, per, `${what}: the unit`, definer);
}

const share = number(0, 1);
const distributions = {
  quantile: options<{ quantile: number; value: number }>({
    quantile: required(share),
    value: required(sample),
  }),
  mixture: list(
    options<{ share: number; value: number }>({ share: required(share), value: required(sample) }),
    1,
  ),
};
/** Observed values: one value, a quantile, or a mixture. */
export const distribution = chosenBy((value) => {
  if (typeof value === 'number') return sample;
  if (Array.isArray(value)) return distributions.mixture;
  if (isRecord(value)) return distributions.quantile;
  return (other) => wrong(other, 'what is observed: a number, { quantile, value }, or shares of values');
});

const textMatch: Shape = (value) => (value instanceof RegExp ? undefined : text(value));
const approximately = options<ApproximateValue>({
  approximately: required(sample),
  tolerance: required(number(0)),
});
/** A number, optionally with a tolerance. */
export const expectedNumber = chosenBy((value) => (isRecord(value) ? approximately : anySample));
const alertShape = made('alert()', 'alert');

interface ExpectedOptions {
  readonly alert?: unknown;
  readonly severity?: string;
  readonly labels?: Readonly<Record<string, TextMatch>>;
  readonly annotations?: Readonly<Record<string, TextMatch>>;
  readonly value?: number | ApproximateValue;
  readonly count?: number;
}
/** Alerts, and what is expected of them. */
export const expectedShape = options<ExpectedOptions>({
  alert: { written: alertShape },
  severity: name,
  labels: record(textMatch),
  annotations: record(textMatch),
  value: expectedNumber,
  count: number(0, 1_000_000),
});

/** One alert, or several. */
export const severalAlerts = several(alertShape);
export const receiverShape = made('receiver()', 'receiver');
const which = { alert: { written: alertShape }, severity: name, labels: record(textMatch) };
interface WhichOptions {
  readonly alert?: unknown;
  readonly severity?: string;
  readonly labels?: Readonly<Record<string, TextMatch>>;
}
/** One or two durations. They are parsed, and rejected, where they are converted to seconds. */
const within = chosenBy((value) => (Array.isArray(value) ? pairOfTimes : anything));
/** A start and an end. */
export const pairOfTimes: Shape = (value) =>
  Array.isArray(value) && value.length === 2 ? undefined : wrong(value, "two times, such as ['10m', '15m']");
export const notifiedShape = options<
  WhichOptions & {
    within?: unknown;
    grouped?: readonly string[];
    count?: number;
    repeated?: string;
    resolved?: boolean;
  }
>({
  ...which,
  within,
  grouped: list(name, 1),
  count: number(1, 1_000_000),
  repeated: anything,
  resolved: flag,
});
export const whichShape = options<WhichOptions>(which);
export const inhibitedShape = options<Omit<WhichOptions, 'alert'> & { by?: unknown; at?: string }>({
  severity: which.severity,
  labels: which.labels,
  by: { written: alertShape },
  at: anything,
});
export const mutedShape = options<WhichOptions & { by?: unknown }>({
  ...which,
  by: made('timeInterval()', 'timeInterval'),
});

const timestamp = matching(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  'a time such as 2026-01-01T00:00:00Z',
);
/** RFC 3339. */
const start: Shape = (value) =>
  timestamp(value) ??
  (Number.isNaN(Date.parse(String(value))) ? unfit(value, 'a time that exists') : undefined);

interface Options {
  readonly alerts?: unknown;
  readonly step?: string;
  readonly lasting?: string;
  readonly start?: string;
  readonly externalLabels?: Readonly<Record<string, string>>;
  readonly environment?: string;
}
export const nameShape = name;
export const scenarioShape = options<Options>({
  alerts: list(alertShape),
  // Durations are parsed, and rejected, where they are converted to seconds.
  step: anything,
  lasting: anything,
  start,
  externalLabels: labels(),
  environment: name,
});

/** Labels that distinguish recorded series. */
export const seriesLabels = record(text);
