import { isRecord } from '../../plain.js';
import type { JsonSchema } from './json-schema.js';

/** A number as text, as Helm passes it: all decimals of `--set`, all numbers of `--set-string`. */
const numberText = '^[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]+)?$';
const wholeText = '^[0-9]+$';

/**
 * The schema of a value as supplied by users: null removes an earlier value, and numbers and booleans can be text. List
 * elements are never null.
 */
export function userSupplied(schema: JsonSchema): JsonSchema {
  const result: Record<string, unknown> = { ...schema };
  for (const key of ['properties', 'patternProperties'] as const) {
    if (isSchema(schema[key])) result[key] = each(schema[key]);
  }
  if (isSchema(schema.additionalProperties)) {
    result.additionalProperties = userSupplied(schema.additionalProperties);
  }
  if (isSchema(schema.items)) result.items = { ...userSupplied(schema.items), type: schema.items.type };
  if (Array.isArray(schema.anyOf)) result.anyOf = (schema.anyOf as readonly JsonSchema[]).map(userSupplied);
  if (isSchema(schema.else)) result.else = userSupplied(schema.else);
  switch (schema.type) {
    case 'boolean':
      return { ...result, type: ['boolean', 'string', 'null'], enum: [true, false, 'true', 'false', null] };
    case 'number':
      return { ...result, type: ['number', 'string', 'null'], pattern: numberText };
    case 'integer':
      return { ...result, type: ['integer', 'string', 'null'], pattern: wholeText };
    case undefined:
      return result;
    default:
      return { ...result, type: [schema.type, 'null'].flat(), ...withNull(schema.enum) };
  }
}

function each(schemas: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, isSchema(schema) ? userSupplied(schema) : schema]),
  );
}

function withNull(values: unknown): JsonSchema {
  return Array.isArray(values) ? { enum: [...values, null] } : {};
}

function isSchema(value: unknown): value is JsonSchema {
  return isRecord(value);
}
