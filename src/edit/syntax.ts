import { parser } from '@lezer/javascript';

const typescript = parser.configure({ dialect: 'ts' });

/** A node of the syntax tree, with the places in the text where it begins and ends. */
export type SyntaxNode = ReturnType<typeof typescript.parse>['topNode'];

/** A file of TypeScript, read for edits: what is not edited stays as it is, comments and layout included. */
export interface Source {
  readonly text: string;
  readonly top: SyntaxNode;
}

export function readSource(text: string): Source {
  return { text, top: typescript.parse(text).topNode };
}

/** The text of a node. */
export function textOf({ text }: Source, { from, to }: SyntaxNode): string {
  return text.slice(from, to);
}

/**
 * The call whose function stands at a position, as a stack gives it.
 *
 * @param line From 1, like `column`.
 */
export function callAt(source: Source, line: number, column: number): SyntaxNode | undefined {
  const offset = offsetOf(source.text, line, column);
  for (let node: SyntaxNode | null = source.top.resolveInner(offset, 1); node; node = node.parent)
    if (node.name === 'CallExpression' && offset <= (node.firstChild?.to ?? -1)) return node;
  return undefined;
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let count = 1; count < line; count++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  return Math.min(text.length, start + column - 1);
}

/** A node without `as …`, `satisfies …` and parentheses around it. */
export function bare(node: SyntaxNode): SyntaxNode {
  const first = node.firstChild;
  if (node.name === 'ParenthesizedExpression') {
    const inner = first?.nextSibling;
    return inner ? bare(inner) : node;
  }
  const operator = first?.nextSibling?.name;
  if (node.name === 'BinaryExpression' && first && (operator === 'as' || operator === 'satisfies'))
    return bare(first);
  return node;
}

const punctuation = new Set([
  ...['(', ')', '[', ']', '{', '}', ',', ':', 'LineComment', 'BlockComment', '⚠'],
  // The three dots before an item of a list, which the grammar has beside it.
  'Spread',
]);

/** The parts of a call's arguments, of a list or of an object, without brackets, commas and comments. */
export function itemsOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!punctuation.has(child.name)) found.push(child);
  return found;
}

/** The start of a list item, including the dots of a spread: `...others`. */
export function startOf(item: SyntaxNode): number {
  return item.prevSibling?.name === 'Spread' ? item.prevSibling.from : item.from;
}

/** The arguments of a call. */
export function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  const list = call.getChild('ArgList');
  return list ? itemsOf(list) : [];
}

/** The function of a call as it is written: `d.panel.timeseries`. */
export function calleeOf(source: Source, call: SyntaxNode): string {
  return call.firstChild ? textOf(source, call.firstChild) : '';
}

/** The property of an object by its name; undefined where it has none, or one that only a run can tell. */
export function propertyOf(source: Source, object: SyntaxNode, key: string): SyntaxNode | undefined {
  return itemsOf(object).find((property) => nameOf(source, property) === key);
}

function nameOf(source: Source, property: SyntaxNode): string | undefined {
  const first = property.firstChild;
  if (first?.name === 'PropertyDefinition' || first?.name === 'Number') return textOf(source, first);
  return first?.name === 'String' ? stringOf(source, first) : undefined;
}

/** The value of a property; undefined for `{ short }` and methods. */
export function propertyValue(property: SyntaxNode): SyntaxNode | undefined {
  const colon = property.getChild(':');
  for (let node = colon?.nextSibling; node; node = node.nextSibling)
    if (!punctuation.has(node.name)) return node;
  return undefined;
}

/** The value of a string literal, or of a template without placeholders; undefined for anything else. */
export function stringOf(source: Source, node: SyntaxNode): string | undefined {
  const text = textOf(source, node);
  const isPlain =
    node.name === 'String' || (node.name === 'TemplateString' && !node.getChild('Interpolation'));
  if (!isPlain) return undefined;
  return text
    .slice(1, -1)
    .replaceAll(
      /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r?\n)|([\s\S]))/g,
      (_, wide?: string, four?: string, two?: string, line?: string, one?: string) => {
        const code = wide ?? four ?? two;
        if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
        return line !== undefined ? '' : (escapes[one ?? ''] ?? one ?? '');
      },
    );
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
};

/** All nodes of a name within a node, in the order of the text. */
export function nodesWithin(node: SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (one: SyntaxNode): void => {
    if (one.name === name) found.push(one);
    for (let child = one.firstChild; child; child = child.nextSibling) visit(child);
  };
  visit(node);
  return found;
}
