/** Parts of PromQL that a stock Prometheus 3.15 refuses until a feature flag enables them. */
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

export function featureBits(features: Features | undefined): number {
  if (features === undefined) return 0;
  const wanted = features === 'all' ? all : features;
  return wanted.reduce((bits, feature) => bits | (1 << all.indexOf(feature)), 0);
}

export function featuresOf(bits: number): readonly Feature[] {
  return bits === 0 ? none : all.filter((_, index) => bits & (1 << index));
}
