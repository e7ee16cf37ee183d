import type { Expression } from '../../engine/index.js';
import type { labelJoin, labelReplace } from '../../query/index.js';
import { type Code, call, data, literal, object } from '../code/code.js';
import { withNeeded } from './needed-labels.js';
import { matchesCode, patternCode } from './selector.js';
import { type Typed, Untyped, type Vector } from './typed-model.js';

/** Code for each option of a function, so that a renamed option does not compile here. */
type OptionsOf<Function_ extends (value: never, options: never) => unknown> = Readonly<
  Record<keyof Parameters<Function_>[1], Code | undefined>
>;

/** @param texts The arguments of `label_replace` after the series */
export function replaceCode(operand: Vector, texts: readonly string[]): Typed {
  const [target = '', replacement = '', source = '', match = ''] = texts;
  // Without a source and a pattern, every series gets the text.
  const isText = source === '' && match === '';
  if (target === '' || (source === '') !== (match === ''))
    throw new Untyped('label_replace without a source');
  const of = isText || source === '__name__' ? operand : withNeeded(operand, [source]);
  const options = object({
    dstLabel: literal(target),
    replacement: literal(replacement),
    srcLabel: isText ? undefined : literal(source),
    regex: isText ? undefined : patternCode(match),
  } satisfies OptionsOf<typeof labelReplace>);
  const labels = new Set([...of.labels, target]);
  return { code: call('labelReplace', of.code, options), type: 'vector', labels };
}

/** @param texts The arguments of `label_join` after the series */
export function joinCode(operand: Vector, texts: readonly string[]): Typed {
  const [target = '', separator = '', ...sources] = texts;
  if (target === '' || sources.length === 0) throw new Untyped('label_join without sources');
  const of = withNeeded(operand, sources);
  const options = object({
    dstLabel: literal(target),
    separator: literal(separator),
    srcLabels: data(sources),
  } satisfies OptionsOf<typeof labelJoin>);
  const labels = new Set([...of.labels, target]);
  return { code: call('labelJoin', of.code, options), type: 'vector', labels };
}

/** @param matched The second argument of `info`, whose matchers select labels of the metrics that are joined */
export function infoCode(operand: Vector, matched: Expression | undefined): Typed {
  if (!matched) return { code: call('info', operand.code), type: 'vector', labels: operand.labels };
  if (matched.kind !== 'vector' || matched.name !== '') throw new Untyped('info of a metric by its name');
  const added = matched.matchers.map(({ name: label }) => label).filter((label) => label !== '__name__');
  const labels = new Set([...operand.labels, ...added]);
  return { code: call('info', operand.code, matchesCode(matched)), type: 'vector', labels };
}
