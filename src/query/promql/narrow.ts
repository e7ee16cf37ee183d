import { parser } from '@prometheus-io/lezer-promql';
import type { Matcher, MatcherOperator } from '../../catalog/index.js';
import { printMatcher } from './matcher-text.js';
import type { SelectorNode } from './node.js';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/**
 * Adds matchers to the selectors of hand-written PromQL, and leaves everything else unchanged. The syntax tree is that
 * of Prometheus' own grammar for editors, which needs no engine and knows the position of braces; invalid PromQL is
 * left to the checks.
 *
 * @param inject Returns the matchers to add to a selector; its name is empty if none is written
 */
export function narrow(text: string, inject: (selector: SelectorNode) => readonly Matcher[]): string {
  let result = '';
  let copied = 0;
  parser.parse(readable(text)).iterate({
    enter({ name, node }) {
      if (name !== 'VectorSelector') return true;
      const selector = node.firstChild && !isDataSelector(node) ? selectorAt(node, text) : undefined;
      const added = selector ? inject(selector.node).filter((one) => !isWritten(one, selector.node)) : [];
      if (selector && added.length > 0) {
        const { at, before, after } = selector.gap;
        result += text.slice(copied, at) + before + added.map(printMatcher).join(',') + after;
        copied = at;
      }
      return false;
    },
  });
  return result + text.slice(copied);
}

/** Grafana's variables, and a metric named `offset`, which the grammar for editors accepts only as the modifier. */
const unread =
  /\$\{[^}]*\}|\$\w+|\[\[\w+(?::\w+)?\]\]|\boffset(?=(?:\s|#[^\n]*(?:\n|$))*(?:[{),*/%^<>=!@]|\[(?!\[)|offset\b|and\b|or\b|unless\b|$))/g;

/** A text of the same length in which the grammar for editors knows everything that has a name. */
function readable(text: string): string {
  return withoutVariables(text).replace(called, (name) =>
    isUnknown(name) ? 'abs'.padEnd(name.length) : name,
  );
}

const called = /(?<![\w:.])[a-z]\w{2,}(?=\s*\()/gi;
/** What stands before parentheses and is no function. */
const keywords = new Set(
  'and or unless atan2 by without on ignoring group_left group_right bool offset fill fill_left fill_right'.split(
    ' ',
  ),
);
const unknown = new Map<string, boolean>();

/** Whether a name is that of a function which is newer than the grammar: it would read it as a metric. */
function isUnknown(name: string): boolean {
  if (keywords.has(name.toLowerCase())) return false;
  let found = unknown.get(name);
  if (found === undefined) {
    found = parser.parse(`${name}(1)`).topNode.firstChild?.name === 'VectorSelector';
    unknown.set(name, found);
  }
  return found;
}

/** The text with variables replaced by names or durations of the same length, so that positions stay the same. */
function withoutVariables(text: string): string {
  return text.replace(unread, (found, at: number) => {
    const isDuration = /(?:[[:]|\boffset)\s*-?\s*$/.test(text.slice(Math.max(0, at - 20), at));
    return isDuration && found !== 'offset' ? `${'1'.repeat(found.length - 1)}m` : 'x'.repeat(found.length);
  });
}

/** The second argument of `info` says which labels to bring, and not which series to read. */
function isDataSelector(node: SyntaxNode): boolean {
  const { parent, prevSibling } = node;
  return (
    prevSibling !== null &&
    parent?.name === 'FunctionCallBody' &&
    parent.prevSibling?.firstChild?.name === 'Info'
  );
}

/** A typed expression within the text has its matchers already. */
function isWritten({ label, operator, value }: Matcher, { matchers }: SelectorNode): boolean {
  return matchers.some((own) => own.label === label && own.operator === operator && own.value === value);
}

/** Whether a text ends in a comment, which would swallow what is printed after it. */
export function endsInComment(text: string): boolean {
  if (!text.slice(text.lastIndexOf('\n') + 1).includes('#')) return false;
  return parser.parse(readable(text)).resolveInner(text.length, -1).name === 'LineComment';
}

interface WrittenSelector {
  readonly node: SelectorNode;
  /** Where to insert matchers, and the text around them. */
  readonly gap: { readonly at: number; readonly before: string; readonly after: string };
}

function selectorAt(node: SyntaxNode, text: string): WrittenSelector {
  const identifier = node.getChild('Identifier');
  const braces = node.getChild('LabelMatchers');
  const matchers: Matcher[] = [];
  let name = identifier ? text.slice(identifier.from, identifier.to) : '';
  let last: SyntaxNode | undefined;
  for (let child = braces?.firstChild; child; child = child.nextSibling) {
    if (child.name === 'QuotedLabelName') name = stringAt(child, text);
    else if (child.name === 'UnquotedLabelMatcher' || child.name === 'QuotedLabelMatcher') {
      matchers.push(matcherAt(child, text));
    } else continue;
    last = child;
  }
  const gap = last
    ? { at: last.to, before: ',', after: '' }
    : braces
      ? { at: braces.from + 1, before: '', after: '' }
      : { at: node.to, before: '{', after: '}' };
  return { node: { type: 'selector', name, metric: undefined, matchers }, gap };
}

function matcherAt(node: SyntaxNode, text: string): Matcher {
  const [label, operator, value] = [node.firstChild, node.getChild('MatchOp'), node.lastChild];
  return {
    label: label?.name === 'QuotedLabelName' ? stringAt(label, text) : textOf(label, text),
    operator: textOf(operator, text) as MatcherOperator,
    value: value ? stringAt(value, text) : '',
  };
}

function textOf(node: SyntaxNode | null, text: string): string {
  return node ? text.slice(node.from, node.to) : '';
}

/** A PromQL string without its quotes; escapes that only Go has stay as they are. */
function stringAt(node: SyntaxNode, text: string): string {
  const literal = textOf(node, text);
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner;
  try {
    return JSON.parse(
      `"${literal.startsWith("'") ? inner.replaceAll("\\'", "'").replaceAll('"', '\\"') : inner}"`,
    );
  } catch {
    return inner;
  }
}
