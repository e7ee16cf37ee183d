import {
  choice,
  chosenBy,
  type FieldTable,
  fields,
  isRecord,
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
import { grafanaPattern } from '../shapes.js';
import { type Calculation, calculation } from './calculation.js';

/** A signal, by what tells one from another here. */
export interface SignalReference {
  readonly type: 'signal';
  readonly title: string;
}

/** The series that an override is for. */
export type OverrideMatch =
  /** Series of this name, as the legend has it; in a table, the column. */
  | { readonly name: string }
  /** Series whose names match, with or without slashes around the pattern. */
  | { readonly pattern: string }
  | { readonly type: 'number' | 'string' | 'time' | 'boolean' }
  /** Series of the query with this id. */
  | { readonly query: string }
  /** Series of a signal that the panel shows. */
  | { readonly signal: SignalReference }
  /** Series whose calculation compares so: `{ calculation: 'allIsZero', op: 'gte', value: 0 }`. */
  | {
      readonly value: {
        readonly calculation: Calculation;
        readonly op: 'eq' | 'neq' | 'lt' | 'lte' | 'gt' | 'gte';
        readonly value: number;
      };
    };

/** Options of a panel's fields for some series only: those that its type has for all of them. */
export type Override<FieldOptions = Record<never, never>> = FieldOptions & {
  /** The series that it is for. */
  readonly match: OverrideMatch;
  /** Grafana's property ids and their values, for what has no option: `{ 'custom.axisWidth': 80 }`. */
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

/** Overrides that take the given options. */
export function overridesShape(options: FieldTable): Shape {
  return list(optionsFrom({ match: required(match), properties, ...options }));
}
