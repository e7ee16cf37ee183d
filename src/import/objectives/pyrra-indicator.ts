import type { Path } from '../read/origin.js';
import { isPlain, listOf, type Plain, plain } from '../read/plain.js';
import type { InputIndicator } from './model.js';

interface Reading {
  /** Says what keeps the objective from being imported. */
  readonly refuse: (path: Path, message: string) => void;
  /** Says what the bundle does not have. */
  readonly lose: (path: Path, message: string) => void;
}

const indicators = ['ratio', 'latency', 'latencyNative', 'bool_gauge', 'boolGauge'];

/**
 * The indicator of an objective of Pyrra, over a window that is filled in later.
 *
 * @returns undefined where something is missing, which is refused
 */
export function pyrraIndicator(
  given: Plain,
  path: Path,
  { refuse, lose }: Reading,
): InputIndicator | undefined {
  for (const [kind, value] of Object.entries(given)) {
    if (!indicators.includes(kind)) refuse([...path, kind], 'is no indicator of Pyrra that is known');
    const { grouping } = plain(value);
    if (listOf(grouping).length > 0)
      lose(
        [...path, kind, 'grouping'],
        `groups the objective by ${listOf(grouping).join(', ')}: the bundle has one for all`,
      );
  }
  const rate = (metric: string) => `sum(rate(${metric}[{{.window}}]))`;
  const metric = (of: unknown, at: Path) => {
    const text = plain(of).metric;
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
    refuse([...at, 'metric'], 'is missing: expected a metric with its matchers');
    return undefined;
  };
  const { ratio, latency, latencyNative } = given;
  const gauge = given.bool_gauge ?? given.boolGauge;
  if (isPlain(ratio)) {
    const errors = metric(ratio.errors, [...path, 'ratio', 'errors']);
    const total = metric(ratio.total, [...path, 'ratio', 'total']);
    return errors && total ? { kind: 'events', errors: rate(errors), total: rate(total) } : undefined;
  }
  if (isPlain(latency)) {
    const success = metric(latency.success, [...path, 'latency', 'success']);
    const total = metric(latency.total, [...path, 'latency', 'total']);
    return success && total
      ? { kind: 'events', errors: `${rate(total)} - ${rate(success)}`, total: rate(total) }
      : undefined;
  }
  if (isPlain(latencyNative)) {
    const total = metric(latencyNative.total, [...path, 'latencyNative', 'total']);
    const seconds = secondsOf(latencyNative.latency);
    if (seconds === undefined)
      refuse([...path, 'latencyNative', 'latency'], 'expected a duration such as 200ms');
    return total && seconds !== undefined
      ? { kind: 'ratio', ratio: `1 - histogram_fraction(0, ${seconds}, ${rate(total)})` }
      : undefined;
  }
  if (isPlain(gauge)) {
    const of = metric(gauge, [...path, 'bool_gauge']);
    return of
      ? {
          kind: 'ratio',
          ratio: `1 - sum(sum_over_time(${of}[{{.window}}])) / sum(count_over_time(${of}[{{.window}}]))`,
        }
      : undefined;
  }
  refuse(path, `has no indicator: expected one of ${indicators.slice(0, 4).join(', ')}`);
  return undefined;
}

/** A duration of Go with one unit, in seconds. */
function secondsOf(given: unknown): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(String(given ?? '')) ?? [];
  const seconds = { ms: 0.001, s: 1, m: 60 }[unit ?? ''];
  return seconds === undefined ? undefined : Number((Number(count) * seconds).toPrecision(12));
}
