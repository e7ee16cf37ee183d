import { placeOf } from '../../catalog/index.js';
import { quoted } from '../logql/text.js';
import { toRe2 } from '../regular-expression.js';
import { refuseLostBackslashes } from '../template.js';

/** TraceQL: the spans or traces that match. */
export interface TraceExpression {
  readonly traceql: string;
}

/** What a span is compared with: text, a pattern, a number, a duration with its unit, or whether it is there. */
export type SpanMatch =
  | string
  | number
  | RegExp
  | { readonly above: number | SpanDuration }
  | { readonly below: number | SpanDuration }
  | { readonly present: boolean }
  | { readonly not: string | number };
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

/** Spans of one kind, and what they are to others. */
export interface Spans extends TraceExpression {
  /** Those below, at any depth, a span of this kind. */
  descendants(of: Spans): Spans;
  /** Those directly below. */
  children(of: Spans): Spans;
  /** Traces that have spans of both kinds. */
  and(other: Spans): Spans;
}

function spans(matches: SpanMatches = {}): Spans {
  const conditions = [
    ...attributes('resource', matches.resource),
    ...attributes('span', matches.span),
    ...(matches.name === undefined ? [] : [condition('name', matches.name)]),
    ...(matches.status === undefined ? [] : [`status = ${matches.status}`]),
    ...(matches.kind === undefined ? [] : [`kind = ${matches.kind}`]),
    ...(matches.duration === undefined ? [] : [condition('duration', matches.duration)]),
    ...(matches.traceDuration === undefined ? [] : [condition('traceDuration', matches.traceDuration)]),
  ];
  return related(conditions.length === 0 ? '{}' : `{ ${conditions.join(' && ')} }`);
}

function related(traceql: string): Spans {
  return {
    traceql,
    descendants: (of) => related(`${traceql} >> ${of.traceql}`),
    children: (of) => related(`${traceql} > ${of.traceql}`),
    and: (other) => related(`${traceql} && ${other.traceql}`),
  };
}

function attributes(scope: string, matches: Readonly<Record<string, SpanMatch>> = {}): string[] {
  return Object.entries(matches).map(([name, match]) => condition(`${scope}.${name}`, match));
}

function condition(field: string, match: SpanMatch): string {
  if (match instanceof RegExp) return `${field} =~ ${quoted(toRe2(match))}`;
  if (typeof match !== 'object') return `${field} = ${valueText(match)}`;
  if ('above' in match) return `${field} > ${match.above}`;
  if ('below' in match) return `${field} < ${match.below}`;
  if ('not' in match) return `${field} != ${valueText(match.not)}`;
  return `${field} ${match.present ? '!=' : '='} nil`;
}

function valueText(value: string | number): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** TraceQL written by hand, with typed parts and text in between; checked at build time like the rest. */
function tag(
  strings: TemplateStringsArray,
  ...values: readonly (TraceExpression | number | string)[]
): Spans {
  refuseLostBackslashes('traceql', strings, placeOf(tag));
  const texts = values.map((value) => (typeof value === 'object' ? value.traceql : String(value)));
  return related(strings.map((text, index) => text + (texts[index] ?? '')).join(''));
}

/** TraceQL: `traceql.spans({ resource: { 'service.name': 'api' }, status: 'error' })`, or by hand as a template. */
export const traceql = Object.assign(tag, { spans });
