import { type Field, type Fields, keyOf, objectKeyOf } from '../../define/routing/integrations/field.js';

/** The option of a field; `true` for the key of a file. */
export function optionOf(
  fields: Fields,
  key: string,
): readonly [string, Field, boolean | undefined] | undefined {
  for (const [name, field] of Object.entries(fields)) {
    const own = keyOf(name, field) ?? hiddenKey(name, field);
    if (own === undefined) continue;
    const hasFile = field.as === 'secret' || field.as === 'value or secret';
    if (own === key) return [name, field, hasFile ? false : undefined];
    if (hasFile && field.keyFile !== false && field.key !== false && key === `${own}_file`)
      return [name, field, true];
  }
  return undefined;
}

/** Secrets that Alertmanager reads from its file alone have no key in what is built. */
function hiddenKey(name: string, { as, key }: Field): string | undefined {
  return as === 'secret' && key === false && /^(access|secret)Key$/.test(name)
    ? name.replace('Key', '_key')
    : undefined;
}

/** The option of a field of an AlertmanagerConfig; `true` for a key of its own for values that a Secret holds. */
export function objectOptionOf(
  fields: Fields,
  key: string,
): readonly [string, Field, boolean | undefined] | undefined {
  const wanted = key === 'proxyURL' ? 'proxyUrl' : key;
  for (const [name, field] of Object.entries(fields)) {
    if (objectKeyOf(name, field) === wanted) return [name, field, field.objectFile ? false : undefined];
    if (field.objectFile === wanted) return [name, field, true];
  }
  return undefined;
}

export function allKeys(fields: Fields, isObject: boolean): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (isObject) return objectKeyOf(name, field) ?? [];
    const key = keyOf(name, field);
    if (key === undefined) return [];
    return field.as === 'secret' ? [key, `${key}_file`] : [key];
  });
}
