import type { Labelled, LabelMatch } from '../../catalog/index.js';
import { list, type Shape, text, validate } from '../../catalog/shape/index.js';
import { toRe2 } from '../regular-expression.js';
import {
  boundShape,
  convertShape,
  fieldShape,
  matchesShape,
  operatorShape,
  patternShape,
  streamShape,
} from './shapes.js';
import { matchText, pattern, quoted } from './text.js';

/** A comparison of a parsed field with a number, a duration (`1s`) or a size (`20KB`). */
export type LogOperator = '==' | '!=' | '>' | '>=' | '<' | '<=';

/** Log lines of some streams; every method adds a pipeline stage. `L` are their labels and parsed fields. */
export interface LogLines<L extends string> extends Labelled<L> {
  readonly logql: string;
  /** Keeps lines that contain a text: `|=`. */
  contains(text: string): LogLines<L>;
  /** Drops lines that contain a text: `!=`. */
  lacks(text: string): LogLines<L>;
  /** Keeps lines that a regular expression (RE2) matches, or with `not` does not match: `|~`, `!~`. */
  matches(expression: RegExp | { readonly not: RegExp }): LogLines<L>;
  /** Parses lines as JSON. `fields` are the fields that later stages use. */
  json<const F extends string>(...fields: readonly F[]): LogLines<L | F>;
  /** Parses lines as logfmt (`key=value`). `fields` are the fields that later stages use. */
  logfmt<const F extends string>(...fields: readonly F[]): LogLines<L | F>;
  /** Parses lines by a pattern such as `<ip> - <method> <_>`. `fields` are the fields that later stages use. */
  pattern<const F extends string>(text: string, ...fields: readonly F[]): LogLines<L | F>;
  /** Keeps lines whose labels and fields match. */
  where(matches: { readonly [Field in L]?: LabelMatch }): LogLines<L>;
  /** Keeps lines whose field, as a number, a duration or a size, satisfies a comparison. */
  bound(field: L, operator: LogOperator, value: number | string): LogLines<L>;
  /** Replaces each line by a Go template over labels and fields: `line_format`. */
  lineFormat(template: string): LogLines<L>;
  /**
   * Extracts the number in a field, for `sumOf`, `averageOf` and `largestOf`: `unwrap`. Lines without a number are
   * dropped.
   */
  unwrap(field: L, convert?: 'duration' | 'bytes'): LogLines<L>;
}

/**
 * The streams whose labels match. At least one matcher must not match the empty value: Loki rejects a selector that
 * matches all streams.
 *
 * @param _others further labels of the streams, for aggregations
 */
export function stream<const M extends Readonly<Record<string, LabelMatch>>, const L extends string = never>(
  matches: M,
  ..._others: readonly L[]
): LogLines<(keyof M & string) | L> {
  validate(streamShape, matches, 'logql.stream', stream);
  // The shape has reported undefined already.
  const matchers = Object.entries<LabelMatch | undefined>(matches).flatMap(([label, match]) =>
    match === undefined ? [] : [matchText(label, match)],
  );
  return lines(`{${matchers.join(', ')}}`);
}

/** Lines from a query given as text. */
export function lines<L extends string>(logql: string): LogLines<L> {
  const then = <M extends string>(stage: string): LogLines<M> => lines<M>(`${logql} ${stage}`);
  // The pipeline stage is in between: its caller is the place.
  const held = (shape: Shape, value: unknown, what: string) => validate(shape, value, `logql: ${what}`, held);
  const where = (matches: Readonly<Record<string, LabelMatch | undefined>>): LogLines<L> => {
    held(matchesShape, matches, 'where');
    const stages = Object.entries(matches).flatMap(([field, match]) =>
      match === undefined ? [] : [`| ${matchText(field, match)}`],
    );
    return stages.length === 0 ? lines(logql) : then(stages.join(' '));
  };
  return {
    logql,
    contains: (given) => {
      held(text, given, 'contains');
      return then(`|= ${quoted(given)}`);
    },
    lacks: (given) => {
      held(text, given, 'lacks');
      return then(`!= ${quoted(given)}`);
    },
    matches: (expression) => {
      held(patternShape, expression, 'matches');
      return expression instanceof RegExp
        ? then(`|~ ${pattern(toRe2(expression))}`)
        : then(`!~ ${pattern(toRe2(expression.not))}`);
    },
    json: (...fields) => {
      held(list(text), fields, 'the fields of json');
      return then('| json');
    },
    logfmt: (...fields) => {
      held(list(text), fields, 'the fields of logfmt');
      return then('| logfmt');
    },
    pattern: (given) => {
      held(text, given, 'pattern');
      return then(`| pattern ${quoted(given)}`);
    },
    where,
    bound: (field, operator, value) => {
      held(fieldShape, field, 'the field of bound');
      held(operatorShape, operator, 'the operator of bound');
      held(boundShape, value, 'the value of bound');
      return then(`| ${field} ${operator} ${value}`);
    },
    lineFormat: (template) => {
      held(text, template, 'lineFormat');
      return then(`| line_format ${quoted(template)}`);
    },
    unwrap: (field, convert) => {
      held(fieldShape, field, 'the field of unwrap');
      if (convert !== undefined) held(convertShape, convert, 'what unwrap converts');
      return then(`| unwrap ${convert ? `${convert}(${field})` : field}`);
    },
  };
}
