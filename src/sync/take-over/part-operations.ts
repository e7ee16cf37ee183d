import {
  appendItem,
  bare,
  calleeOf,
  itemsOf,
  nodesWithin,
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
import { array, type Code } from '../../import/code/code.js';
import { constantOf, type Operation, optionsOf, prefixed, prefixOf, print } from './operation.js';
import { removeConstant } from './operations.js';
import { reordered } from './order.js';

/** What a dashboard has by name, besides panels. */
export type PartKind = 'variable' | 'annotation';

/** Sets or removes an option of a variable or an annotation, in the call of its dashboard or elsewhere in the file. */
export function setPart(
  kind: PartKind,
  named: string,
  path: readonly string[],
  value: Code | undefined,
): Operation {
  return (source, dashboard) => {
    const call = partCall(source, dashboard, kind, named);
    const options = call && optionsOf(call);
    if (!options) return undefined;
    return value
      ? setIn(source, options, path, print(prefixed(value, prefixOf(source, dashboard))))
      : removeIn(source, options, path);
  };
}

/** Writes a variable or an annotation anew, as of another type. */
export function replacePart(kind: PartKind, named: string, code: Code): Operation {
  return (source, dashboard) => {
    const call = partCall(source, dashboard, kind, named);
    return call && replaceNode(source, call, print(prefixed(code, prefixOf(source, dashboard))));
  };
}

/** Adds a variable or an annotation behind the others. */
export function addPart(kind: PartKind, code: Code): Operation {
  return (source, dashboard) => {
    const options = optionsOf(dashboard);
    const key = `${kind}s`;
    const property = options && propertyOf(source, options, key);
    const own = prefixed(code, prefixOf(source, dashboard));
    if (!options) return undefined;
    if (!property) return setIn(source, options, [key], print(array([own])));
    const list = bare(propertyValue(property) ?? property);
    return list.name === 'ArrayExpression' ? appendItem(source, list, print(own)) : undefined;
  };
}

/** Removes a variable or an annotation, and the constant that it is. */
export function removePart(kind: PartKind, named: string): Operation[] {
  const fromList: Operation = (source, dashboard) => {
    const call = partCall(source, dashboard, kind, named);
    if (!call || call.parent?.name === 'ArrayExpression') return call && removeItem(source, call);
    const constant = constantOf(source, call);
    return constant === undefined ? undefined : removeConstant(constant)(source, dashboard);
  };
  const declaration: Operation = (source, dashboard) => {
    const call = partCall(source, dashboard, kind, named);
    const constant = call && constantOf(source, call);
    const statement = call?.parent;
    if (constant === undefined || statement?.parent?.name !== 'Script') return undefined;
    const uses = nodesWithin(source.top, 'VariableName').filter((one) => textOf(source, one) === constant);
    if (uses.length > 0) return undefined;
    const end = source.text.indexOf('\n', statement.to);
    return { from: statement.from, to: end < 0 ? statement.to : end + 1, text: '' };
  };
  return [fromList, declaration];
}

/**
 * Puts variables or annotations into an order.
 *
 * @param names All that the definitions have, but for those that they have without a name for them
 */
export function orderParts(kind: PartKind, names: readonly string[]): Operation {
  return (source, dashboard) => {
    const options = optionsOf(dashboard);
    const property = options && propertyOf(source, options, `${kind}s`);
    const list = property && bare(propertyValue(property) ?? property);
    const items = list?.name === 'ArrayExpression' ? itemsOf(list) : [];
    const found = names.flatMap((named) => {
      const call = partCall(source, dashboard, kind, named);
      const constant = call && constantOf(source, call);
      return (
        items.find(
          (item) => item.from === call?.from || (constant !== undefined && textOf(source, item) === constant),
        ) ?? []
      );
    });
    return found.length === items.length ? reordered(source, found) : undefined;
  };
}

/** The call of a variable or an annotation: within that of the dashboard, or the only one of its name in the file. */
function partCall(
  source: Source,
  dashboard: SyntaxNode,
  kind: PartKind,
  named: string,
): SyntaxNode | undefined {
  const within = (node: SyntaxNode) =>
    nodesWithin(node, 'CallExpression').filter((call) => {
      if (!new RegExp(`(^|\\.)${kind}\\.\\w+$`).test(calleeOf(source, call))) return false;
      const own = optionsOf(call);
      const property = own && propertyOf(source, own, 'name');
      const value = property && propertyValue(property);
      return value !== undefined && stringOf(source, value) === named;
    });
  const [own] = within(dashboard);
  const all = own ? [own] : within(source.top);
  return all.length === 1 ? all[0] : undefined;
}
