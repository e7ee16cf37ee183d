import type { Data } from '../../diff/index.js';
import {
  appendItem,
  argumentsOf,
  bare,
  calleeOf,
  itemsOf,
  nodesWithin,
  prependItem,
  propertyOf,
  propertyValue,
  removeIn,
  removeItem,
  replaceNode,
  type Source,
  type SyntaxNode,
  setIn,
  stringOf,
  textOf,
} from '../../edit/index.js';
import { type Code, data, jsonCode, name } from '../../import/code/code.js';
import { type Operation, optionsOf, prefixed, prefixOf, print } from './operation.js';
import { shownValue } from './query-operations.js';
import type { Setting } from './settings.js';

/** Sets or removes an option of a panel or dashboard. */
export function setOption({ path, value, whole }: Setting): Operation {
  return (source, call) => {
    const options = optionsOf(call);
    if (!options) return undefined;
    const edit =
      value === undefined
        ? removeIn(source, options, path)
        : setIn(source, options, path, print(data(value)));
    const [option = '', part] = path;
    const property = propertyOf(source, options, option);
    if (edit || part === undefined || !property) return edit;
    // Written in a short form, such as `legend: 'table'`: one part alone has it too, or all is said.
    const isList = bare(propertyValue(property) ?? property).name === 'ArrayExpression';
    if (isList && part === 'steps' && value !== undefined)
      return setIn(source, options, [option], print(data(value)));
    return whole === undefined || (isList && part === 'steps')
      ? removeIn(source, options, [option])
      : setIn(source, options, [option], print(data(whole)));
  };
}

/** Sets values of the option `json`, which is merged last. */
export function setJson(json: Data): Operation[] {
  const leaves = leavesOf(json, []);
  const whole: Operation = (source, call) => {
    const options = optionsOf(call);
    const there = options && propertyOf(source, options, 'json');
    return options && !there ? setIn(source, options, ['json'], print(jsonCode(json))) : undefined;
  };
  const parts = leaves.map(
    ({ path, value }): Operation =>
      (source, call) => {
        const options = optionsOf(call);
        return options && setIn(source, options, ['json', ...path], print(data(value)));
      },
  );
  return [whole, ...parts];
}

function leavesOf(value: unknown, path: readonly string[]): Setting[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...path, key]));
}

/** Removes a panel from its list. */
export const removeFromList: Operation = (source, call) =>
  call.parent?.name === 'ArrayExpression' ? removeItem(source, call) : undefined;

/** Removes a constant from a list within a dashboard. */
export function removeConstant(constant: string): Operation {
  return (source, dashboard) => {
    const item = nodesWithin(dashboard, 'ArrayExpression')
      .flatMap(itemsOf)
      .find(
        (one) =>
          (one.name === 'VariableName' && textOf(source, one) === constant) ||
          (one.name === 'MemberExpression' && textOf(source, one).endsWith(`.${constant}`)),
      );
    return item && removeItem(source, item);
  };
}

/**
 * Writes a panel anew, as of another type.
 *
 * @param keepShown Whether it shows what it has shown, in the words of its definition.
 */
export function replacePanel(code: Code, keepShown: boolean): Operation {
  return (source, call) => {
    if (prefixOf(source, call) === '' && !/^panel\./.test(calleeOf(source, call))) return undefined;
    const shown = keepShown ? shownValue(source, call) : undefined;
    const own = prefixed(code, prefixOf(source, call));
    return replaceNode(
      source,
      call,
      print(shown ? withOption(own, 'show', name(textOf(source, shown))) : own),
    );
  };
}

/** A call of the library with another value of an option that it has. */
function withOption(code: Code, option: string, value: Code): Code {
  if (code.kind !== 'call') return code;
  const args = code.args.map((one) =>
    one.kind === 'object'
      ? { ...one, entries: one.entries.map(([key, was]) => [key, key === option ? value : was] as const) }
      : one,
  );
  return { ...code, args };
}

/**
 * Adds a panel or a row to a dashboard's rows.
 *
 * @param first Before all others instead of after them.
 */
export function addItem(code: Code, first: boolean): Operation {
  return (source, call) => {
    const options = optionsOf(call);
    const property = options && propertyOf(source, options, 'rows');
    const value = property && propertyValue(property);
    const list = value && bare(value);
    if (list?.name !== 'ArrayExpression') return undefined;
    const own = print(prefixed(code, prefixOf(source, call)));
    return first ? prependItem(source, list, own) : appendItem(source, list, own);
  };
}

/** The call that makes a row of a title, within that of its dashboard. */
export function rowCall(source: Source, dashboard: SyntaxNode, title: string): SyntaxNode | undefined {
  return nodesWithin(dashboard, 'CallExpression').find((call) => {
    const [first] = argumentsOf(call);
    return (
      /(^|\.)row$/.test(calleeOf(source, call)) && first !== undefined && stringOf(source, first) === title
    );
  });
}
