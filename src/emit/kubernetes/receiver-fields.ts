import { type Field, type Fields, objectKeyOf } from '../../define/routing/integrations/field.js';
import { isSecretFile, type SecretFile } from '../../define/secret.js';
import { isRecord, listOf, recordOf } from '../../plain.js';

/** What an AlertmanagerConfig needs to know of its surroundings. */
export interface ObjectTarget {
  /** The key of a Secret that holds a secret. */
  secret(file: SecretFile): object;
  /** Called with an option for which the type has no field. */
  lost(option: string): void;
}

/** Options as an AlertmanagerConfig has them, in their order. */
export function objectFields(
  fields: Fields,
  options: object,
  target: ObjectTarget,
  at: string,
): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(options)) {
    const field = fields[name];
    if (!field || given === undefined) continue;
    const where = `${at}.${name}`;
    const key = objectKeyOf(name, field);
    if (key === undefined) {
      target.lost(where);
    } else if (field.as === 'value or secret') {
      const [own, value] = valueOrSecret(field, key, given, target);
      if (own === undefined) target.lost(where);
      else written[own] = value;
    } else if (field.as === 'secret' && !isSecretFile(given)) {
      target.lost(where);
    } else {
      const value = objectValue(field, given, target, where);
      if (value !== undefined) written[key] = value;
    }
  }
  return written;
}

function objectValue(field: Field, given: unknown, target: ObjectTarget, at: string): unknown {
  if (field.objectValue) return field.objectValue(given);
  const { fields } = field;
  const inner = (each: unknown) => (fields && isRecord(each) ? objectFields(fields, each, target, at) : each);
  switch (field.as) {
    case 'pairs':
      return Object.entries(recordOf(given)).map(([key, value]) => ({ key, value }));
    case 'secret':
      return isSecretFile(given) ? target.secret(given) : undefined;
    case 'headers':
      return Object.fromEntries(
        Object.entries(recordOf(given)).map(([name, values]) => {
          const files = listOf(values).filter(isSecretFile);
          if (files.length < listOf(values).length) target.lost(`${at}.${name}`);
          return [name, files.map((file) => target.secret(file))];
        }),
      );
    case 'objects':
      return listOf(given).map(inner);
    default:
      return inner(given);
  }
}

function valueOrSecret(
  { objectSecret, objectFile }: Field,
  key: string,
  given: unknown,
  target: ObjectTarget,
): readonly [string | undefined, unknown] {
  if (!isSecretFile(given)) return [objectSecret ? undefined : key, given];
  const secret = target.secret(given);
  if (objectSecret === undefined) return [objectFile, secret];
  return [key, objectSecret === 'either' ? { secret } : secret];
}
