import { DefinitionError } from '../definition-error.js';
import { tellMistake } from '../mistakes.js';
import { type Place, placeOf } from '../place.js';
import { isRecord, type Problem, type Shape } from './shape.js';

type Definer = (...args: never[]) => unknown;

/**
 * Holds what a constructor was given to its shape, once and before anything is done with it.
 *
 * @param what the constructor, as it is written: `alert`, `panel.stat`
 * @param where its place, or itself where it has none: its caller is looked up when there is something to tell
 * @throws DefinitionError for a value with which the definition cannot go on; other mistakes are told where it is loaded
 */
export function validate(shape: Shape, value: unknown, what: string, where: Place | Definer): void {
  const problems = shape(value);
  if (problems === undefined) return;
  refuse(problems, subject(what, value), typeof where === 'function' ? placeOf(where) : where);
}

function refuse(problems: readonly Problem[], what: string, place: Place): void {
  const mistakes = problems.map(
    ({ at, message, expected, suggestion }) =>
      new DefinitionError(`${what}${at === '' ? '' : `: ${at}`} ${message}`, place, { expected, suggestion }),
  );
  const last = problems.findLastIndex(({ fatal }) => fatal);
  mistakes.forEach((mistake, index) => {
    if (index !== last) tellMistake(mistake);
  });
  const fatal = mistakes[last];
  if (fatal) throw fatal;
}

/** The constructor with what tells one of its calls from another. */
function subject(what: string, value: unknown): string {
  // A series is no options: what it is called is said behind.
  if (!isRecord(value) || value.type === 'selector') return what;
  for (const key of ['title', 'uid', 'name', 'job', 'service']) {
    const text = Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof text === 'string' && text !== '') return `${what} ${JSON.stringify(text)}`;
  }
  return what;
}
