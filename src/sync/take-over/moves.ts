import { readFileSync } from 'node:fs';
import type { Data } from '../../diff/index.js';
import {
  appendItem,
  argumentsOf,
  bare,
  callAt,
  edited,
  itemsOf,
  nodesWithin,
  prependItem,
  propertyOf,
  propertyValue,
  readSource,
  removeItem,
  type Source,
  type SyntaxNode,
  textOf,
} from '../../edit/index.js';
import { name } from '../../import/code/code.js';
import { sections, titleOf } from './contents.js';
import { type Operation, optionsOf, type Step } from './operation.js';
import { removeFromList, rowCall, setOption } from './operations.js';
import { reordered } from './order.js';
import { constantAt, isInList } from './places.js';
import { rowSteps } from './rows.js';
import type { Position, Sides } from './state.js';

/** A panel that is in another row on the server: where it is defined, and the title of that row, if it is in one. */
interface Move {
  readonly from: Position | string;
  readonly row: string | undefined;
  readonly rowId: unknown;
}

/** Steps that name the ids of panels which are to move: without, they follow from the row that a panel is in. */
export function keepIdSteps(sides: Sides): Step[] {
  const { built, ownCalls } = sides;
  return movedPanels(sides).flatMap(({ id }) => {
    const [at] = ownCalls(built.panels.get(id));
    return at ? [{ at, run: setOption({ path: ['id'], value: id }) }] : [];
  });
}

/** Steps that put panels into the rows, and rows into the order, that they have on a server. */
export function moveSteps(sides: Sides): Step[] {
  const { built, onServer, ownCalls } = sides;
  const [at] = ownCalls(built.calls);
  if (!at) return [];
  const known = rowsIn(built.json);
  const moves = movedPanels(sides).flatMap(({ id, row }): Move[] => {
    const calls = ownCalls(built.panels.get(id));
    const inList = calls.find((call) => call.file === at.file && isInList(call));
    const [from] = inList ? [inList] : calls.slice(0, 1).flatMap(constantAt);
    return from === undefined
      ? []
      : [{ from, row: row === undefined ? undefined : titleOf(built.json, row), rowId: row }];
  });
  const [here, elsewhere] = partitioned(moves, ({ row }) => row === undefined || isWithin(at, row));
  const order = orderOf(onServer).filter((id) => known.has(id));
  const all = orderOf(built.json);
  const former = all.filter((id) => order.includes(id));
  const isOrdered = former.every((id, index) => id === order[index]);
  return [
    ...(here.length > 0 ? [{ at, run: movePanels(here) }] : []),
    ...elsewhere.flatMap((move) => moveToRow(sides, move)),
    ...emptiedRows(sides).map((title) => ({ at, run: removeRow(title) })),
    ...(isOrdered
      ? []
      : [
          {
            at,
            run: orderRows(
              order.map((id) => ({ title: titleOf(built.json, id), place: all.indexOf(id) })),
              placesOf(built.json),
            ),
          },
        ]),
  ];
}

/** Panels of which a server has another row, one that the definitions know. */
function movedPanels({ built, onServer }: Sides): { readonly id: number; readonly row: unknown }[] {
  const [known, former] = [rowsIn(built.json), rowsOfPanels(built.json)];
  return [...rowsOfPanels(onServer)].flatMap(([id, row]) =>
    former.has(id) && former.get(id) !== row && (row === undefined || known.has(row)) ? [{ id, row }] : [],
  );
}

/** The titles of rows that a server has no more, of which all panels that are left have moved. */
function emptiedRows({ built, onServer }: Sides): string[] {
  const [there, now] = [rowsIn(onServer), rowsOfPanels(onServer)];
  return sections(built.json).flatMap(({ row, panels }) =>
    row && !there.has(row.id) && panels.some(({ id }) => now.has(Number(id)))
      ? [String(row.title ?? '')]
      : [],
  );
}

function rowsIn(dashboard: Data): ReadonlySet<unknown> {
  return new Set(orderOf(dashboard));
}

/** The rows of panels, by ids; undefined for those before the first row. */
function rowsOfPanels(dashboard: Data): Map<number, unknown> {
  return new Map(
    sections(dashboard).flatMap(({ row, panels }) => panels.map(({ id }) => [Number(id), row?.id] as const)),
  );
}

function orderOf(dashboard: Data): unknown[] {
  return sections(dashboard).flatMap(({ row }) => (row ? [row.id] : []));
}

/** Whether a row stands within the call of its dashboard. */
function isWithin(dashboard: Position, title: string): boolean {
  const source = readSource(readFileSync(dashboard.file, 'utf8'));
  const call = callAt(source, dashboard.line, dashboard.column);
  return call !== undefined && rowCall(source, call, title) !== undefined;
}

/** Moves a panel to a row that a function makes, or that is a constant. */
function moveToRow(sides: Sides, { from, rowId }: Move): Step[] {
  if (typeof from === 'string') return [];
  const source = readSource(readFileSync(from.file, 'utf8'));
  const call = callAt(source, from.line, from.column);
  const steps = call ? rowSteps(sides, Number(rowId), { added: [name(textOf(source, call))] }) : [];
  return steps.length === 0 ? [] : [{ at: from, run: removeFromList }, ...steps];
}

function partitioned<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

/** Takes panels out of the rows in which they stand and puts them at the end of others, or before all rows. */
function movePanels(moves: readonly Move[]): Operation {
  return (source, dashboard) => {
    const found = moves.flatMap(({ from, row }) => {
      const item =
        typeof from === 'string'
          ? constantIn(source, dashboard, from)
          : callAt(source, from.line, from.column);
      return item?.parent?.name === 'ArrayExpression' ? [{ item, row, text: textOf(source, item) }] : [];
    });
    if (found.length < moves.length) return undefined;
    found.sort((a, b) => a.item.from - b.item.from);
    let now = source;
    let start = dashboard.from;
    // From the end of the text, so that no removal moves an item that is still to be found.
    for (const { item } of [...found].reverse()) {
      const same = nodesWithin(now.top, item.name).find(
        ({ from, to }) => from === item.from && to === item.to,
      );
      if (!same) return undefined;
      const edit = removeItem(now, same);
      if (edit.from < start) start -= edit.to - edit.from - edit.text.length;
      now = readSource(edited(now.text, edit));
    }
    const inRows = found.filter(({ row }) => row !== undefined);
    // Each of those before all rows stands before the one that was put there last.
    const loose = found.filter(({ row }) => row === undefined).reverse();
    for (const { row, text } of [...inRows, ...loose]) {
      const call = enclosingCall(now, start);
      const list = call && listOf(now, call, row);
      if (list?.name !== 'ArrayExpression') return undefined;
      const put = row === undefined ? prependItem : appendItem;
      now = readSource(
        edited(
          now.text,
          put(now, list, () => text),
        ),
      );
    }
    return { from: 0, to: source.text.length, text: now.text };
  };
}

/** Removes a row whose panels have moved, by its title. */
function removeRow(title: string): Operation {
  return (source, dashboard) => {
    const row = rowCall(source, dashboard, title);
    return row?.parent?.name === 'ArrayExpression' ? removeItem(source, row) : undefined;
  };
}

/** The list of the panels of a row, or of the rows of a dashboard. */
function listOf(source: Source, dashboard: SyntaxNode, row: string | undefined): SyntaxNode | undefined {
  const inRow = row === undefined ? undefined : rowCall(source, dashboard, row);
  const options = optionsOf(dashboard);
  const rows = options && propertyOf(source, options, 'rows');
  const value = row === undefined ? rows && propertyValue(rows) : inRow && argumentsOf(inRow)[1];
  return value && bare(value);
}

function constantIn(source: Source, dashboard: SyntaxNode, constant: string): SyntaxNode | undefined {
  return nodesWithin(dashboard, 'ArrayExpression')
    .flatMap(itemsOf)
    .find((item) => item.name === 'VariableName' && textOf(source, item) === constant);
}

/** The outermost call that begins at an offset. */
function enclosingCall({ top }: Source, offset: number): SyntaxNode | undefined {
  return nodesWithin(top, 'CallExpression').find(({ from }) => from === offset);
}

/** How many items the list of a dashboard's rows has, if each of them makes a row. */
function placesOf(dashboard: Data): number | undefined {
  const [loose, ...rows] = sections(dashboard);
  return loose && loose.panels.length > 0 ? undefined : rows.length;
}

/** A row by its title, and by its place among all rows, for one that a function makes. */
interface RowPlace {
  readonly title: string;
  readonly place: number;
}

/** Puts rows, with the comments above them, into an order. @param count Items of the list, if each makes a row */
function orderRows(order: readonly RowPlace[], count: number | undefined): Operation {
  return (source, dashboard) => {
    const options = optionsOf(dashboard);
    const property = options && propertyOf(source, options, 'rows');
    const value = property && propertyValue(property);
    const list = value && bare(value);
    const items = list ? itemsOf(list) : [];
    const inList = (row: SyntaxNode | undefined) => row?.parent?.from === list?.from;
    const rows = order.map(({ title, place }) => {
      const row = rowCall(source, dashboard, title);
      return inList(row) || items.length !== count ? row : items[place];
    });
    if (list?.name !== 'ArrayExpression' || rows.some((row) => row?.parent?.from !== list.from))
      return undefined;
    return reordered(source, rows as SyntaxNode[]);
  };
}
