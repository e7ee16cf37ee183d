import type { Data } from '../../diff/index.js';
import {
  appendArgument,
  appendItem,
  argumentsOf,
  bare,
  callAt,
  calleeOf,
  type Edit,
  edited,
  itemsOf,
  nodesWithin,
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
  stringOf,
  templateText,
  textOf,
} from '../../edit/index.js';
import { type Code, data, jsonCode } from '../../import/code/code.js';
import { printCode } from '../../import/code/print.js';
import type { QueryChange, Setting } from './settings.js';
import type { Position } from './state.js';

/** A change of the text of a file at a call; undefined where its syntax does not allow it. */
export type Operation = (source: Source, call: SyntaxNode) => Edit | undefined;

/** An operation and the call that it changes. */
export interface Step {
  readonly at: Position;
  readonly run: Operation;
}

/**
 * The texts of files with all steps made that their syntax allows: from the end of each file to its beginning, so that no
 * step moves a call that another one looks for.
 */
export function withSteps(steps: readonly Step[], read: (file: string) => string): Map<string, string> {
  const texts = new Map<string, string>();
  const ordered = [...steps].sort((a, b) => b.at.line - a.at.line || b.at.column - a.at.column);
  for (const { at, run } of ordered) {
    const text = texts.get(at.file) ?? read(at.file);
    const source = readSource(text);
    const call = callAt(source, at.line, at.column);
    const edit = call && !others.test(calleeOf(source, call)) ? run(source, call) : undefined;
    if (edit) texts.set(at.file, edited(text, edit));
  }
  for (const [file, text] of texts) texts.set(file, withImports(text));
  return texts;
}

const print = (code: Code) => (indent: number, column: number) => printCode(code, indent, column, 1);

/** The options of a call: its first argument, or the last one of a function of the definitions that is an object. */
function optionsOf(call: SyntaxNode): SyntaxNode | undefined {
  const objects = argumentsOf(call)
    .map(bare)
    .filter(({ name }) => name === 'ObjectExpression');
  return objects.at(-1);
}

/** Calls whose options are not those of a dashboard or panel: dashboards of objectives come of them. */
const others = /(^|\.)(bundle|slo|row|tab|column)$/;

/** Sets or removes an option of a panel or dashboard. */
export function setOption({ path, value }: Setting): Operation {
  return (source, call) => {
    const options = optionsOf(call);
    if (!options) return undefined;
    return value === undefined
      ? removeIn(source, options, path)
      : setIn(source, options, path, print(data(value)));
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

/** Changes the text of a query, and its legend, where they stand in the panel as texts. */
export function setQuery({ index, before, after }: QueryChange): Operation[] {
  const found: Operation[] = [];
  if (before.expr !== after.expr)
    found.push(
      (source, call) =>
        replaceText(source, call, before.expr, after.expr) ?? setExpression(source, call, index, after),
    );
  if (before.legend !== after.legend) found.push(setLegend(index, after.legend));
  return found;
}

function replaceText(source: Source, call: SyntaxNode, from: string, to: string): Edit | undefined {
  const texts = [...nodesWithin(call, 'TemplateString'), ...nodesWithin(call, 'String')];
  const node = texts.find((one) => stringOf(source, one) === from);
  const isTemplate = node?.name === 'TemplateString';
  return (
    node && replaceNode(source, node, () => (isTemplate ? `\`${templateText(to)}\`` : stringLiteral(to)))
  );
}

/** Shows PromQL in place of what a panel shows: a signal of typed functions has no text to change. */
function setExpression(
  source: Source,
  call: SyntaxNode,
  index: number,
  { expr, legend }: QueryChange['after'],
): Edit | undefined {
  const item = shownItem(source, call, index);
  const [query, promql] = [nameBeside(source, call, 'query'), nameBeside(source, call, 'promql')];
  if (!item) return undefined;
  const options = legend === '' ? '' : `, { legend: ${stringLiteral(legend)} }`;
  return replaceNode(source, item, () => `${query}(${promql}\`${templateText(expr)}\`${options})`);
}

/** A query of a panel as its definition has it. */
function shownItem(source: Source, call: SyntaxNode, index: number): SyntaxNode | undefined {
  const options = optionsOf(call);
  const property = options && propertyOf(source, options, 'show');
  const value = property && propertyValue(property);
  const shown = value && bare(value);
  if (shown?.name === 'ArrayExpression') return itemsOf(shown)[index];
  return index === 0 ? shown : undefined;
}

function setLegend(index: number, legend: string): Operation {
  return (source, call) => {
    const item = shownItem(source, call, index);
    if (!item) return undefined;
    const own = bare(item);
    if (own.name === 'CallExpression' && /(^|\.)(query|logs|traces)$/.test(calleeOf(source, own))) {
      const given = argumentsOf(own)[1];
      const object = given && bare(given);
      if (!given) return appendArgument(source, own, print(data({ legend })));
      return object?.name === 'ObjectExpression'
        ? setIn(source, object, ['legend'], print(data(legend)))
        : undefined;
    }
    if (own.name !== 'VariableName' && own.name !== 'MemberExpression') return undefined;
    const text = `${nameBeside(source, call, 'query')}(${textOf(source, item)}, { legend: ${stringLiteral(legend)} })`;
    return replaceNode(source, item, () => text);
  };
}

/** How a file names a function of the library beside `panel`: `d.query`, or `query`, which is then imported. */
function nameBeside(source: Source, call: SyntaxNode, name: string): string {
  const [, prefix = ''] = /^(.*\.)?panel\./.exec(calleeOf(source, call)) ?? [];
  return `${prefix}${name}`;
}

/** A text with functions of the library imported that it uses without. */
function withImports(text: string): string {
  const source = readSource(text);
  const used = (name: string) =>
    [
      ...nodesWithin(source.top, 'CallExpression'),
      ...nodesWithin(source.top, 'TaggedTemplateExpression'),
    ].some(({ firstChild }) => firstChild?.name === 'VariableName' && textOf(source, firstChild) === name);
  const group = nodesWithin(source.top, 'ImportDeclaration')
    .filter(
      (one) =>
        one.getChild('String') &&
        /^['"]dashwright['"]$/.test(textOf(source, one.getChild('String') as SyntaxNode)),
    )
    .flatMap((one) => one.getChild('ImportGroup') ?? [])[0];
  if (!group) return text;
  const names = nodesWithin(group, 'VariableDefinition').map((one) => textOf(source, one));
  const missing = ['query', 'promql'].filter((name) => used(name) && !names.includes(name));
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

/** Removes a panel from the list that it stands in. */
export const removeFromList: Operation = (source, call) =>
  call.parent?.name === 'ArrayExpression' ? removeItem(source, call) : undefined;

/** Adds a panel at the end of a dashboard's rows, or of those of one row. */
export function addPanel(code: Code, row: string | undefined): Operation {
  return (source, call) => {
    const own = row === undefined ? undefined : rowCall(source, call, row);
    const [, panels] = own ? argumentsOf(own) : [];
    const options = optionsOf(call);
    const property = options && propertyOf(source, options, 'rows');
    const value = panels ?? (property && propertyValue(property));
    const list = value && bare(value);
    if (list?.name !== 'ArrayExpression' || (row !== undefined && !own)) return undefined;
    const [, prefix = ''] = /^(.*\.)?dashboard$/.exec(calleeOf(source, call)) ?? [];
    return appendItem(source, list, (indent, column) => `${prefix}${printCode(code, indent, column, 1)}`);
  };
}

/** Changes the title of a row, which keeps its id, and its panels theirs. */
export function renameRow(from: string, to: string, id: unknown): Operation[] {
  const keep: Operation = (source, call) => {
    const row = rowCall(source, call, from);
    if (!row) return undefined;
    const given = argumentsOf(row)[2];
    if (!given) return appendArgument(source, row, print(data({ key: from, id })));
    const options = bare(given);
    if (options.name !== 'ObjectExpression' || propertyOf(source, options, 'key')) return undefined;
    return setIn(source, options, ['key'], print(data(from)));
  };
  const rename: Operation = (source, call) => {
    const row = rowCall(source, call, from);
    const [title] = row ? argumentsOf(row) : [];
    return title && replaceNode(source, title, () => stringLiteral(to));
  };
  const number: Operation = (source, call) => {
    const given = argumentsOf(rowCall(source, call, from) ?? call)[2];
    const options = given && bare(given);
    return options?.name === 'ObjectExpression' ? setIn(source, options, ['id'], print(data(id))) : undefined;
  };
  return [keep, number, rename];
}

/** Opens or closes a row. */
export function collapseRow(title: string, collapsed: boolean): Operation {
  return (source, call) => {
    const row = rowCall(source, call, title);
    if (!row) return undefined;
    const given = argumentsOf(row)[2];
    if (!given) return appendArgument(source, row, print(data({ collapsed })));
    const options = bare(given);
    return options.name === 'ObjectExpression'
      ? setIn(source, options, ['collapsed'], print(data(collapsed)))
      : undefined;
  };
}

/** The call that makes a row of a title, within that of its dashboard. */
function rowCall(source: Source, dashboard: SyntaxNode, title: string): SyntaxNode | undefined {
  return nodesWithin(dashboard, 'CallExpression').find((call) => {
    const [first] = argumentsOf(call);
    return (
      /(^|\.)row$/.test(calleeOf(source, call)) && first !== undefined && stringOf(source, first) === title
    );
  });
}

/** Sets an option of a variable, within the call of its dashboard. */
export function setVariable(name: string, { path, value }: Setting): Operation {
  return (source, dashboard) => {
    const options = nodesWithin(dashboard, 'CallExpression').flatMap((call) => {
      const own = /(^|\.)variable\.\w+$/.test(calleeOf(source, call)) ? optionsOf(call) : undefined;
      const property = own && propertyOf(source, own, 'name');
      const named = property && propertyValue(property);
      return own && named && stringOf(source, named) === name ? [own] : [];
    })[0];
    return options && setIn(source, options, path, print(data(value)));
  };
}
