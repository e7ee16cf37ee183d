import type { Histogram, SampleResult } from '../../engine/index.js';
import type { SampleExpectation } from '../scenario/expectation.js';
import { durationText } from '../scenario/time.js';
import { labelText, matchesAll, matchesNumber, numberText } from './match.js';

/** The reason why a recorded series or signal does not meet an expectation; undefined if it does. */
export function checkSample(
  expected: SampleExpectation,
  sample: SampleResult | undefined,
): string | undefined {
  const what = expected.of.type === 'recording' ? expected.of.record : `"${expected.of.title}"`;
  const when = durationText(expected.at);
  if (!sample) return `${what} was not evaluated at ${when}`;
  if (!sample.ok) return `${what} cannot be evaluated at ${when}: ${sample.error}`;
  const found = valuesOf(sample.result);
  const matching = found.filter(({ labels }) => matchesAll(labels, expected.labels));
  if (expected.value === undefined) {
    return matching[0] && `${what} should have no sample at ${when}, but is ${matching[0].value}`;
  }
  const wanted = `${what}${Object.keys(expected.labels).length > 0 ? labelText(expected.labels) : ''}`;
  const [only, other] = matching;
  if (!only) {
    const others = found.map(({ labels }) => labelText(labels)).join(', ');
    return `${wanted} should be ${numberText(expected.value)} at ${when}, but has no sample${others && `; there are ${others}`}`;
  }
  if (other) {
    return `${wanted} is ${matching.length} series at ${when}: select one by labels, such as ${labelText(only.labels)}`;
  }
  if (only.histogram) {
    return `${wanted} should be ${numberText(expected.value)} at ${when}, but is a native histogram of ${only.histogram.count} observations, which is not one number: expect a signal with histogramQuantile(…), histogramCount(…), histogramSum(…) or histogramAvg(…) of it`;
  }
  if (matchesNumber(only.value, expected.value)) return undefined;
  return `${wanted} should be ${numberText(expected.value)} at ${when}, but is ${only.value}`;
}

/** A sample; the value of a histogram is NaN. */
interface Valued {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly histogram?: Histogram;
}

function valuesOf(result: Extract<SampleResult, { ok: true }>['result']): readonly Valued[] {
  if (result.type === 'vector') return result.samples;
  return result.type === 'scalar' ? [{ labels: {}, value: result.value }] : [];
}
