import { didYouMean } from '../../catalog/similar.js';
import { leavesOf } from '../../grafana/index.js';
import { isRecord } from '../../plain.js';
import type { Details } from '../check.js';
import { listed } from '../names.js';

type Json = Readonly<Record<string, unknown>>;

export interface JsonProblem extends Details {
  readonly message: string;
}

/** What data that is merged last may set. */
export interface JsonRules {
  /** Whose data it is, in a sentence: `a stat panel`, `a query of Prometheus`. */
  readonly of: string;
  /** Paths that follow from something else, such as `gridPos`, and how to say them. */
  readonly reserved?: Readonly<Record<string, string>>;
  /** What options set besides. */
  readonly said?: readonly { readonly path: readonly string[]; readonly option: string }[];
  /** The keys that there are, by the path of the object that has them; empty for the data itself. */
  readonly known?: Readonly<Record<string, readonly string[]>>;
}

/**
 * What is wrong with `json` on a definition: what follows from something else, what an option sets too, and, as a
 * warning, keys that Grafana does not have there.
 */
export function* jsonProblems(written: Json, rules: JsonRules): Generator<JsonProblem> {
  const { of, reserved = {}, said = [], known = {} } = rules;
  for (const [path, expected] of Object.entries(reserved))
    if (at(written, path) !== undefined) yield { message: `json must not set ${path}`, expected };
  for (const path of leavesOf(written)) {
    const twice = said.find((one) => path.every((key, index) => (one.path[index] ?? key) === key));
    if (!twice || Object.hasOwn(reserved, path[0] ?? '')) continue;
    yield {
      message: `json sets ${path.join('.')}, and so does the option ${twice.option}`,
      expected: `${twice.option} alone`,
    };
  }
  for (const [path, keys] of Object.entries(known)) {
    const object = path === '' ? written : at(written, path);
    if (!isRecord(object)) continue;
    const before = path === '' ? '' : `${path}.`;
    for (const key of Object.keys(object)) {
      if (keys.includes(key)) continue;
      yield {
        level: 'warning',
        message: `json sets ${before}${key}, which ${of} does not have`,
        expected: keys.length === 0 ? 'no key: this object has no settings' : `one of ${listed(keys)}`,
        suggestion: didYouMean(key, keys),
      };
    }
  }
}

function at(value: unknown, path: string): unknown {
  let found: unknown = value;
  for (const key of path.split('.'))
    found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}

/** What options set, by a table of where each goes. */
export function saidBy(
  options: object,
  settings: Readonly<Record<string, readonly string[]>>,
): NonNullable<JsonRules['said']> {
  return Object.entries(options).flatMap(([option, value]) =>
    value === undefined || !Object.hasOwn(settings, option)
      ? []
      : (settings[option] ?? []).map((path) => ({ path: path.split('.'), option })),
  );
}
