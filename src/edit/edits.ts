import { keyLiteral } from './literals.js';
import { bare, itemsOf, propertyOf, propertyValue, type Source, type SyntaxNode, startOf } from './syntax.js';

/** A part of a text and what it is replaced by. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Prints a value where it will stand.
 *
 * @param indent Columns of white space before its line.
 * @param column Where it begins.
 */
export type Print = (indent: number, column: number) => string;

/** Columns of a line. */
const width = 110;

/** The text with an edit made, in the line endings and indentation that the text has. */
export function edited(text: string, { from, to, text: inserted }: Edit): string {
  const indented = /^\t/m.test(text) && !/^ {2}/m.test(text) ? withTabs(inserted) : inserted;
  const lines = text.includes('\r\n') ? indented.replaceAll(/\r?\n/g, '\r\n') : indented;
  return text.slice(0, from) + lines + text.slice(to);
}

/** A tab is a column of the line that an item is added below; what is printed further in has two blanks a step. */
function withTabs(text: string): string {
  return text.replaceAll(/\n( +)/g, (_, blank: string) => `\n${'\t'.repeat(blank.length)}`);
}

/**
 * Sets what is at a path in an object literal, and makes the objects on the way.
 *
 * @returns undefined where a part of the path is there but is no literal, such as a constant or a call
 */
export function setIn(
  source: Source,
  object: SyntaxNode,
  [key = '', ...others]: readonly string[],
  print: Print,
): Edit | undefined {
  const property = propertyOf(source, object, key);
  const value = property && propertyValue(property);
  if (others.length > 0) {
    const inner = value && bare(value);
    if (inner?.name === 'ObjectExpression') return setIn(source, inner, others, print);
    if (property) return undefined;
    return addProperty(source, object, key, nestedPrint(others, print));
  }
  if (!property) return addProperty(source, object, key, print);
  // `{ short }` and methods: the whole property.
  if (!value) {
    const text = `${keyLiteral(key)}: ${print(indentAt(source, property.from), columnAt(source, property.from) + key.length + 2)}`;
    return { from: property.from, to: property.to, text };
  }
  return replaceNode(source, value, print);
}

/** Replaces a node. */
export function replaceNode(source: Source, { from, to }: SyntaxNode, print: Print): Edit {
  return { from, to, text: print(indentAt(source, from), columnAt(source, from)) };
}

/** Removes a property of an object, by its path; undefined where it is not there. */
export function removeIn(
  source: Source,
  object: SyntaxNode,
  [key = '', ...others]: readonly string[],
): Edit | undefined {
  const property = propertyOf(source, object, key);
  if (!property) return undefined;
  if (others.length === 0) return removeItem(source, property);
  const value = propertyValue(property);
  const inner = value && bare(value);
  return inner?.name === 'ObjectExpression' ? removeIn(source, inner, others) : undefined;
}

/** Removes an item of a list or object, with its comma, and with its lines where nothing else is on them. */
export function removeItem({ text }: Source, item: SyntaxNode): Edit {
  let from = startOf(item);
  let { to } = item;
  const next = item.nextSibling;
  if (next?.name === ',') to = next.to;
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const lineEnd = text.indexOf('\n', to);
  const ownLine = text.slice(lineStart, from).trim() === '' && text.slice(to, lineEnd).trim() === '';
  if (ownLine && lineEnd >= 0) return { from: lineStart, to: lineEnd + 1, text: '' };
  const spread = item.prevSibling?.name === 'Spread' ? item.prevSibling : undefined;
  const previous = (spread ?? item).prevSibling;
  const alone = previous?.name === '{' && next?.name === '}';
  if (alone && text.slice(previous.to, next.from).trim() === text.slice(from, to))
    return { from: previous.to, to: next.from, text: '' };
  if (next?.name === ',') while (text[to] === ' ') to++;
  else if (previous?.name === ',') from = previous.from;
  return { from, to, text: '' };
}

/** Adds an item to the end of a list. */
export function appendItem(source: Source, array: SyntaxNode, print: Print): Edit {
  const items = itemsOf(array);
  const last = items.at(-1);
  const outer = indentAt(source, array.from);
  if (!last) {
    const text = print(outer + 2, outer + 2);
    const isLong = text.includes('\n') || columnAt(source, array.from) + text.length + 2 > width;
    return {
      from: array.from,
      to: array.to,
      text: isLong ? `[\n${blanks(outer + 2)}${text},\n${blanks(outer)}]` : `[${text}]`,
    };
  }
  const isTall = source.text.slice(array.from, last.from).includes('\n');
  const indent = isTall ? indentAt(source, last.from) : outer + 2;
  if (isTall) return below(source, last, indent, print(indent, indent));
  return onLines(source, array, [...items.map((item) => partOf(source, item)), print(indent, indent)]);
}

/** Adds an item behind another one of its list. */
export function insertAfter(source: Source, array: SyntaxNode, item: SyntaxNode, print: Print): Edit {
  const items = itemsOf(array);
  const index = items.findIndex(({ from }) => from === item.from);
  if (index < 0 || index === items.length - 1) return appendItem(source, array, print);
  const isTall = source.text.slice(array.from, startOf(item)).includes('\n');
  const indent = isTall ? indentAt(source, item.from) : indentAt(source, array.from) + 2;
  if (isTall) return below(source, item, indent, print(indent, indent));
  const parts = items.map((one) => partOf(source, one));
  return onLines(source, array, parts.toSpliced(index + 1, 0, print(indent, indent)));
}

/** A list with each of its items on a line of its own. */
function onLines(source: Source, array: SyntaxNode, parts: readonly string[]): Edit {
  const outer = indentAt(source, array.from);
  const lines = parts.map((part) => `${blanks(outer + 2)}${part},\n`);
  return { from: array.from, to: array.to, text: `[\n${lines.join('')}${blanks(outer)}]` };
}

/** The text of an item of a list. */
function partOf({ text }: Source, item: SyntaxNode): string {
  return text.slice(startOf(item), item.to);
}

/** Adds an item to the beginning of a list. */
export function prependItem(source: Source, array: SyntaxNode, print: Print): Edit {
  const [first] = itemsOf(array);
  if (!first) return appendItem(source, array, print);
  const isTall = source.text.slice(array.from, first.from).includes('\n');
  const indent = isTall ? indentAt(source, first.from) : indentAt(source, array.from) + 2;
  const text = print(indent, indent);
  // Before a comment that stands above the first item.
  const start = array.from + 1;
  if (isTall) return { from: start, to: start, text: `\n${blanks(indent)}${text},` };
  return onLines(source, array, [text, ...itemsOf(array).map((item) => partOf(source, item))]);
}

/** Adds an argument to the end of a call's arguments. */
export function appendArgument(source: Source, call: SyntaxNode, print: Print): Edit | undefined {
  const list = call.getChild('ArgList');
  const last = list && itemsOf(list).at(-1);
  if (!list || !last) return undefined;
  const indent = indentAt(source, last.from);
  return { from: last.to, to: last.to, text: `, ${print(indent, columnAt(source, last.to) + 2)}` };
}

function addProperty(source: Source, object: SyntaxNode, key: string, print: Print): Edit {
  const properties = itemsOf(object);
  const last = properties.at(-1);
  const outer = indentAt(source, object.from);
  const start = `${keyLiteral(key)}: `;
  if (!last) {
    const column = columnAt(source, object.from) + 2 + start.length;
    const value = print(outer + 2, outer + 2 + start.length);
    if (value.includes('\n')) {
      const text = `{\n${blanks(outer + 2)}${start}${value},\n${blanks(outer)}}`;
      return { from: object.from, to: object.to, text };
    }
    return { from: object.from, to: object.to, text: `{ ${start}${print(outer, column)} }` };
  }
  const isTall = source.text.slice(object.from, last.from).includes('\n');
  if (isTall) {
    const indent = indentAt(source, last.from);
    return below(source, last, indent, `${start}${print(indent, indent + start.length)}`);
  }
  const value = print(outer, columnAt(source, last.to) + 2 + start.length);
  const lineEnd = source.text.indexOf('\n', last.to);
  const restOfLine = (lineEnd < 0 ? source.text.length : lineEnd) - last.to;
  const length = columnAt(source, last.to) + 2 + start.length + value.length + restOfLine;
  if (!value.includes('\n') && length <= width)
    return { from: last.to, to: last.to, text: `, ${start}${value}` };
  const indent = outer + 2;
  const parts = [
    ...properties.map((property) => source.text.slice(property.from, property.to)),
    `${start}${print(indent, indent + start.length)}`,
  ];
  return {
    from: object.from,
    to: object.to,
    text: `{\n${parts.map((part) => `${blanks(indent)}${part},\n`).join('')}${blanks(outer)}}`,
  };
}

/** A further item on a line of its own, below the last one and a comment behind that. */
function below({ text }: Source, last: SyntaxNode, indent: number, item: string): Edit {
  const lineEnd = text.indexOf('\n', last.to);
  const rest = /^,?([ \t]*(?:\/\/.*|\/\*.*\*\/)?[ \t]*)$/.exec(text.slice(last.to, lineEnd));
  const comma = last.nextSibling?.name === ',' ? last.nextSibling.to : last.to;
  const to = rest ? lineEnd : comma;
  return { from: last.to, to, text: `,${(rest?.[1] ?? '').trimEnd()}\n${blanks(indent)}${item},` };
}

function nestedPrint(path: readonly string[], print: Print): Print {
  return path.reduceRight<Print>(
    (inner, key) => (indent, column) => {
      const start = `{ ${keyLiteral(key)}: `;
      const text = `${start}${inner(indent, column + start.length)} }`;
      if (!text.includes('\n') && column + text.length <= width) return text;
      const value = inner(indent + 2, indent + start.length);
      return `{\n${blanks(indent + 2)}${keyLiteral(key)}: ${value},\n${blanks(indent)}}`;
    },
    print,
  );
}

function indentAt({ text }: Source, offset: number): number {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0].length ?? 0;
}

function columnAt({ text }: Source, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function blanks(count: number): string {
  return ' '.repeat(count);
}
