/**
 * TypeScript as data. Content of an imported file is in its literals and nowhere else, so that the printer
 * alone decides what is code, and the tree can be evaluated without a compiler.
 */
export type Code =
  | LiteralCode
  | PatternCode
  | NameCode
  | MemberCode
  | CallCode
  | ObjectCode
  | ArrayCode
  | TemplateCode
  | OperationCode
  | CastCode;

export interface LiteralCode {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}
/** A regular expression. */
export interface PatternCode {
  readonly kind: 'pattern';
  readonly source: string;
  readonly flags: string;
}
/** An identifier that the importer has made. */
export interface NameCode {
  readonly kind: 'name';
  readonly name: string;
}
export interface MemberCode {
  readonly kind: 'member';
  readonly of: Code;
  readonly key: string;
}
export interface CallCode {
  readonly kind: 'call';
  readonly of: Code;
  readonly args: readonly Code[];
}
export interface ObjectCode {
  readonly kind: 'object';
  readonly entries: readonly (readonly [key: string, value: Code])[];
  /** One property a line, however short. */
  readonly tall?: boolean | undefined;
  /** Stands above it where it is an item of a list. */
  readonly comment?: string | undefined;
}
export interface ArrayCode {
  readonly kind: 'array';
  readonly items: readonly Code[];
}
/** A tagged template of one text, with the labels that its type parameter names. */
export interface TemplateCode {
  readonly kind: 'template';
  readonly tag: string;
  readonly labels?: readonly string[] | undefined;
  readonly text: string;
  /** Placeholder in the text for the window of the rule: `${window}` in the code. */
  readonly open?: string | undefined;
}
/** Arithmetic on numbers. */
export interface OperationCode {
  readonly kind: 'operation';
  readonly op: '+' | '-' | '*' | '/';
  readonly left: Code;
  readonly right: Code;
}

export function literal(value: LiteralCode['value']): LiteralCode {
  return { kind: 'literal', value };
}

/** The literal of a text that says something; undefined for anything else, so that the option is left out. */
export function textCode(value: unknown): Code | undefined {
  return typeof value === 'string' && value !== '' ? literal(value) : undefined;
}
export function name(text: string): NameCode {
  return { kind: 'name', name: text };
}
export function member(of: Code, key: string): MemberCode {
  return { kind: 'member', of, key };
}
/** A call of a function by its name, or of a method. */
export function call(of: Code | string, ...args: readonly Code[]): CallCode {
  return { kind: 'call', of: typeof of === 'string' ? name(of) : of, args };
}
export function array(items: readonly Code[]): ArrayCode {
  return { kind: 'array', items };
}

/** An object of the properties that are there. */
export function object(
  properties: Readonly<Record<string, Code | undefined>>,
  { tall, comment }: { readonly tall?: boolean; readonly comment?: string | undefined } = {},
): ObjectCode {
  const entries: [string, Code][] = [];
  for (const [key, value] of Object.entries(properties)) if (value !== undefined) entries.push([key, value]);
  return { kind: 'object', entries, tall, ...(comment !== undefined && { comment }) };
}

/** Plain data as code; what is undefined is left out. */
export function data(value: unknown): Code {
  if (Array.isArray(value)) return array(value.map(data));
  if (typeof value === 'object' && value !== null) {
    const entries: [string, Code][] = [];
    for (const [key, part] of Object.entries(value)) if (part !== undefined) entries.push([key, data(part)]);
    return { kind: 'object', entries };
  }
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') {
    return literal(value);
  }
  return literal(null);
}

/** Data that a type of another package may not know completely. */
export interface CastCode {
  readonly kind: 'cast';
  readonly of: Code;
  /** `const` for data whose texts are values of a type. @default object */
  readonly to?: 'const';
}

/** Plain data for an option `json`, whose types know what the SDK knows. */
export function jsonCode(value: unknown): CastCode {
  return { kind: 'cast', of: data(value) };
}

/** The names in a piece of code, each once. */
export function namesIn(code: Code, found: Set<string> = new Set()): Set<string> {
  switch (code.kind) {
    case 'name':
      found.add(code.name);
      break;
    case 'template':
      found.add(code.tag);
      if (code.open !== undefined && code.text.includes(code.open)) found.add('window');
      break;
    case 'cast':
    case 'member':
      namesIn(code.of, found);
      break;
    case 'call':
      namesIn(code.of, found);
      for (const arg of code.args) namesIn(arg, found);
      break;
    case 'object':
      for (const [, value] of code.entries) namesIn(value, found);
      break;
    case 'array':
      for (const item of code.items) namesIn(item, found);
      break;
    case 'operation':
      namesIn(code.left, found);
      namesIn(code.right, found);
      break;
    default:
  }
  return found;
}
