import type { VectorSelector } from '../../engine/index.js';
import { hasVariable } from '../../query/index.js';
import { toRe2 } from '../../query/regular-expression.js';
import { type Code, call, literal, member } from '../code/code.js';
import { durationText } from './duration.js';
import type { Labels } from './labels.js';
import { type SeriesCode, type TypedContext, Untyped, type Vector } from './typed-model.js';
import { hasPlaceholder, withVariables } from './variables.js';

export function selectorCode(
  node: VectorSelector,
  context: TypedContext,
): Vector & { readonly type: 'vector'; readonly series: SeriesCode['kind'] } {
  if (node.name === '' || hasPlaceholder(node.name)) return seriesCode(node, context);
  const series = context.series(node.name);
  if (!series) throw new Untyped('a selector of a metric that is in no catalog');
  return {
    type: 'vector',
    labels: series.labels,
    code: modified(narrowed(series.code, node, series.labels), node, context),
    series: series.kind,
  };
}

/** Labels of series that are in no catalog: each label that an expression asks for is noted as needed. */
class AskedLabels extends Set<string> {
  readonly #ask: (label: string) => void;
  constructor(matched: readonly string[], ask: (label: string) => void) {
    super(matched);
    this.#ask = ask;
  }
  override has(label: string): boolean {
    if (!super.has(label) && label !== '__name__' && !hasVariable(label)) this.#ask(label);
    this.add(label);
    return true;
  }
}

/** Series whose name is a pattern, or has a variable in it. */
function seriesCode(
  node: VectorSelector,
  context: TypedContext,
): Vector & { readonly type: 'vector'; readonly series: 'any' } {
  const [first = [], ...rest] = matches(node);
  const entries: [string, Code][] = [];
  if (node.name !== '') entries.push(['name', literal(withVariables(node.name))]);
  if (first.length > 0) entries.push(['where', { kind: 'object', entries: first }]);
  const asked: Code[] = [];
  const labels = new AskedLabels(
    first.map(([label]) => label),
    (label) => {
      if (asked.length === 0) entries.push(['labels', { kind: 'array', items: asked }]);
      asked.push(literal(label));
    },
  );
  // A label that is matched twice needs a second `where`, which needs to know all of its labels.
  for (const [label] of rest.flat()) labels.has(label);
  let code: Code = call('series', { kind: 'object', entries });
  for (const one of rest) code = call(member(code, 'where'), { kind: 'object', entries: one });
  return { type: 'vector', labels, code: modified(code, node, context), series: 'any' };
}

/** The series with `where`. */
export function narrowed(code: Code, node: VectorSelector, labels: Labels): Code {
  for (const { name } of node.matchers) {
    if (!hasPlaceholder(name) && !labels.has(name))
      throw new Untyped(`the label ${name} on a series that does not have it`);
  }
  let result = code;
  for (const entries of matches(node)) result = call(member(result, 'where'), { kind: 'object', entries });
  return result;
}

/** The matchers of a selector that has each label once. */
export function matchesCode(node: VectorSelector): Code {
  const [entries = [], ...rest] = matches(node);
  if (rest.length > 0) throw new Untyped('a label matched twice');
  return { kind: 'object', entries };
}

/** The matchers of a selector as objects, of which each has a label once. */
function matches({ matchers }: VectorSelector): [string, Code][][] {
  const result: [string, Code][][] = [];
  let entries: [string, Code][] = [];
  for (const { name, op, value } of matchers) {
    const label = withVariables(name);
    // An empty pattern matches an empty text alone.
    const text = value !== '' && (op === '=~' || op === '!~') ? patternCode(value) : literal(value);
    if (entries.some(([known]) => known === label)) {
      result.push(entries);
      entries = [];
    }
    entries.push([label, op.startsWith('!') ? call('not', text) : text]);
  }
  return entries.length > 0 ? [...result, entries] : result;
}

/** A regular expression that our language translates back to the same. */
export function patternCode(value: string): Code {
  const [start = '', flags = ''] = /^\(\?([is]+)\)/.exec(value) ?? [];
  let pattern: RegExp;
  try {
    pattern = new RegExp(value.slice(start.length), flags);
    if (toRe2(pattern).replaceAll('\\/', '/') !== value.replaceAll('\\/', '/'))
      throw new Untyped('another pattern');
  } catch {
    throw new Untyped(`a regular expression that JavaScript does not have: ${value}`);
  }
  if (value === start || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(pattern.source))
    throw new Untyped('an unusual regular expression');
  return { kind: 'pattern', source: pattern.source, flags: pattern.flags };
}

function modified(code: Code, node: VectorSelector, context: TypedContext): Code {
  let result = code;
  if (node.extension) result = call(member(result, node.extension));
  const offset = offsetCode(node, context);
  if (offset) result = call(member(result, 'offsetBy'), offset);
  const at = atCode(node);
  return at ? call(member(result, 'atTime'), at) : result;
}

type Moved = Pick<VectorSelector, 'offsetMs' | 'offsetExpr' | 'at'>;

/** The offset of a selector or a subquery; undefined for none. */
export function offsetCode({ offsetMs, offsetExpr }: Moved, context: TypedContext): Code | undefined {
  if (offsetExpr !== undefined) return calculatedCode(offsetExpr, context);
  if (offsetMs === 0) return undefined;
  const text = context.variables.get(Math.abs(offsetMs)) ?? durationText(Math.abs(offsetMs));
  return literal(offsetMs < 0 ? `-${text}` : text);
}

/** The fixed time of a selector or a subquery; undefined for none. */
export function atCode({ at }: Moved): Code | undefined {
  return at === undefined ? undefined : literal(typeof at === 'number' ? at / 1000 : at);
}

/** The window of a range; undefined for the one that panels and rules fill in. */
export function windowCode(
  milliseconds: number,
  expr: string | undefined,
  context: TypedContext,
): Code | undefined {
  if (expr !== undefined) return calculatedCode(expr, context);
  if (milliseconds === context.auto) return undefined;
  return literal(context.variables.get(milliseconds) ?? durationText(milliseconds));
}

/** A duration that Prometheus calculates. */
function calculatedCode(expr: string, { variables }: TypedContext): Code {
  if (variables.size > 0) throw new Untyped('a duration that is calculated of a variable');
  return literal(`(${expr})`);
}
