import type { HistogramInput } from '../../engine/index.js';
import { numberOf, numberPattern, numberText } from './number.js';

/** A native histogram; or what is wrong with its text. */
export type ParsedHistogram = { readonly histogram: HistogramInput } | { readonly problem: string };

const hints = new Map([
  ['reset', 'reset'],
  ['not_reset', 'not-reset'],
  ['gauge', 'gauge'],
] as const);
const single = new RegExp(`^${numberPattern}$`);
const example = 'a histogram such as {{schema:0 sum:5 count:4 buckets:[1 2 1]}}';

type Field = 'number' | 'numbers';
const fields: ReadonlyMap<string, readonly [keyof HistogramInput, Field]> = new Map([
  ['schema', ['schema', 'number']],
  ['sum', ['sum', 'number']],
  ['count', ['count', 'number']],
  ['z_bucket', ['zeroCount', 'number']],
  ['z_bucket_w', ['zeroThreshold', 'number']],
  ['offset', ['offset', 'number']],
  ['buckets', ['buckets', 'numbers']],
  ['n_offset', ['negativeOffset', 'number']],
  ['n_buckets', ['negativeBuckets', 'numbers']],
  ['custom_values', ['customValues', 'numbers']],
]);

/**
 * Reads a native histogram as tests for promtool write it; what is not written is 0 or empty.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function parseHistogram(text: string): ParsedHistogram {
  const inner = /^\{\{(.*)\}\}$/s.exec(text)?.[1];
  if (inner === undefined) return { problem: `is not ${example}` };
  const values: Record<string, unknown> = { schema: 0, sum: 0, count: 0 };
  let rest = inner.trim();
  while (rest !== '') {
    const [whole, key = '', list, word = ''] = /^(\w+):(?:\[([^\]]*)\]|(\S+))\s*/.exec(rest) ?? [];
    if (whole === undefined)
      return { problem: `has ${JSON.stringify(rest.slice(0, 40))}: expected ${example}` };
    rest = rest.slice(whole.length);
    if (key === 'counter_reset_hint') {
      const hint = hints.get(word as 'reset');
      if (!hint && word !== 'unknown')
        return { problem: `has counter_reset_hint:${word}: expected unknown, reset, not_reset or gauge` };
      if (hint) values.counterResetHint = hint;
      continue;
    }
    const [name, form] = fields.get(key) ?? [];
    if (name === undefined)
      return { problem: `has ${key}: expected one of ${[...fields.keys()].join(', ')}` };
    const words = (form === 'numbers' ? (list ?? '') : word).trim().split(/[\s,]+/);
    const numbers = words.filter((one) => one !== '');
    if ((form === 'numbers') !== (list !== undefined) || !numbers.every((one) => single.test(one)))
      return { problem: `has a ${key} that is not ${form === 'numbers' ? 'a list of numbers' : 'a number'}` };
    values[name] = form === 'numbers' ? numbers.map(numberOf) : numberOf(word);
  }
  return { histogram: values as unknown as HistogramInput };
}

/** A native histogram in the same notation. */
export function histogramText(histogram: HistogramInput): string {
  const parts: string[] = [];
  for (const [key, [name, form]] of fields) {
    const value = histogram[name];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    parts.push(
      form === 'numbers'
        ? `${key}:[${(value as readonly number[]).map(numberText).join(' ')}]`
        : `${key}:${numberText(value as number)}`,
    );
  }
  const { counterResetHint: hint } = histogram;
  if (hint !== undefined) parts.push(`counter_reset_hint:${hint.replace('-', '_')}`);
  return `{{${parts.join(' ')}}}`;
}
