import {
  choice,
  chosenBy,
  type FieldTable,
  fields,
  json,
  list,
  made,
  name,
  number,
  optionsFrom,
  record,
  required,
  type Shape,
  text,
} from '../../catalog/shape/index.js';
import { unit } from '../../catalog/shape/units.js';
import { isRecord } from '../../plain.js';
import { grafanaPattern } from '../shapes.js';
import { type Calculation, calculation } from './calculation.js';

/** A signal; only its identity matters here. */
export interface SignalReference {
  readonly type: 'signal';
  readonly title: string;
}

/** The series to which an override applies. */
export type OverrideMatch =
  /** Series with this name in the legend, or the column of a table with this name. */
  | { readonly name: string }
  /** Series whose name matches a regular expression, with or without slashes around it. */
  | { readonly pattern: string }
  | { readonly type: 'number' | 'string' | 'time' | 'boolean' }
  /** Series of the query with this refId. */
  | { readonly query: string }
  /** Series of a signal that the panel shows. */
  | { readonly signal: SignalReference }
  /** Series whose calculation satisfies a comparison: `{ calculation: 'allIsZero', op: 'gte', value: 0 }`. */
  | {
      readonly value: {
        readonly calculation: Calculation;
        readonly op: 'eq' | 'neq' | 'lt' | 'lte' | 'gt' | 'gte';
        readonly value: number;
      };
    };

/** A field override: options of the panel's fields for some series only. */
export type Override<FieldOptions = Record<never, never>> = FieldOptions & {
  /** The series to which the override applies. */
  readonly match: OverrideMatch;
  /** Values by Grafana's property ids, for properties without an option: `{ 'custom.axisWidth': 80 }`. */
  readonly properties?: Readonly<Record<string, unknown>>;
};

type Value = Extract<OverrideMatch, { value: unknown }>;
const matches = {
  name: optionsFrom(fields<Extract<OverrideMatch, { name: unknown }>>({ name: required(text) })),
  pattern: optionsFrom(
    fields<Extract<OverrideMatch, { pattern: unknown }>>({ pattern: required(grafanaPattern) }),
  ),
  type: optionsFrom(
    fields<Extract<OverrideMatch, { type: unknown }>>({
      type: required(choice('number', 'string', 'time', 'boolean')),
    }),
  ),
  query: optionsFrom(fields<Extract<OverrideMatch, { query: unknown }>>({ query: required(name) })),
  signal: optionsFrom(
    fields<Extract<OverrideMatch, { signal: unknown }>>({ signal: required(made('signal()', 'signal')) }),
  ),
  value: optionsFrom(
    fields<Value>({
      value: required(
        optionsFrom(
          fields<Value['value']>({
            calculation: required(calculation),
            op: required(choice('eq', 'neq', 'lt', 'lte', 'gt', 'gte')),
            value: required(number()),
          }),
        ),
      ),
    }),
  ),
};
const match = chosenBy((value) => {
  if (!isRecord(value)) return matches.name;
  const kinds = ['pattern', 'type', 'query', 'signal', 'value'] as const;
  return matches[kinds.find((kind) => kind in value) ?? 'name'];
});

const properties: Shape = (value) => {
  const found = record(json, name)(value);
  if (found !== undefined || !isRecord(value) || typeof value.unit !== 'string') return found;
  return optionsFrom({ unit: required(unit) })({ unit: value.unit });
};

/** Overrides with the given options. */
export function overridesShape(options: FieldTable): Shape {
  return list(optionsFrom({ match: required(match), properties, ...options }));
}
