import { readFileSync } from 'node:fs';
import {
  argumentsOf,
  bare,
  callAt,
  calleeOf,
  propertyOf,
  propertyValue,
  readSource,
  replaceNode,
  type Source,
  type SyntaxNode,
  textOf,
} from '../../edit/index.js';
import { data } from '../../import/code/code.js';
import { optionsOf, print, type Step } from './operation.js';
import type { Setting } from './settings.js';
import type { Position } from './state.js';

/**
 * The step that gives a function of the definitions another argument, where the option of what it makes is a parameter:
 * `graph('Queue')` in place of a title within `graph`. Undefined where the option is none, or the argument no literal.
 *
 * @param calls The calls that made a panel, the innermost first
 * @param own Those of them that make nothing else
 */
export function argumentStep(
  calls: readonly Position[],
  own: readonly Position[],
  { path, value }: Setting,
): Step | undefined {
  const [inner, outer] = calls;
  const [option, ...rest] = path;
  const isLiteral = ['string', 'number', 'boolean'].includes(typeof value);
  if (!inner || !outer || !own.includes(outer) || option === undefined || rest.length > 0 || !isLiteral)
    return undefined;
  const source = read(inner);
  const call = callAt(source, inner.line, inner.column);
  const parameter = call && parameterOf(source, call, option);
  if (!parameter) return undefined;
  const around = read(outer);
  const use = callAt(around, outer.line, outer.column);
  if (!use || calleeOf(around, use).split('.').at(-1) !== parameter.of) return undefined;
  const given = argumentsOf(use)[parameter.index];
  if (!given || !literals.has(bare(given).name)) return undefined;
  return {
    at: outer,
    run: (now, changed) => {
      const argument = argumentsOf(changed)[parameter.index];
      return argument && replaceNode(now, argument, print(data(value)));
    },
  };
}

const literals: ReadonlySet<string> = new Set(['String', 'Number', 'BooleanLiteral']);
const functions: ReadonlySet<string> = new Set([
  'ArrowFunction',
  'FunctionDeclaration',
  'FunctionExpression',
]);

function read({ file }: Position): Source {
  return readSource(readFileSync(file, 'utf8'));
}

/** The parameter that an option of a call is, and the function that has it. */
function parameterOf(
  source: Source,
  call: SyntaxNode,
  option: string,
): { readonly of: string; readonly index: number } | undefined {
  const options = optionsOf(call);
  const property = options && propertyOf(source, options, option);
  if (!property) return undefined;
  const name = textOf(source, bare(propertyValue(property) ?? property));
  let around = call.parent;
  while (around && !functions.has(around.name)) around = around.parent;
  const list = around?.getChild('ParamList');
  if (!around || !list) return undefined;
  const index = list.getChildren('VariableDefinition').findIndex((one) => textOf(source, one) === name);
  const named = around.getChild('VariableDefinition') ?? around.parent?.getChild('VariableDefinition');
  // A pattern, such as `{ title }`, is no parameter by its place.
  const isPlain = !list.getChild('ObjectPattern') && !list.getChild('ArrayPattern');
  return index < 0 || !named || !isPlain ? undefined : { of: textOf(source, named), index };
}
