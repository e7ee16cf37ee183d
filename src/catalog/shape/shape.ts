import { isRecord, type PlainRecord } from '../../plain.js';
import type { MistakeHelp } from '../definition-error.js';
import { didYouMean, nearest } from '../similar.js';

/** One thing that is wrong with a value. */
export interface Problem extends MistakeHelp {
  /** Where in the value, such as `rows[2]`; empty for the value itself. */
  readonly at: string;
  /** The rest of the sentence after the place: `is missing`, `is 7`. */
  readonly message: string;
  /** The definition cannot be evaluated further with such a value. */
  readonly fatal: boolean;
}

/** What a value must be: returns the problem with it, or undefined if there is none. */
export interface Shape {
  (value: unknown): readonly Problem[] | undefined;
  /** The values that there are, where they can be counted. */
  readonly values?: readonly unknown[];
  /** The options of an object. */
  readonly table?: FieldTable;
}

/** A shape with what is known of the values that it takes. */
export function described(shape: Shape, known: Pick<Shape, 'values' | 'table'>): Shape {
  return Object.assign((value: unknown) => shape(value), known);
}

/** A required option. */
export interface RequiredField {
  readonly required: Shape;
}
/** An optional option that must not be undefined if given: that is usually a misspelt name. */
export interface WrittenField {
  readonly written: Shape;
}
export type Field = Shape | RequiredField | WrittenField;

/**
 * A shape for each option of a constructor. The compiler checks the table against the type: an option without a shape,
 * a shape without an option, and a required option that is not marked `required` are errors.
 */
export type Fields<Options> = {
  readonly [Name in keyof Options]-?: Record<never, never> extends Pick<Options, Name>
    ? Shape | WrittenField
    : RequiredField;
};

export function required(shape: Shape): RequiredField {
  return { required: shape };
}
export function written(shape: Shape): WrittenField {
  return { written: shape };
}

/** Such a table without its type, for combining it with others. */
export type FieldTable = Readonly<Record<string, Field>>;

/** A table of the options of a type, checked against the type by the compiler. */
export function fields<Options extends object>(table: Fields<Options>): FieldTable {
  return Object.fromEntries(Object.entries<Field>(table));
}

/** An object with exactly these options. */
export function options<Options extends object>(table: Fields<Options>): Shape {
  return optionsFrom(fields(table));
}

/** The same for a table that was combined from several. */
export function optionsFrom(fieldTable: FieldTable): Shape {
  const table = new Map(Object.entries(fieldTable));
  const names = [...table.keys()];
  const needed = names.filter((name) => 'required' in (table.get(name) ?? {}));
  const shape: Shape = (value) => {
    if (!isRecord(value)) return wrong(value, `an object with ${namesIn(names)}`);
    if ('place' in value && !table.has('place') && !table.has('type')) return definedElsewhere(value, names);
    let problems: Problem[] | undefined;
    const add = (found: readonly Problem[]) => {
      problems = problems ? [...problems, ...found] : [...found];
    };
    let meant: Set<string> | undefined;
    for (const name of Object.keys(value)) {
      const field = table.get(name);
      if (field === undefined) {
        const better = nearest(name, names);
        if (better !== undefined) meant = (meant ?? new Set()).add(better);
        add([unknownOption(name, names)]);
        continue;
      }
      const content = value[name];
      if (content === undefined) {
        if (typeof field !== 'function' && 'written' in field) add([undefinedAt(name)]);
        continue;
      }
      const found = shapeOf(field)(content);
      if (found !== undefined) add(within(name, found));
    }
    for (const name of needed) {
      if (value[name] !== undefined) continue;
      if (Object.hasOwn(value, name)) add([undefinedAt(name)]);
      else if (!meant?.has(name))
        add([
          {
            at: name,
            message: 'is missing',
            expected: expectedOf(table.get(name)) ?? `a value for ${name}`,
            fatal: true,
          },
        ]);
      else problems = problems?.map((problem) => ({ ...problem, fatal: true }));
    }
    return problems;
  };
  return described(shape, { table: fieldTable });
}

/** What an option accepts, as in the message for a wrong value. */
function expectedOf(field: Field | undefined): string | undefined {
  return field && shapeOf(field)(undefined)?.[0]?.expected;
}

export function shapeOf(field: Field): Shape {
  return typeof field === 'function' ? field : 'required' in field ? field.required : field.written;
}

/** A wrong value; undefined usually comes from a misspelt import or property. */
function undefinedAt(name: string): Problem {
  return {
    at: name,
    message: 'is undefined',
    expected: `a value for ${name}; undefined usually comes from a misspelt name`,
    fatal: true,
  };
}

/** The result of another constructor instead of options: one mistake, not one for each of its properties. */
function definedElsewhere(value: PlainRecord, names: readonly string[]): Problem[] {
  const { type, name, title } = value;
  const kind = typeof type === 'string' ? type : 'definition';
  const label = [name, title].find((text) => typeof text === 'string');
  const list = `${kind}s`;
  return [
    {
      at: '',
      message: `is the ${kind}${label === undefined ? '' : ` ${quoted(String(label))}`} itself`,
      expected: `an object with ${namesIn(names)}`,
      suggestion: names.includes(list) ? `write { ${list}: [${kind}] }` : undefined,
      fatal: true,
    },
  ];
}

function unknownOption(name: string, names: readonly string[]): Problem {
  return {
    at: '',
    message: `has no option ${quoted(name)}`,
    expected: `one of ${names.join(', ')}`,
    suggestion: didYouMean(name, names) ?? completed(name, names),
    fatal: false,
  };
}

/** The only name that starts with this one: `inhibitRules` for `inhibit`. */
function completed(name: string, names: readonly string[]): string | undefined {
  const longer = name.length < 4 ? [] : names.filter((one) => one.startsWith(name));
  return longer.length === 1 ? `did you mean ${longer[0]}?` : undefined;
}

/** The same problems, with the path of the surrounding value. */
export function within(name: string, problems: readonly Problem[]): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, at: joined(name, problem.at) }));
}

function joined(name: string, at: string): string {
  const own = /^(\[|[A-Za-z_$][\w$]*$)/.test(name) ? name : `[${quoted(name)}]`;
  if (at === '') return own;
  return at.startsWith('[') ? `${own}${at}` : `${own}.${at}`;
}

/** A value of the wrong type. */
export function wrong(value: unknown, expected: string, help: { readonly fatal?: boolean } = {}): Problem[] {
  return [{ at: '', message: `is ${shown(value)}`, expected, fatal: help.fatal ?? true }];
}

/** A value of the right type that makes no sense. */
export function unfit(value: unknown, expected: string, suggestion?: string): Problem[] {
  return [{ at: '', message: `is ${shown(value)}`, expected, suggestion, fatal: false }];
}

export function quoted(text: string): string {
  return JSON.stringify(text);
}

const longest = 60;

/** A value for a message, short and on one line. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string': {
      const text = quoted(value);
      return text.length > longest ? `${text.slice(0, longest)}…"` : text;
    }
    case 'bigint':
      return `${value}n`;
    case 'function':
      return value.name === '' ? 'a function' : `the function ${value.name}`;
    case 'object':
      return shownObject(value);
    default:
      return String(value);
  }
}

function shownObject(value: object | null): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (value instanceof RegExp) return String(value);
  if ('type' in value && value.type === 'selector' && 'name' in value)
    return `the metric ${String(value.name)}`;
  if ('node' in value && !('type' in value)) return 'an expression';
  for (const key of ['type', 'kind'] as const) {
    const word = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    if (typeof word === 'string') return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word.replaceAll('_', ' ')}`;
  }
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty object' : `an object with ${namesIn(keys.slice(0, 4))}`;
}

function namesIn(names: readonly string[]): string {
  return names.join(', ');
}
