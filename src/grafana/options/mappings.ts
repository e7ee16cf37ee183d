import type { ValueMapping as GrafanaMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  choice,
  chosenBy,
  list,
  name,
  number,
  options as optionsOf,
  required,
  text,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { type Data, defined } from '../sdk.js';
import { grafanaPattern } from '../shapes.js';
import { limit } from './thresholds.js';

/** A value mapping: text and colour for a value, a range of values, a regular expression, or a special value. */
export type ValueMapping =
  | { readonly value: string | number; readonly text?: string; readonly color?: string }
  | {
      readonly from: number | null;
      readonly to: number | null;
      readonly text?: string;
      readonly color?: string;
    }
  | { readonly pattern: string; readonly text?: string; readonly color?: string }
  | {
      readonly special: 'null' | 'nan' | 'null+nan' | 'empty' | 'true' | 'false';
      readonly text?: string;
      readonly color?: string;
    };

const result = { text, color: name };
const mappings = {
  value: optionsOf<Extract<ValueMapping, { value: unknown }>>({
    value: required(chosenBy((value) => (typeof value === 'number' ? number() : text))),
    ...result,
  }),
  range: optionsOf<Extract<ValueMapping, { from: unknown }>>({
    from: required(limit),
    to: required(limit),
    ...result,
  }),
  pattern: optionsOf<Extract<ValueMapping, { pattern: unknown }>>({
    pattern: required(grafanaPattern),
    ...result,
  }),
  special: optionsOf<Extract<ValueMapping, { special: unknown }>>({
    special: required(choice('null', 'nan', 'null+nan', 'empty', 'true', 'false')),
    ...result,
  }),
};
const mapping = chosenBy((value) => {
  if (!isRecord(value) || 'value' in value) return mappings.value;
  if ('from' in value || 'to' in value) return mappings.range;
  return 'pattern' in value ? mappings.pattern : mappings.special;
});

export const mappingsShape = list(mapping);

/** One of Grafana's mappings per entry, in order. */
export function mappingsConfig(mappings: readonly ValueMapping[]): Data<GrafanaMapping>[] {
  return mappings.map(mappingConfig);
}

function mappingConfig(given: ValueMapping, index: number): Data<GrafanaMapping> {
  const result = { index, ...defined({ text: given.text, color: given.color }) };
  if ('value' in given) return { type: 'value', options: { [String(given.value)]: result } };
  if ('from' in given) return { type: 'range', options: { from: given.from, to: given.to, result } };
  if ('pattern' in given) return { type: 'regex', options: { pattern: given.pattern, result } };
  return { type: 'special', options: { match: given.special, result } };
}
