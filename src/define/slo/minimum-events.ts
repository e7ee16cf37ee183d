import { DefinitionError, type Duration, type Place } from '../../catalog/index.js';
import { type Expression, gte, mul, sumOverTime } from '../../query/index.js';
import type { SloRecord } from './records.js';
import type { AnySli } from './sli.js';

/**
 * The minimum number of events in the long window for an alert to fire.
 *
 * @throws DefinitionError for an invalid number of events, and for an indicator that does not count events
 */
export function minimumEventsOf(
  events: number | undefined,
  { type }: AnySli,
  place: Place,
): number | undefined {
  if (events === undefined) return undefined;
  if (!(Number.isSafeInteger(events) && events > 0)) {
    throw new DefinitionError(
      `alerts.minEventsPerWindow: ${events} is not a number of events: write a whole number above 0`,
      place,
    );
  }
  if (type === 'gauge') {
    throw new DefinitionError('alerts.minEventsPerWindow: a gauge does not count events: remove it', place);
  }
  return events;
}

/**
 * True while the window has at least `minimum` events, per group. Rates over five minutes, taken every five minutes,
 * cover the window without overlap: their sum counts events exactly, whatever the evaluation interval. An average over
 * the window would extrapolate the first minutes of a new service.
 */
export function reaches(minimum: number, window: Duration, { series }: SloRecord): Expression<string> {
  return gte(mul(sumOverTime(series, window, { step: '5m' }), 300), minimum);
}
