import type { JsonSchema } from './json-schema.js';
import { userSupplied } from './user-supplied.js';

/** One value of the chart: the source for values.yaml, the schema and the table in the README. */
export interface ValueField {
  readonly name: string;
  /** Its description, in sentences. */
  readonly about: string;
  /** JSON schema of the value, without its description. */
  readonly schema: JsonSchema;
  /** Default of a value without fields. */
  readonly value?: unknown;
  readonly fields?: readonly ValueField[];
  /** An example, shown as a comment under the description. */
  readonly example?: string;
  /** Only in the schema: values passed by Helm or a parent chart. */
  readonly hidden?: boolean;
}

/** The default values, as plain data. */
export function defaultValues(fields: readonly ValueField[]): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .filter((field) => !field.hidden)
      .map((field) => [field.name, field.fields ? defaultValues(field.fields) : field.value]),
  );
}

/** JSON schema of an object with exactly these fields. */
export function fieldsSchema(fields: readonly ValueField[]): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
  };
}

function fieldSchema(field: ValueField): JsonSchema {
  if (field.fields)
    return { description: field.about, ...fieldsSchema(field.fields), type: ['object', 'null'] };
  return {
    description: field.about,
    ...userSupplied(field.schema),
    ...(field.value !== undefined && { default: field.value }),
  };
}

export interface ValueRow {
  readonly path: string;
  readonly type: string;
  readonly value: string;
  readonly about: string;
}

/** One row per value for the README. */
export function valueRows(fields: readonly ValueField[], prefix = ''): ValueRow[] {
  return fields
    .filter((field) => !field.hidden)
    .flatMap((field) => {
      const path = `${prefix}${field.name}`;
      if (field.fields) return valueRows(field.fields, `${path}.`);
      const text = JSON.stringify(field.value);
      const value = text.length > 60 ? `${(field.value as readonly unknown[]).length} entries` : text;
      return [{ path, type: String([field.schema.type].flat()[0]), value, about: field.about }];
    });
}
