import { firstHole, type Hole } from './substitute.js';

/** What the values of a variable look like. */
export type VariableKind = 'duration' | 'number' | 'text';

/** Macros that stand for a duration, and one that is plausible. */
const durations: Readonly<Record<string, string>> = {
  __rate_interval: '5m',
  __interval: '1m',
  __range: '6h',
};
/** Macros that stand for a number. */
const numbers = new Set([
  '__interval_ms',
  '__rate_interval_ms',
  '__range_ms',
  '__range_s',
  '__from',
  '__to',
  '__dashboard_id',
]);
/** Functions whose first argument is a number: a variable there is one. */
const takesNumber =
  /\b(?:topk|bottomk|limitk|limit_ratio|quantile|histogram_quantile|quantile_over_time|histogram_fraction)\s*(?:(?:by|without)\s*\([^)]*\)\s*)?\($/;
const afterOffset = /\boffset\s+-?$/;
const wordCharacter = /[\w:]/;

/** Text as long as the hole that parses in its place; `identifier` when it reads as a name. */
export function replacement(
  text: string,
  hole: Hole,
  index: number,
  inBrackets: boolean,
  kind: VariableKind | undefined,
): { readonly text: string; readonly identifier: boolean } {
  const length = hole.end - hole.start;
  if (hole.where !== 'code') {
    return { text: String.fromCharCode(firstHole + (index % 6000)).repeat(length), identifier: false };
  }
  const duration = durations[hole.name];
  if (duration !== undefined) return code(duration.padStart(length, '0'));
  if (hole.name.startsWith('__auto_interval')) return code('5m'.padStart(length, '0'));
  if (numbers.has(hole.name)) return code('60'.padStart(length, '0'));
  const next = text[hole.end] ?? '';
  if (inBrackets || afterOffset.test(text.slice(Math.max(0, hole.start - 24), hole.start))) {
    // `[${minutes}m]`: the unit is written behind the variable.
    return code((/[a-z]/.test(next) ? '60' : '5m').padStart(length, '0'));
  }
  const previous = text[hole.start - 1] ?? '';
  const joined = wordCharacter.test(next) || wordCharacter.test(previous);
  if (!joined && kind === 'duration') return code('5m'.padStart(length, '0'));
  if (!joined && (kind === 'number' || isNumberArgument(text, hole))) return code('1'.padStart(length, '0'));
  return { text: '_'.repeat(length), identifier: true };
}

function code(text: string): { readonly text: string; readonly identifier: false } {
  return { text, identifier: false };
}

function isNumberArgument(text: string, hole: Hole): boolean {
  return /^\s*,/.test(text.slice(hole.end)) && takesNumber.test(text.slice(0, hole.start).trimEnd());
}

const noNames: ReadonlySet<string> = new Set();

/** The whole identifiers at the given offsets. */
export function identifiersAround(text: string, offsets: readonly number[]): ReadonlySet<string> {
  if (offsets.length === 0) return noNames;
  const names = new Set<string>();
  for (const offset of offsets) {
    let start = offset;
    let end = offset;
    while (start > 0 && wordCharacter.test(text[start - 1] ?? '')) start -= 1;
    while (wordCharacter.test(text[end] ?? '')) end += 1;
    names.add(text.slice(start, end));
  }
  return names;
}
