import {
  appendArgument,
  appendItem,
  argumentsOf,
  bare,
  calleeOf,
  type Edit,
  edited,
  insertAfter,
  nodesWithin,
  type Print,
  propertyOf,
  propertyValue,
  readSource,
  removeIn,
  removeItem,
  replaceNode,
  type Source,
  type SyntaxNode,
  setIn,
  stringLiteral,
  textOf,
} from '../../edit/index.js';
import { type Code, data } from '../../import/code/code.js';
import { type Operation, prefixed, print, type Step } from './operation.js';
import { itemEndingWith, itemNode, itemOfRow, ownItemOfRow, spreadIn, writtenRow } from './row-places.js';
import type { Sides } from './state.js';

/** What a row gets. */
export interface RowChange {
  readonly title?: string | undefined;
  /** Options to set; with undefined they are removed. */
  readonly options?: Readonly<Record<string, string | boolean | undefined>>;
  /** Panels behind those that it has. */
  readonly added?: readonly Code[];
}

/**
 * Steps that change a row where it is written, or where a list has it: `{ ...section('Queues'), title: 'Jobs' }` for one
 * that a function makes, or that other dashboards have too. None where it is in no list by itself.
 */
export function rowSteps(sides: Sides, id: number, change: RowChange): Step[] {
  const { title, options = {}, added = [] } = change;
  if (title === undefined && Object.keys(options).length + added.length === 0) return [];
  const { key = '' } = sides.built.rows.get(id) ?? {};
  // The ids of the row and of its panels follow from its title: they stay, and so do links to them.
  const named: [string, string | number][] = [
    ['key', key],
    ['id', id],
  ];
  const at = writtenRow(sides, id);
  if (at) {
    const operations = [
      ...(title === undefined ? [] : [setTitle(title), ...named.map((one) => setOptionOfRow(...one, true))]),
      ...Object.entries(options).map(([option, value]) => setOptionOfRow(option, value)),
      ...added.map(addToRow),
    ];
    return operations.map((run) => ({ at, run, isRow: true }));
  }
  const item = itemOfRow(sides, id);
  if (!item) return [];
  const set: [string, unknown][] = [
    ...(title === undefined ? [] : ([['title', title], ...named] as [string, unknown][])),
    ...Object.entries(options),
  ];
  return [{ at: item.at, run: changeItem(item.constant, set, added), isRow: item.constant === undefined }];
}

/** Steps that remove a row with all that it has. */
export function removeRowSteps(sides: Sides, id: number): Step[] {
  const item = ownItemOfRow(sides, id);
  if (!item) return [];
  const run: Operation = (source, call) => {
    const node = itemNode(source, call, item.constant);
    return node && removeItem(source, node);
  };
  return [{ at: item.at, run, isRow: item.constant === undefined }];
}

/** Steps that add rows behind another one; undefined where that is not the end of an item of a list. */
export function rowsAfter(sides: Sides, id: number, rows: readonly Code[]): Step[] | undefined {
  const item = itemEndingWith(sides, id);
  if (!item) return undefined;
  const run: Operation = (source, call) => {
    const node = itemNode(source, call, item.constant);
    const list = node?.parent;
    const codes = rows.map((code) => print(prefixed(code, libraryPrefix(source))));
    const all: Print = (indent) => codes.map((one) => one(indent, indent)).join(`,\n${' '.repeat(indent)}`);
    return node && list ? insertAfter(source, list, node, all) : undefined;
  };
  return [{ at: item.at, run, isRow: item.constant === undefined }];
}

/** How a file names what it has of the library: `d.` where dashboards are `d.dashboard({ … })`. */
function libraryPrefix(source: Source): string {
  const named = nodesWithin(source.top, 'CallExpression').flatMap(
    (call) => /^(.*\.)?(?:panel\.\w+|dashboard|row)$/.exec(calleeOf(source, call)) ?? [],
  );
  return named[1] ?? '';
}

function changeItem(
  constant: string | undefined,
  options: readonly (readonly [string, unknown])[],
  added: readonly Code[],
): Operation {
  return (source, call) => {
    const item = itemNode(source, call, constant);
    if (!item) return undefined;
    const made = textOf(source, spreadIn(item) ?? item);
    let now = source;
    const make = (edit: Edit | undefined): void => {
      if (edit) now = readSource(edited(now.text, edit));
    };
    if (!spreadIn(item)) make({ from: item.from, to: item.to, text: `{ ...${made} }` });
    const object = (): SyntaxNode =>
      nodesWithin(now.top, 'ObjectExpression').find(({ from }) => from === item.from) ?? now.top;
    for (const [option, value] of options)
      make(
        value === undefined
          ? removeIn(now, object(), [option])
          : setIn(now, object(), [option], print(data(value))),
      );
    for (const code of added) {
      const own = print(prefixed(code, libraryPrefix(source)));
      const property = propertyOf(now, object(), 'panels');
      const list = property && bare(propertyValue(property) ?? property);
      if (list && list.name !== 'ArrayExpression') return undefined;
      make(
        list ? appendItem(now, list, own) : setIn(now, object(), ['panels'], behind(`${made}.panels`, own)),
      );
    }
    return { from: 0, to: source.text.length, text: now.text };
  };
}

/** A list of what another one has, and one item more. */
function behind(others: string, item: Print): Print {
  return (indent) => {
    const start = `\n${' '.repeat(indent + 2)}`;
    return `[${start}...${others},${start}${item(indent + 2, indent + 2)},\n${' '.repeat(indent)}]`;
  };
}

function addToRow(code: Code): Operation {
  return (source, call) => {
    const [, panels] = argumentsOf(call);
    const list = panels && bare(panels);
    if (list?.name !== 'ArrayExpression') return undefined;
    return appendItem(source, list, print(prefixed(code, libraryPrefix(source))));
  };
}

function setTitle(title: string): Operation {
  return (source, call) => {
    const [given] = argumentsOf(call);
    return given && replaceNode(source, given, () => stringLiteral(title));
  };
}

/** @param keep Whether a value that is there stays */
function setOptionOfRow(
  option: string,
  value: string | number | boolean | undefined,
  keep = false,
): Operation {
  return (source, call) => {
    const given = argumentsOf(call)[2];
    if (!given)
      return value === undefined ? undefined : appendArgument(source, call, print(data({ [option]: value })));
    const options = bare(given);
    if (options.name !== 'ObjectExpression' || (keep && propertyOf(source, options, option)))
      return undefined;
    return value === undefined
      ? removeIn(source, options, [option])
      : setIn(source, options, [option], print(data(value)));
  };
}
