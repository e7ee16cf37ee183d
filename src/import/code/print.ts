import { isPlainKey, numberLiteral, stringLiteral, templateText } from '../../edit/index.js';
import type { ArrayCode, CallCode, CastCode, Code, ObjectCode, TemplateCode } from './code.js';

/** Columns of a line. */
const width = 110;

/**
 * Code as text, in the layout that Biome and Prettier give it: on one line where it fits, otherwise the last argument
 * opened, otherwise an argument, a property or an item a line.
 *
 * @param column Where the text begins.
 * @param after Columns that what follows takes on the last line, such as a comma.
 */
export function printCode(code: Code, indent = 0, column = 0, after = 0): string {
  const line = mustBreak(code) ? undefined : flat(code);
  if (line !== undefined && column + line.length + after <= width) return line;
  switch (code.kind) {
    case 'object':
      return tallObject(code, indent);
    case 'array':
      return tallArray(code, indent);
    case 'call':
      return brokenCall(code, indent, column, after);
    case 'cast':
      return `${printCode(code.of, indent, column, after + castText(code).length)}${castText(code)}`;
    default:
      return flat(code);
  }
}

/** The text on one line, whatever its length. */
function flat(code: Code): string {
  switch (code.kind) {
    case 'literal':
      return typeof code.value === 'string'
        ? stringLiteral(code.value)
        : typeof code.value === 'number'
          ? numberLiteral(code.value)
          : String(code.value);
    case 'pattern':
      return `/${code.source}/${code.flags}`;
    case 'name':
      return code.name;
    case 'cast':
      return `${flat(code.of)}${castText(code)}`;
    case 'member':
      return `${flat(code.of)}${memberText(code.key)}`;
    case 'call':
      return `${flat(code.of)}(${code.args.map(flat).join(', ')})`;
    case 'object':
      return code.entries.length === 0
        ? '{}'
        : `{ ${code.entries.map((entry) => flatEntry(entry, quotes(code))).join(', ')} }`;
    case 'array':
      return `[${code.items.map(flat).join(', ')}]`;
    case 'template':
      return `${code.tag}${typeParameter(code.labels)}\`${openText(code)}\``;
    case 'operation':
      return `${operand(code.left, code.op, false)} ${code.op} ${operand(code.right, code.op, true)}`;
  }
}

function openText({ text, open }: TemplateCode): string {
  return open === undefined ? templateText(text) : text.split(open).map(templateText).join('${window}');
}

function typeParameter(labels: readonly string[] = []): string {
  return labels.length === 0 ? '' : `<${labels.map(stringLiteral).join(' | ')}>`;
}

function operand(code: Code, around: string, isRight: boolean): string {
  const text = flat(code);
  if (code.kind !== 'operation') return text;
  const rank = (op: string) => (op === '+' || op === '-' ? 1 : 2);
  const sameChain = code.op === around && !isRight && (around === '+' || around === '*');
  return rank(code.op) > rank(around) || sameChain ? text : `(${text})`;
}

function memberText(key: string): string {
  return isPlainKey(key) ? `.${key}` : `[${stringLiteral(key)}]`;
}

function flatEntry([key, value]: readonly [string, Code], quoted: boolean): string {
  if (value.kind === 'name' && value.name === key && !quoted) return key;
  return `${keyText(key, quoted)}: ${flat(value)}`;
}

function keyText(key: string, quoted: boolean): string {
  return quoted && !isPlainKey(key) ? stringLiteral(key) : key;
}

/** Quotes are put where they are needed, key by key. */
function quotes({ entries }: ObjectCode): boolean {
  return entries.some(([key]) => !isPlainKey(key));
}

/** Whether a text has to take several lines. */
function mustBreak(code: Code): boolean {
  switch (code.kind) {
    case 'object':
      return (
        (code.tall === true && code.entries.length > 0) || code.entries.some(([, one]) => mustBreak(one))
      );
    case 'array':
      return isMatrix(code) || code.items.some((item) => commentOf(item) !== undefined || mustBreak(item));
    case 'call':
      return mustBreak(code.of) || code.args.some(mustBreak);
    case 'cast':
    case 'member':
      return mustBreak(code.of);
    case 'template':
      return code.text.includes('\n');
    default:
      return false;
  }
}

/** Several objects or several lists, each of more than one part. */
function isMatrix({ items }: ArrayCode): boolean {
  const [first] = items;
  if (items.length < 2 || (first?.kind !== 'object' && first?.kind !== 'array')) return false;
  return items.every(
    (item) =>
      item.kind === first.kind &&
      (item.kind === 'object' ? item.entries.length > 1 : item.kind === 'array' && item.items.length > 1),
  );
}

function castText({ to }: CastCode): string {
  return ` as ${to ?? 'object'}`;
}

const blanks = (indent: number): string => ' '.repeat(indent);

function tallObject(code: ObjectCode, indent: number): string {
  if (code.entries.length === 0) return '{}';
  const inner = indent + 2;
  const quoted = quotes(code);
  const lines = code.entries.map((entry) => `${blanks(inner)}${property(entry, quoted, inner)},`);
  return `{\n${lines.join('\n')}\n${blanks(indent)}}`;
}

function property([key, value]: readonly [string, Code], quoted: boolean, indent: number): string {
  if (value.kind === 'name' && value.name === key && !quoted) return key;
  const start = `${keyText(key, quoted)}:`;
  return `${start}${valueAfter(value, start, indent, indent + start.length, 1)}`;
}

/** A value behind `key:` or `name =`: a text that does not fit there stands on the next line. */
export function valueAfter(
  value: Code,
  start: string,
  indent: number,
  column: number,
  after: number,
): string {
  // Behind a short key the next line would gain nothing.
  const moves =
    start.length > 5 &&
    ((value.kind === 'literal' && typeof value.value === 'string') ||
      value.kind === 'pattern' ||
      value.kind === 'member' ||
      value.kind === 'operation');
  if (moves && column + 1 + flat(value).length + after > width) {
    return `\n${blanks(indent + 2)}${printCode(value, indent + 2, indent + 2, after)}`;
  }
  const text = printCode(value, indent, column + 1, after);
  if (value.kind === 'call' && column + 1 + firstLine(text) > width) {
    const below = printCode(value, indent + 2, indent + 2, after);
    if (indent + 2 + firstLine(below) <= width) return `\n${blanks(indent + 2)}${below}`;
  }
  return ` ${text}`;
}

function tallArray({ items }: ArrayCode, indent: number): string {
  if (items.length === 0) return '[]';
  const inner = indent + 2;
  if (items.length > 1 && items.every((item) => item.kind === 'literal' && typeof item.value === 'number')) {
    return `[\n${filled(items.map(flat), inner)}\n${blanks(indent)}]`;
  }
  const lines = items.map(
    (item) => `${commentLines(item, inner)}${blanks(inner)}${printCode(item, inner, inner, 1)},`,
  );
  return `[\n${lines.join('\n')}\n${blanks(indent)}]`;
}

function commentOf(code: Code): string | undefined {
  return code.kind === 'object' ? code.comment : undefined;
}

function commentLines(code: Code, indent: number): string {
  const lines = commentOf(code)?.split('\n') ?? [];
  return lines.map((line) => `${blanks(indent)}// ${plainComment(line)}\n`).join('');
}

/** A text as a line of a comment, which cannot end the comment. */
export function plainComment(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('*/', '* /')
    .trim();
}

/** As many numbers a line as fit. */
function filled(texts: readonly string[], indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const text of texts) {
    const next = line === '' ? `${text},` : `${line} ${text},`;
    if (line !== '' && indent + next.length > width) {
      lines.push(line);
      line = `${text},`;
    } else line = next;
  }
  return [...lines, line].map((one) => `${blanks(indent)}${one}`).join('\n');
}

function brokenCall(code: CallCode, indent: number, column: number, after: number): string {
  const chain = chainOf(code);
  if (chain.calls.length > 1) {
    const inner = indent + 2;
    const lines = chain.calls.map(({ key, args }, index) => {
      const one: CallCode = { kind: 'call', of: { kind: 'name', name: memberText(key) }, args };
      return `\n${blanks(inner)}${printCode(one, inner, inner, index === chain.calls.length - 1 ? after : 0)}`;
    });
    return `${flat(chain.of)}${lines.join('')}`;
  }
  const callee = calleeText(code.of, indent, column);
  const start = column + lastLine(callee);
  const { args } = code;
  if (args.length === 0) return `${callee}()`;
  const last = args.at(-1) as Code;
  const others = args.slice(0, -1);
  if (opensLast(last, others) && !others.some(mustBreak)) {
    const before = `${others.map(flat).join(', ')}${others.length > 0 ? ', ' : ''}`;
    const text = open(last, indent, start + 1 + before.length, 1 + after);
    if (text !== undefined && start + 1 + before.length + firstLine(text) <= width)
      return `${callee}(${before}${text})`;
  }
  if (args.length === 1 && last.kind === 'template') return `${callee}(${flat(last)})`;
  const inner = indent + 2;
  const lines = args.map((arg) => `${blanks(inner)}${printCode(arg, inner, inner, 1)},`);
  return `${callee}(\n${lines.join('\n')}\n${blanks(indent)})`;
}

/** Calls of methods one after the other, and what they are of: `metrics.a` of `metrics.a.where(…).offsetBy(…)`. */
function chainOf(code: Code): { readonly of: Code; readonly calls: readonly MethodCall[] } {
  if (code.kind !== 'call' || code.of.kind !== 'member') return { of: code, calls: [] };
  const { of, key } = code.of;
  const inner = chainOf(of);
  return { of: inner.of, calls: [...inner.calls, { key, args: code.args }] };
}

interface MethodCall {
  readonly key: string;
  readonly args: readonly Code[];
}

function calleeText(code: Code, indent: number, column: number): string {
  if (code.kind === 'member') return `${calleeText(code.of, indent, column)}${memberText(code.key)}`;
  return code.kind === 'call' && mustBreak(code) ? printCode(code, indent, column) : flat(code);
}

/** Whether the last argument opens at the end of the line, where those before it fit. */
function opensLast(last: Code, others: readonly Code[]): boolean {
  const before = others.at(-1);
  if (before?.kind === last.kind) return false;
  if (last.kind === 'object') return last.entries.length > 0;
  if (last.kind !== 'array' || last.items.length === 0) return false;
  return !(
    others.length > 0 &&
    last.items.length > 1 &&
    last.items.every((item) => item.kind === 'literal' && typeof item.value === 'number')
  );
}

function open(code: Code, indent: number, column: number, after: number): string | undefined {
  if (code.kind === 'object') return tallObject(code, indent);
  if (code.kind === 'array') return tallArray(code, indent);
  return printCode(code, indent, column, after);
}

function firstLine(text: string): number {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end;
}

function lastLine(text: string): number {
  return text.length - text.lastIndexOf('\n') - 1;
}
