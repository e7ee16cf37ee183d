import type { VectorSelector } from '../../engine/index.js';
import { toRe2 } from '../../query/regular-expression.js';
import { type Code, call, literal, member } from '../code/code.js';
import { durationText } from './duration.js';
import type { Labels } from './labels.js';
import { type TypedContext, Untyped, type Vector } from './typed-model.js';

export function selectorCode(
  node: VectorSelector,
  context: TypedContext,
): Vector & { readonly type: 'vector' } {
  const series = context.series(node.name);
  if (node.name === '' || !series) throw new Untyped('a selector without the name of a metric');
  return {
    type: 'vector',
    labels: series.labels,
    code: modified(narrowed(series.code, node, series.labels), node, context),
    series: series.kind,
  };
}

/** The series with `where`. */
export function narrowed(code: Code, { matchers }: VectorSelector, labels: Labels): Code {
  let result = code;
  let entries: [string, Code][] = [];
  const flush = (): void => {
    if (entries.length > 0) result = call(member(result, 'where'), { kind: 'object', entries });
    entries = [];
  };
  for (const { name: label, op, value } of matchers) {
    if (!labels.has(label)) throw new Untyped(`the label ${label} on a series that does not have it`);
    const text = op === '=~' || op === '!~' ? patternCode(value) : literal(value);
    if (entries.some(([known]) => known === label)) flush();
    entries.push([label, op.startsWith('!') ? call('not', text) : text]);
  }
  flush();
  return result;
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
  if (node.extension || node.offsetExpr !== undefined) throw new Untyped('an extended selector');
  let result = code;
  if (node.offsetMs !== 0) {
    if (context.variables.has(Math.abs(node.offsetMs))) throw new Untyped('an offset by a variable');
    const text = durationText(Math.abs(node.offsetMs));
    result = call(member(result, 'offsetBy'), literal(node.offsetMs < 0 ? `-${text}` : text));
  }
  if (node.at !== undefined) {
    const at = typeof node.at === 'number' ? node.at / 1000 : node.at;
    result = call(member(result, 'atTime'), literal(at));
  }
  return result;
}

/** The window of a range; undefined for the one that panels and rules fill in. */
export function windowCode(
  milliseconds: number,
  expr: string | undefined,
  context: TypedContext,
): Code | undefined {
  if (expr !== undefined) throw new Untyped('a calculated window');
  if (milliseconds === context.auto) return undefined;
  if (context.variables.has(milliseconds)) throw new Untyped('several variables as windows');
  return literal(durationText(milliseconds));
}
