import type { Path } from '../read/origin.js';
import { isPlain, type Plain, plain } from '../read/plain.js';
import { type Reading, readTextList, refuse, typeName, unknownField } from './reading.js';
import { isSecret } from './secrets.js';

/** Values of a header: those that are secrets, and all that are said to be, become files. */
export function readHeader(value: unknown, path: Path, wanted: string, reading: Reading): Plain {
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
export function readHeaders(value: unknown, path: Path, reading: Reading): Plain {
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
