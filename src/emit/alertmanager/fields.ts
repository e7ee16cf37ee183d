import { type Field, type Fields, keyOf } from '../../define/routing/integrations/field.js';
import { isSecretFile, type SecretFile } from '../../define/secret.js';
import { isRecord, listOf, recordOf } from '../../plain.js';

/** What Alertmanager's file needs to know of its surroundings. */
export interface FileTarget {
  /** The path of a secret. */
  path(secret: SecretFile): string;
  /** Called with an option that the file cannot represent. */
  lost?(option: string): void;
}

/** Options as Alertmanager's file has them, in their order. */
export function writtenFields(
  fields: Fields,
  options: object,
  target: FileTarget,
  at = '',
): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(options)) {
    const field = fields[name];
    if (!field || given === undefined) continue;
    const key = keyOf(name, field);
    const where = `${at}.${name}`;
    if (isSecretFile(given)) {
      if (key === undefined || field.keyFile === false) target.lost?.(where);
      else written[`${key}_file`] = target.path(given);
    } else if (key !== undefined) {
      written[key] = writtenValue(field, given, target, where);
    }
  }
  return written;
}

function writtenValue(field: Field, given: unknown, target: FileTarget, at: string): unknown {
  const inner = (each: unknown) =>
    field.fields && isRecord(each) ? writtenFields(field.fields, each, target, at) : each;
  switch (field.as) {
    case 'files':
      return listOf(given)
        .filter(isSecretFile)
        .map((file) => target.path(file));
    case 'headers':
      return mapped(given, (values) => listOf(values).filter((value) => isOpen(value, target, at)));
    case 'objects':
      return listOf(given).map(inner);
    case 'named objects':
      return mapped(given, inner);
    default:
      return inner(given);
  }
}

/** Whether a value of a header for a proxy is a text: for those in files there is no form. */
function isOpen(value: unknown, target: FileTarget, at: string): boolean {
  if (!isSecretFile(value)) return true;
  target.lost?.(at);
  return false;
}

function mapped(record: unknown, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(recordOf(record)).map(([name, value]) => [name, change(value)]));
}
