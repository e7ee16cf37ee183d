import { isRecord } from '../../plain.js';
import { longestDuration, parseDuration } from '../duration.js';
import { didYouMean } from '../similar.js';
import { described, type Problem, quoted, type Shape, unfit, within, wrong } from './shape.js';

/**
 * Characters that the outputs cannot contain: YAML, HCL and Grafana's PostgreSQL reject NUL, YAML rejects U+FFFE and
 * U+FFFF, and half of a surrogate pair cannot be encoded as UTF-8. The serialisers escape everything else.
 */
const unwritable = /[\0\x7f-\x84\x86-\x9f\ufffe\uffff]|\p{Surrogate}/u;

/** What is wrong with a text, as the object of "contains". */
export function unwritableIn(text: string): string | undefined {
  const found = unwritable.exec(text)?.[0];
  if (found === undefined) return undefined;
  const code = found.charCodeAt(0);
  if (code === 0) return 'the character NUL';
  // Helm drops the whole object that contains it.
  if (code < 0xa0) return `a control character (U+00${code.toString(16).toUpperCase()})`;
  const name = `U+${code.toString(16).toUpperCase()}`;
  return code < 0xe000 ? `half of a surrogate pair (${name})` : `${name}, which is not a character`;
}

export const anything: Shape = () => undefined;

/** Any text that every output can contain. */
export const text: Shape = (value) => {
  if (typeof value !== 'string') return wrong(value, 'a string');
  const bad = unwritableIn(value);
  return bad === undefined
    ? undefined
    : [
        {
          at: '',
          message: `contains ${bad}`,
          expected: 'a string that YAML, JSON and HCL can contain',
          fatal: false,
        },
      ];
};

/** A text that is not blank. */
export const name: Shape = (value) =>
  typeof value === 'string' && value.trim() === '' ? unfit(value, 'a name that is not empty') : text(value);

export function matching(pattern: RegExp, expected: string): Shape {
  return (value) => {
    if (typeof value !== 'string') return wrong(value, expected);
    return pattern.test(value) ? undefined : unfit(value, expected);
  };
}

export const flag: Shape = described(
  (value) => (typeof value === 'boolean' ? undefined : wrong(value, 'true or false', { fatal: false })),
  { values: [true, false] },
);

export const func: Shape = (value) => (typeof value === 'function' ? undefined : wrong(value, 'a function'));

export const pattern: Shape = (value) =>
  value instanceof RegExp ? undefined : wrong(value, 'a regular expression, such as /(.*)/');

/** A number: not NaN, and not infinite unless allowed. */
export function number(
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
  kind = 'a number',
): Shape {
  const limits =
    Number.isFinite(least) && Number.isFinite(most)
      ? ` from ${least} to ${most}`
      : Number.isFinite(least)
        ? `, at least ${least}`
        : Number.isFinite(most)
          ? `, at most ${most}`
          : '';
  return (value) => {
    if (typeof value !== 'number') return wrong(value, `${kind}${limits}`);
    return Number.isFinite(value) && value >= least && value <= most
      ? undefined
      : unfit(value, `${kind}${limits}`);
  };
}

export function whole(least: number, most: number): Shape {
  const inRange = number(least, most, 'a whole number');
  return (value) =>
    typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
      ? unfit(value, `a whole number from ${least} to ${most}`)
      : inRange(value);
}

export function choice(...values: readonly (string | number)[]): Shape {
  const expected = `one of ${values.join(', ')}`;
  const texts = values.filter((one) => typeof one === 'string');
  const shape: Shape = (value) => {
    if ((typeof value === 'string' || typeof value === 'number') && values.includes(value)) return undefined;
    return unfit(value, expected, typeof value === 'string' ? didYouMean(value, texts) : undefined);
  };
  return described(shape, { values });
}

/** Every element of a list, without gaps. */
export function list(of: Shape, least = 0): Shape {
  return (value) => {
    if (!Array.isArray(value)) return wrong(value, 'a list');
    if (value.length < least) return unfit(value, 'a list that is not empty');
    let problems: Problem[] | undefined;
    // By index: `forEach` would skip the gap in `[a, , b]`.
    for (let index = 0; index < value.length; index++) {
      const member: unknown = value[index];
      const found = member === undefined ? missingMember : of(member);
      if (found !== undefined) problems = [...(problems ?? []), ...within(`[${index}]`, found)];
    }
    return problems;
  };
}

const missingMember: readonly Problem[] = [
  {
    at: '',
    message: 'is undefined',
    expected: 'a list without gaps; undefined usually comes from a misspelt name',
    fatal: true,
  },
];

/** One value, or a list of them. */
export function several(of: Shape): Shape {
  const many = list(of);
  return (value) => (Array.isArray(value) ? many : of)(value);
}

/** Values by arbitrary names. */
export function record(of: Shape, nameShape: Shape = text): Shape {
  return (value) => {
    if (!isRecord(value)) return wrong(value, 'an object');
    const strange = prototypeKey(value);
    if (strange !== undefined) return strange;
    let problems: Problem[] | undefined;
    for (const key of Object.keys(value)) {
      const named = nameShape(key);
      if (named !== undefined) {
        const about = named.map(({ at: _, message, ...rest }) => ({
          at: '',
          message: message.startsWith('is ')
            ? `has the name ${message.slice(3)}`
            : `has a name that ${message}`,
          ...rest,
        }));
        problems = [...(problems ?? []), ...about];
      }
      const content = value[key];
      const found = content === undefined ? undefinedFor(of) : of(content);
      if (found !== undefined) problems = [...(problems ?? []), ...within(key, found)];
    }
    return problems;
  };
}

/** What a shape says of undefined, which would otherwise reach an output or end in an error without a place. */
function undefinedFor(of: Shape): readonly Problem[] | undefined {
  return of(undefined)?.map((problem) => ({
    ...problem,
    expected: [problem.expected, 'undefined usually comes from a misspelt name'].filter(Boolean).join('; '),
  }));
}

/** `{ __proto__: … }` sets the prototype of the object, and the name is lost. */
export function prototypeKey(value: object): readonly Problem[] | undefined {
  const parent: unknown = Object.getPrototypeOf(value);
  const plain =
    parent === null || parent === Object.prototype || Object.getPrototypeOf(parent as object) === null;
  if (plain && !Object.hasOwn(value, '__proto__')) return undefined;
  return [
    {
      at: '',
      message: 'has the name __proto__',
      expected: 'another name: in JavaScript, __proto__ sets the prototype of an object',
      fatal: true,
    },
  ];
}

/** A shape of which each option alone is right, and what is wrong with them together. */
export function fitting(
  shape: Shape,
  problemsOf: (options: Readonly<Record<string, unknown>>) => readonly Problem[],
): Shape {
  return (value) => {
    const found = shape(value);
    if (found !== undefined || !isRecord(value)) return found;
    const together = problemsOf(value);
    return together.length === 0 ? undefined : together;
  };
}

/** A shape that depends on the value. */
export function chosenBy(choose: (value: unknown) => Shape): Shape {
  return (value) => choose(value)(value);
}

/** The result of a constructor, by its `type`. */
export function made(by: string, ...types: readonly string[]): Shape {
  return (value) =>
    isRecord(value) && typeof value.type === 'string' && types.includes(value.type)
      ? undefined
      : wrong(value, `the result of ${by}`);
}

/** A duration in Prometheus' syntax: `90s`, `5m`, `1h30m`. */
export const duration: Shape = (value) => {
  if (typeof value !== 'string') return wrong(value, expectedDuration);
  const milliseconds = parseDuration(value);
  if (milliseconds === undefined) return unfit(value, expectedDuration);
  if (milliseconds >= longestDuration) return unfit(value, 'at most 292 years, the limit of Prometheus');
  return undefined;
};
const expectedDuration = 'a duration, units from large to small: 90s, 5m, 1h30m';

/** A label name, other than those reserved by Prometheus. */
export const labelName: Shape = (value) => {
  if (typeof value !== 'string' || value === '') return unfit(value, 'a name that is not empty');
  if (value.startsWith('__')) return unfit(value, 'a name that does not begin with __: those are internal');
  return text(value);
};

/** Labels to add; some names are reserved. */
export function labels(taken: Readonly<Record<string, string>> = {}): Shape {
  const free: Shape = (value) => {
    const why = typeof value === 'string' && Object.hasOwn(taken, value) ? taken[value] : undefined;
    return why === undefined ? labelName(value) : unfit(value, why);
  };
  return record(text, free);
}

/** Matches of labels, of which none is undefined: that would select all that the others do. */
export function labelMatches(nameShape: Shape = text): Shape {
  // Undefined is said below.
  const matches = record((value) => (value === undefined ? undefined : labelMatch(value)), nameShape);
  const expected =
    'a string or a regular expression; to add a label conditionally, make the whole entry conditional: ...(team && { team })';
  return (value) => {
    const problems = matches(value);
    if (!isRecord(value)) return problems;
    const left = Object.keys(value).filter((key) => value[key] === undefined);
    if (left.length === 0) return problems;
    return [...(problems ?? []), ...left.flatMap((key) => within(key, unfit(undefined, expected)))];
  };
}

/** A text, a pattern, or `not(…)` of one. */
export const labelMatch: Shape = (value) => {
  const inner = isRecord(value) && !(value instanceof RegExp) && 'not' in value ? value.not : value;
  if (inner instanceof RegExp) return undefined;
  if (typeof inner === 'string') return text(inner);
  return wrong(value, `a string, a regular expression, or not(…) of one, such as ${quoted('200')} or /5../`);
};
