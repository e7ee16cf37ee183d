/**
 * Parts of PromQL that are or were experimental, by the flag of Prometheus that enables them. Which
 * server versions accept them by default is in src/check/analysis/prometheus-features.ts.
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

/**
 * Features to enable: a list, `'all'`, or undefined for the defaults of Prometheus. Calculated durations and extended
 * range selectors are always enabled: their flags do nothing since 3.14 (#19033) and 3.16 (#19697).
 */
export type Features = readonly Feature[] | 'all';

export function featureBits(features: Features | undefined): number {
  const wanted = features === 'all' ? all : (features ?? none);
  return wanted.reduce((bits, feature) => bits | (1 << all.indexOf(feature)), 0);
}

export function featuresOf(bits: number): readonly Feature[] {
  return bits === 0 ? none : all.filter((_, index) => bits & (1 << index));
}
