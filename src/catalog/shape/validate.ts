import { isRecord } from '../../plain.js';
import { DefinitionError } from '../definition-error.js';
import { reportMistake } from '../mistakes.js';
import { type Place, placeOf } from '../place.js';
import { type Problem, type Shape, wrong } from './shape.js';

type Definer = (...args: never[]) => unknown;

/**
 * Validates the arguments of a constructor against their shape, before they are used.
 *
 * @param what the constructor, as users write it: `alert`, `panel.stat`
 * @param where its place, or the constructor itself: its caller is looked up if there is a mistake
 * @throws DefinitionError for a value without which evaluation cannot continue; other mistakes are collected by the
 *   loader
 */
export function validate(shape: Shape, value: unknown, what: string, where: Place | Definer): void {
  const problems = shape(value);
  if (problems === undefined) return;
  refuse(problems, subject(what, value), typeof where === 'function' ? placeOf(where) : where);
}

/**
 * Validates the name, the first argument of a constructor: without type checking, the options may be passed first.
 *
 * @throws DefinitionError for anything but a text
 */
export function validateName(name: unknown, what: string, where: Place | Definer): void {
  const shape: Shape = (value) =>
    typeof value === 'string' ? undefined : wrong(value, `the name first: ${what}('…', { … })`);
  validate(shape, name, `${what}: the name`, where);
}

function refuse(problems: readonly Problem[], what: string, place: Place): void {
  const mistakes = problems.map(
    ({ at, message, expected, suggestion }) =>
      new DefinitionError(sentence(what, at, message), place, { expected, suggestion }),
  );
  const last = problems.findLastIndex(({ fatal }) => fatal);
  mistakes.forEach((mistake, index) => {
    if (index !== last) reportMistake(mistake);
  });
  const fatal = mistakes[last];
  if (fatal) throw fatal;
}

function sentence(what: string, at: string, message: string): string {
  if (at !== '') return `${what}: ${at} ${message}`;
  const isPlural = /: the (bounds|labels|quantiles|seconds|values)$/.test(what);
  return `${what} ${isPlural ? message.replace(/^is /, 'are ').replace(/^has /, 'have ') : message}`;
}

/** The name of the constructor, with the argument that identifies the call. */
function subject(what: string, value: unknown): string {
  // A series is not options: its name is in the rest of the message.
  if (!isRecord(value) || value.type === 'selector') return what;
  for (const key of ['title', 'uid', 'name', 'job', 'service']) {
    const text = Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof text === 'string' && text !== '') return `${what} ${JSON.stringify(text)}`;
  }
  return what;
}
