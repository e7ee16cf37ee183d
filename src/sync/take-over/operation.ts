import {
  argumentsOf,
  bare,
  callAt,
  calleeOf,
  type Edit,
  edited,
  nodesWithin,
  readSource,
  type Source,
  type SyntaxNode,
  textOf,
} from '../../edit/index.js';
import { type Code, name } from '../../import/code/code.js';
import { printCode } from '../../import/code/print.js';
import type { Position } from './state.js';
import { libraryNames } from './written.js';

/** A change of the text of a file at a call; undefined where its syntax does not allow it. */
export type Operation = (source: Source, call: SyntaxNode) => Edit | undefined;

/** An operation and the call that it changes. */
export interface Step {
  readonly at: Position;
  readonly run: Operation;
  /** Whether it changes a row, or the item of a list that makes one. @default false */
  readonly isRow?: boolean;
}

/**
 * The texts of files with all steps made that their syntax allows: from the end of each file to its beginning, so that no
 * step moves a call that another one looks for.
 */
export function withSteps(steps: readonly Step[], read: (file: string) => string): Map<string, string> {
  const texts = new Map<string, string>();
  const ordered = [...steps].sort((a, b) => b.at.line - a.at.line || b.at.column - a.at.column);
  for (const { at, run, isRow } of ordered) {
    const text = texts.get(at.file) ?? read(at.file);
    const source = readSource(text);
    const call = callAt(source, at.line, at.column);
    const edit = call && (isRow || !others.test(calleeOf(source, call))) ? run(source, call) : undefined;
    if (edit) texts.set(at.file, edited(text, edit));
  }
  for (const [file, text] of texts) texts.set(file, withImports(text));
  return texts;
}

/** Calls whose options are not those of a dashboard or panel: dashboards of objectives come of them. */
const others = /(^|\.)(bundle|slo|row|tab|column)$/;

const isLibraryName = (text: string) => (libraryNames as readonly string[]).includes(text);

export const print = (code: Code) => (indent: number, column: number) => printCode(code, indent, column, 1);

/** The options of a call: its first argument, or the last one of a function of the definitions that is an object. */
export function optionsOf(call: SyntaxNode): SyntaxNode | undefined {
  const objects = argumentsOf(call)
    .map(bare)
    .filter(({ name }) => name === 'ObjectExpression');
  return objects.at(-1);
}

/** The prefix of the library's names in a call: `d.` of `d.panel.stat`. */
export function prefixOf(source: Source, call: SyntaxNode): string {
  return /^(.*\.)?(?:panel\.\w+|dashboard)$/.exec(calleeOf(source, call))?.[1] ?? '';
}

/** Code whose names of the library are found in what a file has imported as a whole. */
export function prefixed(code: Code, prefix: string): Code {
  if (prefix === '') return code;
  const visit = (one: Code): Code => {
    switch (one.kind) {
      case 'name':
        return isLibraryName(one.name) ? name(prefix + one.name) : one;
      case 'template':
        return { ...one, tag: prefix + one.tag };
      case 'member':
      case 'cast':
        return { ...one, of: visit(one.of) };
      case 'call':
        return { ...one, of: visit(one.of), args: one.args.map(visit) };
      case 'object':
        return { ...one, entries: one.entries.map(([key, value]) => [key, visit(value)] as const) };
      case 'array':
        return { ...one, items: one.items.map(visit) };
      default:
        return one;
    }
  };
  return visit(code);
}

/** How a file names a function of the library beside `panel`: `d.query`, or `query`, which is then imported. */
export function nameBeside(source: Source, call: SyntaxNode, name: string): string {
  return `${prefixOf(source, call)}${name}`;
}

/** The constant that a call is the value of. */
export function constantOf(source: Source, call: SyntaxNode): string | undefined {
  const declaration = call.parent?.name === 'VariableDeclaration' ? call.parent : undefined;
  const definition = declaration?.getChild('VariableDefinition');
  return definition ? textOf(source, definition) : undefined;
}

/** A text with functions of the library imported that it uses without. */
function withImports(text: string): string {
  const source = readSource(text);
  const called = new Set(
    ['CallExpression', 'TaggedTemplateExpression', 'MemberExpression']
      .flatMap((kind) => nodesWithin(source.top, kind))
      .flatMap(({ firstChild }) => (firstChild?.name === 'VariableName' ? [textOf(source, firstChild)] : [])),
  );
  const declared = new Set(nodesWithin(source.top, 'VariableDefinition').map((one) => textOf(source, one)));
  const used = (name: string) => called.has(name) && !declared.has(name);
  const group = nodesWithin(source.top, 'ImportDeclaration')
    .filter(
      (one) =>
        one.getChild('String') &&
        /^['"]dashwright['"]$/.test(textOf(source, one.getChild('String') as SyntaxNode)),
    )
    .flatMap((one) => one.getChild('ImportGroup') ?? [])[0];
  if (!group) return text;
  const names = nodesWithin(group, 'VariableDefinition').map((one) => textOf(source, one));
  const missing = libraryNames.filter((name) => used(name) && !names.includes(name));
  if (missing.length === 0) return text;
  const all = [...itemsTexts(source, group), ...missing].sort((a, b) => (a < b ? -1 : 1));
  const line = `{ ${all.join(', ')} }`;
  const isTall = textOf(source, group).includes('\n') || line.length > 90;
  const list = isTall ? `{\n${all.map((one) => `  ${one},\n`).join('')}}` : line;
  return edited(text, { from: group.from, to: group.to, text: list });
}

/** The names in an import, with what they are called. */
function itemsTexts(source: Source, group: SyntaxNode): string[] {
  return textOf(source, group)
    .slice(1, -1)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
