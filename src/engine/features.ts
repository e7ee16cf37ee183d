/**
 * Parts of PromQL that are or were experimental, by the flag of Prometheus that enables them. What a stock server of
 * which version reads is the checks' to say (src/check/prometheus-features.ts).
 */
export type Feature =
  | 'promql-experimental-functions'
  | 'promql-duration-expr'
  | 'promql-extended-range-selectors'
  | 'promql-binop-fill-modifiers';

/** In the order of the bits that the engine uses; the names are Prometheus' own for `--enable-feature`. */
const all: readonly Feature[] = [
  'promql-experimental-functions',
  'promql-duration-expr',
  'promql-extended-range-selectors',
  'promql-binop-fill-modifiers',
];
const none: readonly Feature[] = Object.freeze([]);

/** Which features to enable: a list, `'all'`, or nothing for a stock Prometheus. */
export type Features = readonly Feature[] | 'all';

/** Gates of the parser that every server opens: the flag of duration expressions does nothing since 3.14 (#19033). */
const always: readonly Feature[] = ['promql-duration-expr'];

export function featureBits(features: Features | undefined): number {
  const wanted = features === 'all' ? all : [...always, ...(features ?? none)];
  return wanted.reduce((bits, feature) => bits | (1 << all.indexOf(feature)), 0);
}

export function featuresOf(bits: number): readonly Feature[] {
  return bits === 0 ? none : all.filter((_, index) => bits & (1 << index));
}
