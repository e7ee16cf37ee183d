/** A condition on an attribute: text, a pattern, a number, a duration with a unit, or whether it exists. */
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
  /** Attributes of the resource. */
  readonly resource?: Readonly<Record<string, SpanMatch>>;
  /** Attributes of the span. */
  readonly span?: Readonly<Record<string, SpanMatch>>;
  /** Name of the span. */
  readonly name?: string | RegExp;
  /** Status of the span. */
  readonly status?: 'ok' | 'error' | 'unset';
  /** Kind of the span. */
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  /** Duration of the span. */
  readonly duration?: { readonly above: SpanDuration } | { readonly below: SpanDuration };
  /** Duration of the whole trace. */
  readonly traceDuration?: { readonly above: SpanDuration } | { readonly below: SpanDuration };
}
