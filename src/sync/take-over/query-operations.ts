import {
  appendArgument,
  appendItem,
  argumentsOf,
  bare,
  calleeOf,
  type Edit,
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
  stringLiteral,
  stringOf,
  templateText,
  textOf,
} from '../../edit/index.js';
import { type Code, data, object } from '../../import/code/code.js';
import { printCode } from '../../import/code/print.js';
import { nameBeside, type Operation, optionsOf, prefixed, prefixOf, print } from './operation.js';
import type { QueryChange, QueryList } from './settings.js';

/** Columns of a line. */
const width = 110;

/** Changes the text of a query, and its legend, if the panel has them as texts. */
export function setQuery({ index, before, after, options, raw }: QueryChange): Operation[] {
  const found: Operation[] = options.map(([name, value]) => setQueryOption(index, name, value));
  if (before.expr !== after.expr)
    found.push(
      (source, call) =>
        asRaw(source, call, index, after.expr, raw) ??
        replaceText(source, call, before.expr, after.expr) ??
        setExpression(source, call, index, after),
    );
  if (before.legend !== after.legend) found.push(setQueryOption(index, 'legend', data(after.legend)));
  return found;
}

/** Removes queries from what a panel shows, and adds others behind them. */
export function changeQueries({ removed, added }: QueryList): Operation[] {
  const remove = removed.map(
    (index): Operation =>
      (source, call) => {
        const item = shownItem(source, call, index);
        return item?.parent?.name === 'ArrayExpression' ? removeItem(source, item) : undefined;
      },
  );
  const add = added.map(
    (code): Operation =>
      (source, call) => {
        const shown = shownValue(source, call);
        const options = optionsOf(call);
        const own = prefixed(code, prefixOf(source, call));
        if (!options) return undefined;
        if (!shown) return setIn(source, options, ['show'], print(own));
        const list = bare(shown);
        if (list.name === 'ArrayExpression') return appendItem(source, list, print(own));
        return replaceNode(source, shown, (indent, column) => listText(source, shown, own, indent, column));
      },
  );
  return [...remove, ...add];
}

/** A list of what a panel shows and one more: on a line if that is not long. */
function listText(source: Source, shown: SyntaxNode, code: Code, indent: number, column: number): string {
  const [first, inner] = [textOf(source, shown), ' '.repeat(indent + 2)];
  const line = `[${first}, ${printCode(code, indent, 0, 1)}]`;
  if (!line.includes('\n') && column + line.length < width) return line;
  const own = printCode(code, indent + 2, indent + 2, 1);
  return `[\n${inner}${first},\n${inner}${own},\n${' '.repeat(indent)}]`;
}

/** A query whose text is right already, but to which variables with `filters` add matchers: as Grafana's JSON. */
function asRaw(
  source: Source,
  call: SyntaxNode,
  index: number,
  expr: string,
  raw: Code | undefined,
): Edit | undefined {
  const item = shownItem(source, call, index);
  const isSame = item && nodesWithin(item, 'TemplateString').some((one) => stringOf(source, one) === expr);
  return item && raw && isSame
    ? replaceNode(source, item, print(prefixed(raw, prefixOf(source, call))))
    : undefined;
}

function replaceText(source: Source, call: SyntaxNode, from: string, to: string): Edit | undefined {
  const texts = [...nodesWithin(call, 'TemplateString'), ...nodesWithin(call, 'String')];
  const node = texts.find((one) => stringOf(source, one) === from);
  const isTemplate = node?.name === 'TemplateString';
  return (
    node && replaceNode(source, node, () => (isTemplate ? `\`${templateText(to)}\`` : stringLiteral(to)))
  );
}

/** Replaces what a panel shows by PromQL: a signal of typed functions has no text to change. */
function setExpression(
  source: Source,
  call: SyntaxNode,
  index: number,
  { expr, legend }: QueryChange['after'],
): Edit | undefined {
  const item = shownItem(source, call, index);
  const [query, promql] = [nameBeside(source, call, 'query'), nameBeside(source, call, 'promql')];
  if (!item) return undefined;
  const options = legend === '__auto' ? '' : `, { legend: ${stringLiteral(legend)} }`;
  return replaceNode(source, item, () => `${query}(${promql}\`${templateText(expr)}\`${options})`);
}

/** A query of a panel as its definition has it. */
function shownItem(source: Source, call: SyntaxNode, index: number): SyntaxNode | undefined {
  const value = shownValue(source, call);
  const shown = value && bare(value);
  if (shown?.name === 'ArrayExpression') return itemsOf(shown)[index];
  return index === 0 ? shown : undefined;
}

/** What a panel shows, as its definition has it. */
export function shownValue(source: Source, call: SyntaxNode): SyntaxNode | undefined {
  const options = optionsOf(call);
  const property = options && propertyOf(source, options, 'show');
  return property && propertyValue(property);
}

/** Sets or removes an option of a query, which may stand as a signal alone. */
function setQueryOption(index: number, option: string, value: Code | undefined): Operation {
  return (source, call) => {
    const item = shownItem(source, call, index);
    if (!item) return undefined;
    const options = value && object({ [option]: prefixed(value, prefixOf(source, call)) });
    const own = bare(item);
    if (own.name === 'CallExpression' && /(^|\.)(query|logs|traces)$/.test(calleeOf(source, own))) {
      const given = argumentsOf(own)[1];
      const literal = given && bare(given);
      if (!given) return options && appendArgument(source, own, print(options));
      if (literal?.name !== 'ObjectExpression') return undefined;
      return options
        ? setIn(source, literal, [option], print(options.entries[0]?.[1] ?? options))
        : removeIn(source, literal, [option]);
    }
    if (!options || (own.name !== 'VariableName' && own.name !== 'MemberExpression')) return undefined;
    const start = `${nameBeside(source, call, 'query')}(${textOf(source, item)}, `;
    return replaceNode(
      source,
      item,
      (indent, column) => `${start}${printCode(options, indent, column + start.length, 2)})`,
    );
  };
}
