import { formatDuration, parseDuration } from '../../catalog/duration.js';
import { didYouMean } from '../../catalog/similar.js';
import { secretIn } from '../../define/secret.js';
import type { Problem } from '../problems.js';
import type { Origin, Path } from '../read/origin.js';
import { isPlain, type Plain } from '../read/plain.js';
import type { Secrets } from './secrets.js';
import { truthValues } from './truth-value.js';

/** What reading a configuration collects. */
export interface Reading {
  readonly origin: Origin;
  /** Whether fields have the names and forms of Alertmanager's file, or those of an AlertmanagerConfig. */
  readonly form: 'file' | 'object';
  /** Whether secrets may be keys of Secrets in the form of a file: in a VMAlertmanagerConfig. */
  readonly selectors?: boolean;
  readonly problems: Problem[];
  readonly secrets: Secrets;
}

export function refuse(reading: Reading, path: Path, message: string): void {
  reading.problems.push(reading.origin.problem(path, message));
}

/** What Alertmanager says of a field that it does not know, and what may have been meant. */
export function unknownField(key: string, known: readonly string[]): string {
  const meant = didYouMean(key, known);
  return `field ${key} not found: Alertmanager refuses a file with fields that it does not know${meant ? `; ${meant}` : ''}`;
}

/** Reads a list of mappings; anything else is refused. */
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

/** A text; numbers and truth values as they are written. Undefined for anything else, which is refused. */
export function readText(value: unknown, path: Path, reading: Reading): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean')
    return reading.origin.written(path) ?? String(value);
  refuse(reading, path, `expected a string, found ${typeName(value)}`);
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

/** Refuses fields of other names. */
export function refuseUnknown(data: Plain, known: readonly string[], path: Path, reading: Reading): void {
  for (const key of Object.keys(data))
    if (!known.includes(key)) refuse(reading, [...path, key], unknownField(key, known));
}

/** The text of a field; undefined where there is none. */
export function textOf(data: Plain, key: string, path: Path, reading: Reading): string | undefined {
  const value = data[key];
  return value === undefined || value === null ? undefined : readText(value, [...path, key], reading);
}

/** A truth value as Go's YAML reads it; false where there is none. */
export function flagOf(value: unknown, path: Path, reading: Reading): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  const spelt = typeof value === 'string' ? truthValues.get(value) : undefined;
  if (spelt !== undefined) return spelt;
  refuse(reading, path, `expected true or false, and found ${typeName(value)}`);
  return false;
}
