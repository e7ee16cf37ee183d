/** Gauges that measure times: when something started, when it expires, and how long it has existed. */
import { unit } from './random.js';

const day = 86_400;
/** Seconds after which something that began begins again, so that it stays as it is over any range that is shown. */
const life = 9 * day;
/** Shortest time to an expiry, in seconds: alerts on what expires soon do not fire. */
const leastLeft = 30 * day;
const validity = 60 * day;

const began =
  /(^|_)(start|started|boot|creation|created|birth)(_?(time|timestamp|at|date))?(_(seconds|milliseconds|ms))?$|(^|_)(start|boot|creation)_?time/i;
const isTold = /time|timestamp|created|started|_at$|_date|birth/i;
const ends = /(^|_)(expir\w*|not_?after|renewal\w*|valid_?(until|to))(_|$)/i;
const lasting = /(^|_)up_?time(_|$)/i;
/** Grafana's units of times, in milliseconds. */
const dated = /^dateTime/;
/** Names of durations, as opposed to points in time. */
const distance = /until|remaining|left|_in_|_days|_interval|_duration|ttl/i;

/**
 * The value of a gauge that its name says to be a time, or how long something has been there; undefined for any other.
 *
 * @returns In seconds, or milliseconds where the name or the unit says so
 */
export function momentValue(
  { name, unit: of }: { readonly name: string; readonly unit?: string | undefined },
  seed: number,
): ((time: number) => number) | undefined {
  const factor = of === 'ms' || /_(ms|millis|milliseconds)(_|$)/.test(name) ? 1000 : 1;
  const offset = Math.floor(unit(seed, 5) * life);
  // A day at least: what has just begun is not well.
  const start = (time: number): number => Math.floor((time / 1000 - offset - day) / life) * life + offset;
  if (of !== undefined && dated.test(of)) return (time) => start(time) * 1000;
  if (lasting.test(name)) return (time) => (time / 1000 - start(time)) * factor;
  if (distance.test(name)) return undefined;
  const isTime = of === 'timestamp' || /_(seconds|timestamp|time|date|at|ms|milliseconds)$/.test(name);
  if (ends.test(name) && isTime)
    return (time) => (Math.ceil((time / 1000 - offset) / validity) * validity + offset + leastLeft) * factor;
  if (began.test(name) && isTold.test(name)) return (time) => start(time) * factor;
  return undefined;
}

/** Parts of names of gauges in bytes that are totals. */
const whole = /(^|_)(mem_?total|total|size|capacity|allocatable)(_|$)|MemTotal|SwapTotal|machine_memory/;

/** Whether a gauge is the total of which other gauges are parts. */
export function isWhole({
  name,
  unit: of,
}: {
  readonly name: string;
  readonly unit?: string | undefined;
}): boolean {
  return (
    whole.test(name) && (of === 'bytes' || of === 'decbytes' || /bytes|memory|disk|inode|files/i.test(name))
  );
}
