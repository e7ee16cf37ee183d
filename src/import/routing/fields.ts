import type { Shape } from '../../catalog/shape/index.js';
import { type Field, type Fields, keyOf } from '../../define/routing/integrations/field.js';
import { headerFields, httpFields } from '../../define/routing/integrations/http.js';
import type { Path } from '../read/origin.js';
import { isPlain, type Plain, plain, stringOf } from '../read/plain.js';
import { allKeys, objectOptionOf, optionOf } from './field-names.js';
import { accepts, fitted, type Read } from './fitted.js';
import { readHeader, readHeaders } from './headers.js';
import {
  mappings,
  type Reading,
  readText,
  readTextList,
  readTexts,
  refuse,
  typeName,
  unknownField,
} from './reading.js';
import {
  bearerKeys,
  bearerOf,
  nameForSecrets,
  readSelector,
  refuseNoUrl,
  withoutSecrets,
} from './secret-values.js';
import { isSecret } from './secrets.js';

/**
 * Fields by Alertmanager's names as options of definitions. What an option does not take as it is goes to `json`; a
 * secret becomes the file that stands for it.
 *
 * @param wanted How files of secrets are to be called, before the name of the field.
 */
export function readFields(
  fields: Fields,
  given: Plain,
  path: Path,
  wanted: string,
  reading: Reading,
): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  const json: Record<string, unknown> = {};
  const isObject = reading.form === 'object';
  const bearer = fields === httpFields ? bearerOf(given, path, wanted, reading) : undefined;
  if (bearer && given.authorization)
    refuse(
      reading,
      path,
      'at most one of basic_auth, authorization, oauth2, bearer_token & bearer_token_file',
    );
  if (bearer) options.authorization = bearer;
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue;
    if (fields === httpFields && bearerKeys.has(key)) continue;
    const named =
      reading.selectors && /_secret$/.test(key) && isPlain(value) ? key.replace(/_secret$/, '') : key;
    const found = isObject ? objectOptionOf(fields, key) : (optionOf(fields, key) ?? optionOf(fields, named));
    const own = [...path, key];
    if (!found) {
      refuse(reading, own, unknownField(key, allKeys(fields, isObject)));
      continue;
    }
    const [name, field, isFile] = found;
    if (options[name] !== undefined && isFile !== undefined) {
      refuse(
        reading,
        own,
        `at most one of ${key.replace(/_file$/, '')} and ${keyOf(name, field)}_file may be set`,
      );
      continue;
    }
    const read = (isObject ? readObjectValue : readValue)(
      field,
      isFile === true,
      value,
      own,
      `${wanted} ${key}`,
      reading,
    );
    if (read === undefined) continue;
    if (read.asItIs) {
      if (isSecret(key, read.value)) reading.secrets.leaveOut(reading.origin, own);
      else json[key] = read.value;
    } else if (holdsText(field) || typeof read.value === 'string') {
      const open = withoutSecrets(nameForSecrets(name), read.value, own, reading);
      if (open !== undefined) options[name] = open;
    } else {
      const inner = withoutJson(field, read.value);
      if (inner.json !== undefined) json[key] = inner.json;
      if (inner.value !== undefined) options[name] = inner.value;
    }
  }
  for (const [name, { mayBeMissing }] of Object.entries(fields)) if (mayBeMissing) options[name] ??= '';
  if (Object.keys(json).length > 0) options.json = json;
  return options;
}

/** Nested fields have no `json` of their own: what their options do not take goes to that of the integration. */
function withoutJson(field: Field, value: unknown): { readonly value?: unknown; readonly json?: unknown } {
  if (field.as !== 'object' || !isPlain(value) || !('json' in value) || 'json' in (field.fields ?? {}))
    return { value };
  const { json, ...options } = value;
  return Object.keys(options).length > 0 ? { value: options, json } : { json };
}

function readValue(
  field: Field,
  isFile: boolean,
  value: unknown,
  path: Path,
  wanted: string,
  reading: Reading,
): Read | undefined {
  const { secrets, origin } = reading;
  const inner = (each: unknown, own: Path, called = wanted) => {
    if (!isPlain(each)) {
      refuse(reading, own, `expected fields, and found ${typeName(each)}`);
      return undefined;
    }
    return readFields(field.fields ?? {}, each, own, called, reading);
  };
  if (isFile) {
    const file = readText(value, path, reading);
    return file === undefined || file === '' ? undefined : { value: secrets.named(file) };
  }
  if (reading.selectors && (field.as === 'secret' || field.as === 'value or secret') && isPlain(value)) {
    const { secret, configMap } = value;
    return presentOf(readSelector(secret ?? configMap ?? value, path, reading));
  }
  switch (field.as) {
    case 'secret': {
      const text = readText(value, path, reading);
      if (text === undefined || text === '') return undefined;
      if (field.open?.includes(text)) return { value: text };
      refuseNoUrl(text, path, reading);
      return { value: secrets.keep(text, wanted, origin, path) };
    }
    case 'value or secret': {
      const text = stringOf(value);
      if (text !== undefined) refuseNoUrl(text, path, reading);
      if (text !== undefined && isSecret('url', text))
        return { value: secrets.keep(text, wanted, origin, path) };
      return fitted(field.shape, value, path, reading);
    }
    case 'files':
      return { value: readTextList(value, path, reading).map((file) => secrets.named(file)) };
    case 'pairs':
      return { value: readTexts(value, path, reading) };
    case 'headers':
      return { value: readHeaders(value, path, reading) };
    case 'object':
      // Jira's summary is a text, or fields with it.
      if (typeof value === 'string' && accepts(field.shape, value)) return { value };
      return presentOf(inner(value, path));
    case 'objects':
      return {
        value: mappings(value, path, reading).map(([one, own], index) =>
          inner(one, own, index === 0 ? wanted : `${wanted} ${index + 1}`),
        ),
      };
    case 'named objects': {
      const all = Object.entries(isPlain(value) ? value : {});
      if (!isPlain(value)) refuse(reading, path, `expected fields by name, and found ${typeName(value)}`);
      return {
        value: Object.fromEntries(
          all.map(([name, one]) => {
            const own = [...path, name];
            const called = `${wanted} ${name}`;
            return [
              name,
              field.fields === headerFields ? readHeader(one, own, called, reading) : inner(one, own, called),
            ];
          }),
        ),
      };
    }
    case 'value':
      return fitted(field.shape, value, path, reading);
  }
}

/** The value of a field of an AlertmanagerConfig, whose secrets are keys of Secrets. */
function readObjectValue(
  field: Field,
  isFile: boolean,
  value: unknown,
  path: Path,
  wanted: string,
  reading: Reading,
): Read | undefined {
  if (field.as === 'secret' || isFile) return presentOf(readSelector(value, path, reading));
  if (field.as === 'value or secret' && field.objectSecret !== undefined) {
    const { secret, configMap } = plain(value);
    const isNested = field.objectSecret === 'either';
    return presentOf(readSelector(isNested ? (secret ?? configMap) : value, path, reading));
  }
  if (Array.isArray(value) && (field.as === 'pairs' || isByName(field.shape))) {
    const entries = mappings(value, path, reading).map(
      ([{ key, value: text }, own]) => [String(key ?? ''), readText(text ?? '', own, reading) ?? ''] as const,
    );
    return { value: Object.fromEntries(entries) };
  }
  if (field.as === 'headers') {
    const headers = Object.entries(plain(value)).map(([name, list]) => {
      const files = mappings(list, [...path, name], reading);
      return [name, files.flatMap(([one, own]) => readSelector(one, own, reading) ?? [])] as const;
    });
    return { value: Object.fromEntries(headers) };
  }
  if (field.as === 'object' && field.objectValue) {
    // Threading is on where it is written.
    const { threadByDate } = plain(value);
    return { value: { enabled: true, threadByDate: String(threadByDate ?? 'daily').toLowerCase() } };
  }
  return readValue(field, false, value, path, wanted, reading);
}

/** Data by name, which an AlertmanagerConfig has as a list of keys and values. */
function isByName(shape: Shape): boolean {
  return accepts(shape, {}) && !accepts(shape, []);
}

function presentOf(value: unknown): Read | undefined {
  return value === undefined ? undefined : { value };
}

/** Fields whose values are written into definitions as they are. */
function holdsText({ as }: Field): boolean {
  return as === 'value' || as === 'pairs';
}
