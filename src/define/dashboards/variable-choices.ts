import { type Problem, quoted } from '../../catalog/shape/index.js';
import { didYouMean } from '../../catalog/similar.js';
import { isList, stringsOf } from '../../plain.js';

type Options = Readonly<Record<string, unknown>>;

function problem(at: string, message: string, expected: string, suggestion?: string): Problem {
  return { at, message, expected, fatal: false, ...(suggestion !== undefined && { suggestion }) };
}

/** Options of a variable that contradict each other. */
export function choiceProblems({ multi, includeAll, allValue, default: first }: Options): readonly Problem[] {
  const found: Problem[] = [];
  const all = includeAll !== undefined && includeAll !== false;
  if (allValue !== undefined && (!all || includeAll !== true))
    found.push(
      problem(
        'allValue',
        all ? `is set, and includeAll is ${quoted(String(includeAll))}` : 'is set, but includeAll is not',
        'includeAll: true with it',
      ),
    );
  if (Array.isArray(first) && first.length > 1 && multi !== true)
    found.push(problem('default', `is a list of ${first.length}`, 'one value, or multi: true'));
  if (Array.isArray(first) && first.length === 0)
    found.push(problem('default', 'is an empty list', 'a value'));
  return found;
}

/** Defaults of a custom variable that are not among its values. */
export function unknownDefaults({ values, includeAll, default: first }: Options): readonly Problem[] {
  if (typeof values !== 'object' || values === null || first === undefined) return [];
  const known = stringsOf(Object.values(values));
  const all = includeAll !== undefined && includeAll !== false ? ['All'] : [];
  return [first]
    .flat()
    .flatMap((value) =>
      typeof value !== 'string' || known.includes(value) || all.includes(value)
        ? []
        : [
            problem(
              'default',
              `is ${quoted(value)}, which is not one of the values`,
              `one of ${[...known, ...all].join(', ')}`,
              didYouMean(value, known),
            ),
          ],
    );
}

/** A default of an interval variable that is not among its values. */
export function unknownInterval({ values, auto, default: first }: Options): readonly Problem[] {
  if (!isList(values) || typeof first !== 'string') return [];
  const known = [...values, ...(auto !== undefined && auto !== false ? ['auto'] : [])];
  if (known.includes(first)) return [];
  return [
    problem('default', `is ${quoted(first)}, which is not one of the values`, `one of ${known.join(', ')}`),
  ];
}
