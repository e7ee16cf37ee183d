import { DefinitionError, type Duration, type Place } from '../../catalog/index.js';
import { type Expression, gte, mul, sumOverTime } from '../../query/index.js';
import type { SloRecord } from './records.js';
import type { AnySli } from './sli.js';

/**
 * The least number of events in the long window for an alert to hold.
 *
 * @throws DefinitionError for what is no number of events, and for an indicator that counts none
 */
export function floorOf(events: number | undefined, { type }: AnySli, place: Place): number | undefined {
  if (events === undefined) return undefined;
  if (!(Number.isSafeInteger(events) && events > 0)) {
    throw new DefinitionError(
      `alerts.minEventsPerWindow: ${events} is no number of events: write a whole number above 0`,
      place,
    );
  }
  if (type === 'gauge') {
    throw new DefinitionError(
      'alerts.minEventsPerWindow: a gauge counts no events, it is looked at whether or not anybody asks: leave it out',
      place,
    );
  }
  return events;
}

/**
 * Holds while so many events have happened in the window, per group. Rates of five minutes, taken every five minutes,
 * tile the window: their sum is what has really been counted, whatever the interval of evaluation. An average over the
 * window would take the first minutes of a new service for all of it.
 */
export function reaches(floor: number, window: Duration, { series }: SloRecord): Expression<string> {
  return gte(mul(sumOverTime(series, window, { step: '5m' }), 300), floor);
}
