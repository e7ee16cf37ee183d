import type { MatcherOperator } from '../../catalog/index.js';
import { parser } from '../grammars/lezer-logql/index.js';

/** A matcher of a stream selector or a label filter in LogQL; the value as it is written, in quotes. */
export interface LogMatcher {
  readonly label: string;
  readonly operator: MatcherOperator;
  readonly value: string;
}

/**
 * The matchers on labels in LogQL, from left to right.
 *
 * @param text as it is written
 * @param parsed the same with text of the same length in place of variables
 */
export function logMatchers(text: string, parsed: string): LogMatcher[] {
  const found: LogMatcher[] = [];
  parser.parse(parsed).iterate({
    enter({ name, node }) {
      const matcher = name === 'Matcher' ? matcherIn(node, text) : undefined;
      if (matcher) found.push(matcher);
    },
  });
  return found;
}

/** The matchers of each stream selector in LogQL. */
export function logSelectors(text: string): LogMatcher[][] {
  const found: LogMatcher[][] = [];
  parser.parse(text).iterate({
    enter({ name, node }) {
      if (name === 'Selector') found.push([]);
      const matcher = name === 'Matcher' && isOfSelector(node) ? matcherIn(node, text) : undefined;
      if (matcher) found.at(-1)?.push(matcher);
    },
  });
  return found;
}

type Node = NonNullable<ReturnType<ReturnType<typeof parser.parse>['topNode']['getChild']>>;

function isOfSelector(node: Node): boolean {
  return node.parent?.name === 'Matchers' || node.parent?.name === 'Selector';
}

function matcherIn(node: Node, text: string): LogMatcher | undefined {
  const [label, value] = [node.firstChild, node.lastChild];
  const operator = label?.nextSibling;
  if (!label || !value || !operator || value.name !== 'String') return undefined;
  const written = ({ from, to }: { readonly from: number; readonly to: number }) => text.slice(from, to);
  return {
    label: written(label),
    operator: written(operator) as MatcherOperator,
    value: written(value),
  };
}
