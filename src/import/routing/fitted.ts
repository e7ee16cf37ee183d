import { duration as durationShape, type Shape } from '../../catalog/shape/index.js';
import type { Path } from '../read/origin.js';
import { oneUnit, type Reading, readDuration, refuse } from './reading.js';
import { truthValues } from './truth-value.js';

export interface Read {
  readonly value: unknown;
  /** The option does not take it, though Alertmanager does. */
  readonly asItIs?: boolean;
}

/** A value in the type of its field, as Go's YAML reads it: a number is a text too, and `yes` a truth value. */
export function fitted(shape: Shape, value: unknown, path: Path, reading: Reading): Read | undefined {
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

/** Texts that fields of texts take, of whatever form. */
const texts = ['text', '#text', 'text:1', 'https://text'];
export const accepts = (shape: Shape, value: unknown): boolean => shape(value) === undefined;

function problemText(
  problem:
    | { readonly message: string; readonly expected?: string | undefined; readonly at: string }
    | undefined,
): string {
  if (!problem) return 'is not valid';
  const { at, message, expected } = problem;
  return `${at === '' ? '' : `${at} `}${message}${expected === undefined ? '' : `; expected ${expected}`}`;
}
