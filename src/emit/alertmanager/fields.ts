import { isRecord } from '../../catalog/shape/index.js';
import { type Field, type Fields, keyOf } from '../../define/routing/integrations/field.js';
import { isSecretFile, type SecretFile } from '../../define/secret.js';

/** Options as Alertmanager's file has them, in their order. Secrets are the files that `path` gives. */
export function writtenFields(
  fields: Fields,
  options: object,
  path: (secret: SecretFile) => string,
): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(options)) {
    const field = fields[name];
    if (!field || given === undefined) continue;
    const key = keyOf(name, field);
    if (key === undefined) continue;
    if (isSecretFile(given)) {
      if (field.keyFile !== false) written[`${key}_file`] = path(given);
    } else written[key] = writtenValue(field, given, path);
  }
  return written;
}

function writtenValue(field: Field, given: unknown, path: (secret: SecretFile) => string): unknown {
  const inner = (each: unknown) =>
    field.fields && isRecord(each) ? writtenFields(field.fields, each, path) : each;
  switch (field.as) {
    case 'files':
      return (given as readonly SecretFile[]).map(path);
    case 'headers':
      return mapped(given, (values) =>
        (values as readonly unknown[]).filter((value) => !isSecretFile(value)),
      );
    case 'objects':
      return (given as readonly unknown[]).map(inner);
    case 'named objects':
      return mapped(given, inner);
    default:
      return inner(given);
  }
}

function mapped(record: unknown, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(record as object).map(([name, value]) => [name, change(value)]));
}
