import type { SampleValue } from '../compile/samples.js';
import { parseHistogram } from './histogram.js';
import { numberOf, numberPattern } from './number.js';

/** One value for each scrape, undefined where there is none; or what is wrong with the text. */
export type ParsedValues =
  | { readonly values: readonly (SampleValue | undefined)[] }
  | { readonly problem: string };

/** More values of one series are a mistake in a count. */
const mostValues = 1_000_000;
const single = new RegExp(`^${numberPattern}$`);
const repeated = new RegExp(`^(${numberPattern})(?:([-+])(${numberPattern.replace('[-+]?', '')}))?x(\\d+)$`);

/**
 * Reads values as tests for promtool write them: `0+10x5` is 0, 10, … 50; `3x2` is 3, 3, 3; `_` is a scrape without the
 * series, `_x4` four of them; `stale` ends it; `{{schema:0 sum:5 count:4 buckets:[1 2 1]}}` is a native histogram, and
 * with `x2` behind it three of them.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function parseValues(text: string): ParsedValues {
  const values: (SampleValue | undefined)[] = [];
  for (const word of text.match(/\{\{[^}]*\}\}\S*|\S+/g) ?? []) {
    const problem = add(word, values);
    if (problem !== undefined) return { problem: `${JSON.stringify(word)} ${problem}` };
  }
  return values.length === 0 ? { problem: 'there is no value' } : { values };
}

/** Adds the values of one word; returns what is wrong with it. */
function add(word: string, values: (SampleValue | undefined)[]): string | undefined {
  if (word === 'stale') {
    values.push('stale');
    return undefined;
  }
  if (word.startsWith('{{')) return addHistograms(word, values);
  const gap = /^_(?:x(\d+))?$/.exec(word);
  const run = repeated.exec(word);
  const count = Number(gap?.[1] ?? run?.[4] ?? 0);
  if (values.length + count > mostValues) return `is more than ${mostValues} values`;
  if (gap) {
    const missing = gap[1] === undefined ? 1 : count;
    for (let index = 0; index < missing; index += 1) values.push(undefined);
    return undefined;
  }
  if (run) {
    let value = numberOf(run[1] ?? '');
    const step = run[3] === undefined ? 0 : numberOf(run[3]) * (run[2] === '-' ? -1 : 1);
    values.push(value);
    for (let index = 0; index < count; index += 1) {
      // Repeated addition, as Prometheus does it.
      value += step;
      values.push(value);
    }
    return undefined;
  }
  if (!single.test(word)) return 'is not a value such as 5, 0+10x5, _ or stale';
  values.push(numberOf(word));
  return undefined;
}

function addHistograms(word: string, values: (SampleValue | undefined)[]): string | undefined {
  const [, text = word, times] = /^(\{\{.*?\}\})(?:x(\d+))?$/s.exec(word) ?? [];
  const parsed = parseHistogram(text);
  if ('problem' in parsed) return parsed.problem;
  const count = Number(times ?? 0);
  if (values.length + count > mostValues) return `is more than ${mostValues} values`;
  for (let index = 0; index <= count; index += 1) values.push(parsed.histogram);
  return undefined;
}
