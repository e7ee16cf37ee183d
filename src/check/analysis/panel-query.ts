import { onlyVariableIn } from '../../define/dashboards/variable-use.js';
import { substitute, type VariableKinds } from '../collect/substitute.js';
import { firstMistake, type Grammar } from './grammar.js';

/**
 * Where a query of a panel departs from its grammar; undefined where it does not, and where that depends on what a
 * variable stands for: the whole query, or a part of it that is neither a text nor a duration.
 */
export function mistakeInQuery(grammar: Grammar, query: string, kinds: VariableKinds): number | undefined {
  if (onlyVariableIn(query) !== undefined) return undefined;
  const { text, placeholders } = substitute(query, kinds);
  const at = firstMistake(grammar, text);
  if (at === undefined) return undefined;
  const open = placeholders.some(
    ({ where, start }) => where === 'code' && text[start] === '_' && start <= at,
  );
  return open ? undefined : at;
}
