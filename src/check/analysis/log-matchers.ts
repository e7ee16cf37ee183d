import { parser } from '../grammars/lezer-logql/index.js';

/** A matcher of a stream selector or a label filter in LogQL; the value as it is written, in quotes. */
export interface LogMatcher {
  readonly label: string;
  readonly operator: string;
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
      if (name !== 'Matcher') return;
      const [label, value] = [node.firstChild, node.lastChild];
      const operator = label?.nextSibling;
      if (!label || !value || !operator || value.name !== 'String') return;
      const written = ({ from, to }: { readonly from: number; readonly to: number }) => text.slice(from, to);
      found.push({ label: written(label), operator: written(operator), value: written(value) });
    },
  });
  return found;
}
