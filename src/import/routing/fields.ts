import { formatDuration, parseDuration } from '../../catalog/duration.js';
import { duration as durationShape, type Shape } from '../../catalog/shape/index.js';
import { didYouMean } from '../../catalog/similar.js';
import { type Field, type Fields, keyOf, objectKeyOf } from '../../define/routing/integrations/field.js';
import { headerFields, httpFields } from '../../define/routing/integrations/http.js';
import { secretIn } from '../../define/secret.js';
import type { Problem } from '../problems.js';
import type { Origin, Path } from '../read/origin.js';
import { isPlain, type Plain, plain } from '../read/plain.js';
import { isSecret, type Secrets } from './secrets.js';

/** What reading a configuration collects. */
export interface Reading {
  readonly origin: Origin;
  /** Whether fields have the names and forms of Alertmanager's file, or those of an AlertmanagerConfig. */
  readonly form: 'file' | 'object';
  readonly problems: Problem[];
  readonly secrets: Secrets;
}

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
    const found = isObject ? objectOptionOf(fields, key) : optionOf(fields, key);
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
    } else if (holdsText(field)) {
      const open = withoutSecrets(nameForSecrets(name), read.value, own, reading);
      if (open !== undefined) options[name] = open;
    } else options[name] = read.value;
  }
  if (Object.keys(json).length > 0) options.json = json;
  return options;
}

export function refuse(reading: Reading, path: Path, message: string): void {
  reading.problems.push(reading.origin.problem(path, message));
}

/** What Alertmanager says of a field that it does not know, and what may have been meant. */
export function unknownField(key: string, known: readonly string[]): string {
  const meant = didYouMean(key, known);
  return `field ${key} not found: Alertmanager refuses a file with fields that it does not know${meant ? `; ${meant}` : ''}`;
}

/** Reads a list of mappings; what is none is refused. */
export function mappings(value: unknown, path: Path, reading: Reading): (readonly [Plain, Path])[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) {
    refuse(reading, path, `expected a list, and found ${typeName(value)}`);
    return [];
  }
  return value.flatMap((one: unknown, index) => {
    if (isPlain(one)) return [[one, [...path, index]] as const];
    refuse(reading, [...path, index], `expected fields, and found ${typeName(one)}`);
    return [];
  });
}

/** A text; numbers and truth values as they are written. Undefined for what is none, which is refused. */
export function readText(value: unknown, path: Path, reading: Reading): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean')
    return reading.origin.written(path) ?? String(value);
  refuse(reading, path, `expected a text, and found ${typeName(value)}`);
  return undefined;
}

/** A mapping of texts. */
export function readTexts(value: unknown, path: Path, reading: Reading): Record<string, string> {
  const result: Record<string, string> = {};
  if (value === null || value === undefined) return result;
  if (!isPlain(value)) {
    refuse(reading, path, `expected texts by name, and found ${typeName(value)}`);
    return result;
  }
  for (const [key, one] of Object.entries(value)) {
    const text = one === null ? '' : readText(one, [...path, key], reading);
    if (text !== undefined) result[key] = text;
  }
  return result;
}

/** A list of texts. */
export function readTextList(value: unknown, path: Path, reading: Reading): string[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) {
    refuse(reading, path, `expected a list, and found ${typeName(value)}`);
    return [];
  }
  return value.flatMap((one: unknown, index) => readText(one, [...path, index], reading) ?? []);
}

/** A duration of Prometheus, in the form in which definitions write it. */
export function readDuration(value: unknown, path: Path, reading: Reading): string | undefined {
  if (value === null || value === undefined) return undefined;
  const text = readText(value, path, reading);
  if (text === undefined) return undefined;
  if (parseDuration(text) === undefined) {
    refuse(
      reading,
      path,
      `not a valid duration string: ${JSON.stringify(text)}; expected one such as 30s, 5m or 1h30m`,
    );
    return undefined;
  }
  return text;
}

/** The whole of a duration in one unit where there is one, which the type of durations takes. */
export function oneUnit(text: string): string {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined || /^\d+[a-z]+$/.test(text)) return text;
  const parts = formatDuration(milliseconds);
  if (/^\d+[a-z]+$/.test(parts)) return parts;
  for (const [unit, size] of [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
  ] as const)
    if (milliseconds % size === 0) return `${milliseconds / size}${unit}`;
  return `${milliseconds}ms`;
}

interface Read {
  readonly value: unknown;
  /** The option does not take it, though Alertmanager does. */
  readonly asItIs?: boolean;
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
  switch (field.as) {
    case 'secret': {
      const text = readText(value, path, reading);
      if (text === undefined || text === '') return undefined;
      if (field.open?.includes(text)) return { value: text };
      refuseNoUrl(text, path, reading);
      return { value: secrets.keep(text, wanted, origin, path) };
    }
    case 'value or secret': {
      const text = typeof value === 'string' ? value : undefined;
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

/** A key of a Secret, or of a ConfigMap. */
function readSelector(value: unknown, path: Path, reading: Reading): unknown {
  const { name, key } = plain(value);
  if (typeof name === 'string' && name !== '' && typeof key === 'string' && key !== '')
    return reading.secrets.selected(name, key);
  refuse(reading, path, 'expected a key of a Secret: { name, key }');
  return undefined;
}

/** Alertmanager takes addresses with http or https and a host; templates it reads when it sends. */
function refuseNoUrl(text: string, path: Path, reading: Reading): void {
  if (!/(^|_)url$/.test(String(path.at(-1))) || text.includes('{{')) return;
  // What the API of an Alertmanager shows in place of a secret, Alertmanager reads back.
  if (text === '<secret>') return;
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol) && parsed.host !== '') return;
  const scheme = JSON.stringify(parsed?.protocol.slice(0, -1) ?? '');
  refuse(
    reading,
    path,
    `unsupported scheme ${scheme} for URL: expected one that begins with https:// or http:// and a host`,
  );
}

function presentOf(value: unknown): Read | undefined {
  return value === undefined ? undefined : { value };
}

/** Values of a header: those that are secrets, and all that are said to be, become files. */
function readHeader(value: unknown, path: Path, wanted: string, reading: Reading): Plain {
  if (!isPlain(value)) {
    refuse(reading, path, `expected values, secrets or files, and found ${typeName(value)}`);
    return {};
  }
  const { values, secrets: hidden, files: named, ...others } = value;
  for (const key of Object.keys(others))
    refuse(reading, [...path, key], unknownField(key, ['values', 'secrets', 'files']));
  const open: string[] = [];
  const files = readTextList(named, [...path, 'files'], reading).map((file) => reading.secrets.named(file));
  const keep = (text: string, key: string, index: number) =>
    files.push(reading.secrets.keep(text, wanted, reading.origin, [...path, key, index]));
  readTextList(values, [...path, 'values'], reading).forEach((text, index) => {
    if (isSecret(String(path.at(-1)), text)) keep(text, 'values', index);
    else open.push(text);
  });
  readTextList(hidden, [...path, 'secrets'], reading).forEach((text, index) => {
    keep(text, 'secrets', index);
  });
  return { ...(open.length > 0 && { values: open }), ...(files.length > 0 && { files }) };
}

/** Headers for a proxy, for whose secrets Alertmanager's file has no form. */
function readHeaders(value: unknown, path: Path, reading: Reading): Plain {
  const result: Record<string, string[]> = {};
  for (const [name, list] of Object.entries(plain(value))) {
    const own = [...path, name];
    const texts = readTextList(Array.isArray(list) ? list : [list], own, reading);
    const open = texts.filter((text) => !isSecret(name, text));
    if (open.length < texts.length) reading.secrets.leaveOut(reading.origin, own);
    if (open.length > 0) result[name] = open;
  }
  return result;
}

/** Texts that fields of texts take, of whatever form. */
const texts = ['text', '#text', 'text:1', 'https://text'];
const accepts = (shape: Shape, value: unknown): boolean => shape(value) === undefined;

/** A value in the type of its field, as Go's YAML reads it: a number is a text too, and `yes` a truth value. */
function fitted(shape: Shape, value: unknown, path: Path, reading: Reading): Read | undefined {
  if (shape === durationShape) {
    const text = readDuration(value, path, reading);
    return text === undefined ? undefined : { value: oneUnit(text) };
  }
  const written =
    typeof value === 'number' || typeof value === 'boolean' ? reading.origin.written(path) : undefined;
  const spelt = typeof value === 'string' ? truthValues.get(value) : undefined;
  const list = Array.isArray(value)
    ? value.map((one: unknown, index) =>
        typeof one === 'number' || typeof one === 'boolean'
          ? (reading.origin.written([...path, index]) ?? String(one))
          : one,
      )
    : undefined;
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : undefined;
  const shown = typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  for (const one of [value, written, shown, spelt, list, number])
    if (one !== undefined && accepts(shape, one)) return { value: one };
  const isText = texts.some((text) => accepts(shape, text));
  if (isText && (typeof value === 'string' || written !== undefined))
    return { value: written ?? value, asItIs: true };
  const [problem] = shape(value) ?? [];
  refuse(reading, path, problemText(problem));
  return undefined;
}

function problemText(
  problem:
    | { readonly message: string; readonly expected?: string | undefined; readonly at: string }
    | undefined,
): string {
  if (!problem) return 'is not valid';
  const { at, message, expected } = problem;
  return `${at === '' ? '' : `${at} `}${message}${expected === undefined ? '' : `; expected ${expected}`}`;
}

/** Truth values of YAML 1.1, which Go's YAML takes where one is expected. */
const truthValues: ReadonlyMap<string, boolean> = new Map(
  (['yes', 'on', 'y', 'true'] as const)
    .map((text) => [text, true] as const)
    .concat((['no', 'off', 'n', 'false'] as const).map((text) => [text, false] as never))
    .flatMap(([text, value]) => [
      [text, value] as const,
      [text.toUpperCase(), value] as const,
      [`${text.slice(0, 1).toUpperCase()}${text.slice(1)}`, value] as const,
    ]),
);

/** Fields whose values are written into definitions as they are. */
function holdsText({ as }: Field): boolean {
  return as === 'value' || as === 'pairs';
}

/** Data without the texts that definitions refuse as secrets; undefined where nothing else is left. */
function withoutSecrets(key: string, value: unknown, path: Path, reading: Reading): unknown {
  if (Array.isArray(value))
    return value.flatMap((one: unknown, index) => withoutSecrets(key, one, [...path, index], reading) ?? []);
  if (isPlain(value)) {
    const entries = Object.entries(value).map(
      ([name, one]) => [name, withoutSecrets(name, one, [...path, name], reading)] as const,
    );
    return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
  }
  if (!isSecret(key, value)) return value;
  reading.secrets.leaveOut(reading.origin, path);
  return undefined;
}

/** The routing key of VictorOps names a team: its name alone makes no secret of it. */
function nameForSecrets(name: string): string {
  return name === 'routingKey' ? 'team' : name;
}

/** The option of a field; `true` for the key of a file. */
function optionOf(fields: Fields, key: string): readonly [string, Field, boolean | undefined] | undefined {
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
function objectOptionOf(
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

function allKeys(fields: Fields, isObject: boolean): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (isObject) return objectKeyOf(name, field) ?? [];
    const key = keyOf(name, field);
    if (key === undefined) return [];
    return field.as === 'secret' ? [key, `${key}_file`] : [key];
  });
}

const bearerKeys = new Set(['bearer_token', 'bearer_token_file', 'bearerTokenSecret']);

/** A token in the form of `bearer_token`, as it is written today. */
function bearerOf(given: Plain, path: Path, wanted: string, reading: Reading): Plain | undefined {
  const { bearer_token: token, bearer_token_file: file, bearerTokenSecret } = given;
  if (bearerTokenSecret) {
    const credentials = readSelector(bearerTokenSecret, [...path, 'bearerTokenSecret'], reading);
    return credentials ? { type: 'Bearer', credentials } : undefined;
  }
  const text =
    token === undefined || token === null ? '' : readText(token, [...path, 'bearer_token'], reading);
  const named =
    file === undefined || file === null ? '' : readText(file, [...path, 'bearer_token_file'], reading);
  if (text && named)
    refuse(reading, path, 'at most one of bearer_token & bearer_token_file must be configured');
  const { secrets, origin } = reading;
  if (text)
    return {
      type: 'Bearer',
      credentials: secrets.keep(text, `${wanted} bearer_token`, origin, [...path, 'bearer_token']),
    };
  return named ? { type: 'Bearer', credentials: secrets.named(named) } : undefined;
}

export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return isPlain(value)
    ? 'fields'
    : `the ${typeof value === 'string' ? 'text' : typeof value} ${shownValue(value)}`;
}

/** Secrets are in no message. */
function shownValue(value: unknown): string {
  const text = String(value);
  return secretIn(text) ? '…' : JSON.stringify(text.slice(0, 60));
}
