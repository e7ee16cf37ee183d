// Series for alerts whose signal is a gauge, the share of one gauge in another, or what one lacks of another.
import type { Gauge } from 'dashwright';
import { constant } from 'dashwright/testing';
import { also } from './labels.js';
import type { ReadySeries } from './ready-alert.js';

/**
 * A gauge with the value of the signal.
 *
 * @param labels Labels that the signal does not keep: `{ state: 'failed' }`. @default none
 */
export function gaugeSeries<L extends string>(
  gauge: Gauge<L>,
  labels: Readonly<Record<string, string>> = {},
): ReadySeries {
  return (to, course, of) =>
    to.series(
      gauge,
      also(labels, of),
      course.value((value) => value),
    );
}

/** Gauges of which the first is the share of the second, which is always `all`. */
export function shareSeries<L extends string, M extends string>(
  part: Gauge<L>,
  whole: Gauge<M>,
  all: number,
): ReadySeries {
  return (to, course, of) =>
    to
      .series(
        part,
        of,
        course.value((share) => share * all),
      )
      .series(whole, of, constant(all));
}

/** Gauges of which the first lacks the value of the signal to the second, which is always `all`. */
export function lackSeries<L extends string, M extends string>(
  present: Gauge<L>,
  wanted: Gauge<M>,
  all: number,
): ReadySeries {
  return (to, course, of) =>
    to.series(wanted, of, constant(all)).series(
      present,
      of,
      course.value((value) => all - value),
    );
}
