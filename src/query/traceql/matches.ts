/** What an attribute is compared with: text, a pattern, a number, a duration with a unit, or whether it exists. */
export type SpanMatch =
  | string
  | number
  | RegExp
  | { readonly above: number | SpanDuration }
  | { readonly below: number | SpanDuration }
  | { readonly present: boolean }
  | { readonly not: string | number };
/** A duration in TraceQL: a number and one unit. */
export type SpanDuration = `${number}${'ns' | 'us' | 'ms' | 's' | 'm' | 'h'}`;

/** Attributes in their scopes, and intrinsics such as the duration of a span. */
export interface SpanMatches {
  readonly resource?: Readonly<Record<string, SpanMatch>>;
  readonly span?: Readonly<Record<string, SpanMatch>>;
  readonly name?: string | RegExp;
  readonly status?: 'ok' | 'error' | 'unset';
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  readonly duration?: { readonly above: SpanDuration } | { readonly below: SpanDuration };
  readonly traceDuration?: { readonly above: SpanDuration } | { readonly below: SpanDuration };
}
