import { textOf } from '../../../read/plain.js';
import { upgradedMappings } from '../schema-25-to-42.js';
import { type Json, objectsIn } from '../step.js';

/** A number, also one that was written as text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** Series by name, or by a pattern between slashes. */
export function regexOrName(alias: string): Json {
  return /^\/.*\/[a-z]*$/.test(alias) ? { id: 'byRegexp', options: alias } : { id: 'byName', options: alias };
}

/** `10,20` with three colours as steps. */
export function stepsOf(thresholds: readonly unknown[], colors: readonly unknown[]): Json[] {
  const usual = ['#299c46', 'rgba(237, 129, 40, 0.89)', '#d44a3a'];
  const values = thresholds.map(numberOf).filter((value): value is number => value !== undefined);
  const color = (index: number): string => textOf(colors[index]) || (usual[index] ?? '#d44a3a');
  return [
    { value: null, color: color(0) },
    ...values.map((value, index) => ({ value, color: color(index + 1) })),
  ];
}

/** Texts for values and ranges of the first single values. */
export function mappingsOf({ valueMaps, rangeMaps, mappingType }: Json): Json[] {
  const isRange =
    mappingType === 2 ||
    (mappingType === undefined && objectsIn(valueMaps).length === 0 && objectsIn(rangeMaps).length > 0);
  const list = isRange
    ? objectsIn(rangeMaps).map(({ from, to, text }) => ({ type: 2, from, to, text }))
    : objectsIn(valueMaps).map(({ value, text }) => ({ type: 1, value, text }));
  return upgradedMappings(
    list.filter(({ text }) => textOf(text) !== ''),
    undefined,
  );
}

/** Calculations by the words of the first panels. */
export const calculations: Readonly<Record<string, string>> = {
  avg: 'mean',
  current: 'lastNotNull',
  delta: 'delta',
  diff: 'diff',
  first: 'firstNotNull',
  max: 'max',
  min: 'min',
  name: 'lastNotNull',
  range: 'range',
  total: 'sum',
  count: 'count',
};
