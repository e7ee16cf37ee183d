import { placeOf } from '../../catalog/index.js';
import { closed } from '../../catalog/misses.js';
import { validate } from '../../catalog/shape/index.js';
import { quoted } from '../logql/text.js';
import { toRe2 } from '../regular-expression.js';
import { interpolated, refuseLostBackslashes } from '../template.js';
import type { SpanMatch, SpanMatches } from './matches.js';
import { relatedShape, spansShape } from './shapes.js';

export type { SpanDuration, SpanMatch, SpanMatches } from './matches.js';

/** TraceQL: the spans or traces that match. */
export interface TraceExpression {
  readonly traceql: string;
}

/** Matching spans, and their relations to other spans. */
export interface Spans extends TraceExpression {
  /** Spans of `of` that are descendants of these spans, at any depth: `>>`. */
  descendants(of: Spans): Spans;
  /** Spans of `of` that are direct children of these spans: `>`. */
  children(of: Spans): Spans;
  /** Traces with spans of both kinds: `&&`. */
  and(other: Spans): Spans;
}

function spans(matches: SpanMatches = {}): Spans {
  validate(spansShape, matches, 'traceql.spans', spans);
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
  const relation = (name: string, operator: string) => {
    const relate = (other: Spans): Spans => {
      validate(relatedShape, other, `traceql: the spans of ${name}`, relate);
      return related(`${traceql} ${operator} ${other.traceql}`);
    };
    return relate;
  };
  return {
    traceql,
    descendants: relation('descendants', '>>'),
    children: relation('children', '>'),
    and: relation('and', '&&'),
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

/** Hand-written TraceQL, with typed queries and text as interpolations; checked at build time like typed queries. */
function tag(
  strings: TemplateStringsArray,
  ...values: readonly (TraceExpression | number | string)[]
): Spans {
  const place = placeOf(tag);
  refuseLostBackslashes('traceql', strings, place);
  const texts = values.map((value) => interpolated('traceql', value, place));
  return related(strings.map((text, index) => text + (texts[index] ?? '')).join(''));
}

/**
 * TraceQL: `traceql.spans({ resource: { 'service.name': 'api' }, status: 'error' })`, or hand-written as a template.
 *
 * @example traceql.spans({ resource: { 'service.name': 'api' }, status: 'error' })
 */
export const traceql = closed(
  'traceql',
  'function',
  Object.assign(tag, {
    /** The spans whose attributes and intrinsics match. */
    spans,
  }),
);
