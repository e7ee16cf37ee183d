import { existsSync, readFileSync } from 'node:fs';
import {
  argumentsOf,
  bare,
  callAt,
  calleeOf,
  itemsOf,
  nodesWithin,
  readSource,
  type Source,
  type SyntaxNode,
  stringOf,
  textOf,
} from '../../edit/index.js';
import { constantAt } from './places.js';
import type { Position, Sides } from './state.js';

/** An item of a list of rows: a call, or what is made of it, or a constant within the call of the dashboard. */
export interface RowItem {
  readonly at: Position;
  readonly constant: string | undefined;
}

/** The call of `row` with its title and panels as literals, if it makes only this row. */
export function writtenRow({ built, ownRowCalls }: Sides, id: number): Position | undefined {
  const calls = built.rows.get(id)?.calls ?? [];
  const [inner] = calls;
  return inner && ownRowCalls(calls).includes(inner) && isWritten(inner) ? inner : undefined;
}

/** The item that is this row alone: `section('Queues')`, or a constant. */
export function itemOfRow(sides: Sides, id: number): RowItem | undefined {
  const calls = sides.built.rows.get(id)?.calls ?? [];
  const at = sides.ownRowCalls(calls).find((position) => isItem(position) && !isSpread(position));
  return at ? { at, constant: undefined } : constantOfRow(sides, id);
}

/** What is removed with the row: also a call whose only row is spread into the list. */
export function ownItemOfRow(sides: Sides, id: number): RowItem | undefined {
  const at = sides.ownRowCalls(sides.built.rows.get(id)?.calls).findLast(isItem);
  return at ? { at, constant: undefined } : constantOfRow(sides, id);
}

/** The item of the dashboard's list that ends with this row. */
export function itemEndingWith(sides: Sides, id: number): RowItem | undefined {
  const rows = [...sides.built.rows];
  const index = rows.findIndex(([one]) => one === id);
  const at = rows[index]?.[1].calls.filter(isItem).at(-1);
  if (!at) return constantOfRow(sides, id);
  const next = rows[index + 1]?.[1].calls ?? [];
  return next.some((one) => samePlace(one, at)) ? undefined : { at, constant: undefined };
}

function constantOfRow({ built, ownCalls }: Sides, id: number): RowItem | undefined {
  const [dashboard] = ownCalls(built.calls);
  const [constant] = (built.rows.get(id)?.calls ?? []).slice(0, 1).flatMap(constantAt);
  return dashboard && constant !== undefined ? { at: dashboard, constant } : undefined;
}

/** The node of an item, as the text is now. */
export function itemNode(
  source: Source,
  call: SyntaxNode,
  constant: string | undefined,
): SyntaxNode | undefined {
  if (constant !== undefined)
    return nodesWithin(call, 'ArrayExpression')
      .flatMap(itemsOf)
      .find((item) => [item, spreadIn(item)].some((node) => node && textOf(source, node) === constant));
  if (call.parent?.name === 'ArrayExpression') return call;
  const object = call.parent?.parent;
  const isSpreadInItem =
    call.prevSibling?.name === 'Spread' &&
    object?.name === 'ObjectExpression' &&
    object.parent?.name === 'ArrayExpression';
  return isSpreadInItem ? object : undefined;
}

/** What an object begins with: `section('Queues')` in `{ ...section('Queues'), title: 'Jobs' }`. */
export function spreadIn(item: SyntaxNode): SyntaxNode | undefined {
  const first = item.name === 'ObjectExpression' ? item.getChild('Property')?.firstChild : undefined;
  return first?.name === 'Spread' ? (first.nextSibling ?? undefined) : undefined;
}

function nodeAt({ file, line, column }: Position): { source: Source; call: SyntaxNode | undefined } {
  // The call of a bundle's module is in no file.
  const source = readSource(existsSync(file) ? readFileSync(file, 'utf8') : '');
  return { source, call: callAt(source, line, column) };
}

function isWritten(position: Position): boolean {
  const { source, call } = nodeAt(position);
  const [title, panels] = call && /(^|\.)row$/.test(calleeOf(source, call)) ? argumentsOf(call) : [];
  return (
    title !== undefined &&
    panels !== undefined &&
    stringOf(source, title) !== undefined &&
    bare(panels).name === 'ArrayExpression'
  );
}

function isItem(position: Position): boolean {
  const { source, call } = nodeAt(position);
  return call !== undefined && itemNode(source, call, undefined) !== undefined;
}

function isSpread(position: Position): boolean {
  const { source, call } = nodeAt(position);
  return (call && itemNode(source, call, undefined))?.prevSibling?.name === 'Spread';
}

function samePlace(one: Position, other: Position): boolean {
  return one.file === other.file && one.line === other.line && one.column === other.column;
}
