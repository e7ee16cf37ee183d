/** A mapping in JSON or YAML whose values have not been validated. */
export type PlainRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mapping, or an empty one for anything else. */
export function recordOf(value: unknown): PlainRecord {
  return isRecord(value) ? value : {};
}

/** Whether a value is a list; its values are unknown, while `Array.isArray` makes them `any`. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The list, or an empty one for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return isList(value) ? value : [];
}

/** The mappings of a list; none for anything else. */
export function recordsOf(value: unknown): readonly PlainRecord[] {
  return listOf(value).filter(isRecord);
}

/** The strings of a list; none for anything else. */
export function stringsOf(value: unknown): readonly string[] {
  return listOf(value).filter((one) => typeof one === 'string');
}

/** The string; undefined for anything else. */
export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The string, or an empty one for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What a JSON text contains; undefined if it is invalid. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value as a JSON file has it: without functions and what is undefined, which objects of builders contain. */
export function jsonCopy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

/** The keys of an object whose type lists all of them, such as a table. */
export function keysOf<Table extends object>(table: Table): (keyof Table & string)[] {
  return Object.keys(table) as (keyof Table & string)[];
}
