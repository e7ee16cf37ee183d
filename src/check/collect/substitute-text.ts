import { durationMacros, numberMacros } from '../../grafana/index.js';
import { argumentAt } from './argument.js';
import { firstPlaceholder, type Placeholder } from './placeholder.js';

/** What the values of a variable look like. */
export type VariableKind = 'duration' | 'number' | 'text';

/** Arguments that are numbers, by the name of the function or aggregation: a variable there is one. */
const numberArguments: Readonly<Record<string, readonly number[]>> = {
  topk: [0],
  bottomk: [0],
  limitk: [0],
  limit_ratio: [0],
  quantile: [0],
  histogram_quantile: [0],
  quantile_over_time: [0],
  histogram_fraction: [0, 1],
  histogram_quantiles: [2, 3, 4, 5, 6, 7, 8, 9],
  vector: [0],
  clamp: [1, 2],
  clamp_min: [1],
  clamp_max: [1],
  round: [1],
  predict_linear: [1],
  double_exponential_smoothing: [1, 2],
  min_of: [0, 1],
  max_of: [0, 1],
};
const afterOffset = /\boffset\s+-?$/;
const wordCharacter = /[\w:]/;

/** Text as long as the placeholder that parses in its place; `identifier` when it reads as a name. */
export function replacement(
  text: string,
  placeholder: Placeholder,
  index: number,
  inBrackets: boolean,
  kind: VariableKind | undefined,
): { readonly text: string; readonly identifier: boolean } {
  const length = placeholder.end - placeholder.start;
  if (placeholder.where !== 'code') {
    return { text: String.fromCharCode(firstPlaceholder + (index % 6000)).repeat(length), identifier: false };
  }
  const duration = durationMacros[placeholder.name];
  if (duration !== undefined) return code(duration.padStart(length, '0'));
  if (placeholder.name.startsWith('__auto_interval')) return code('5m'.padStart(length, '0'));
  if (numberMacros.has(placeholder.name)) return code('60'.padStart(length, '0'));
  const next = text[placeholder.end] ?? '';
  if (inBrackets || afterOffset.test(text.slice(Math.max(0, placeholder.start - 24), placeholder.start))) {
    // `[${minutes}m]`: the unit is written behind the variable.
    return code((/[a-z]/.test(next) ? '60' : '5m').padStart(length, '0'));
  }
  const previous = text[placeholder.start - 1] ?? '';
  const joined = wordCharacter.test(next) || wordCharacter.test(previous);
  if (!joined && kind === 'duration') return code('5m'.padStart(length, '0'));
  if (!joined && (kind === 'number' || isNumberArgument(text, placeholder)))
    return code('1'.padStart(length, '0'));
  return { text: '_'.repeat(length), identifier: true };
}

function code(text: string): { readonly text: string; readonly identifier: false } {
  return { text, identifier: false };
}

/** A range or an offset in there is no number: those have been looked at before. */
function isNumberArgument(text: string, placeholder: Placeholder): boolean {
  const place = argumentAt(text, placeholder.start);
  if (!place || !Object.hasOwn(numberArguments, place.func)) return false;
  return numberArguments[place.func]?.includes(place.index) ?? false;
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
