import type { ReduceDataOptions } from '@grafana/grafana-foundation-sdk/common';
import { chosenBy, fields, flag, name, optionsFrom, whole } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import type { Data } from '../sdk.js';
import { type Calculation, calculation } from './calculation.js';

/** How series are reduced to the values that are shown. */
export interface ReduceOptions {
  /** Calculation. @default lastNotNull */
  readonly calculation?: Calculation;
  /** Fields to show: a name, or a regular expression between slashes. @default numeric fields */
  readonly fields?: string;
  /** Shows every row instead of a calculation. @default false */
  readonly values?: boolean;
  /** Maximum number of rows with `values`: 1 to 10000. */
  readonly limit?: number;
}
/** A calculation, or options of how series are reduced. */
export type Reduce = Calculation | ReduceOptions;

const object = optionsFrom(
  fields<ReduceOptions>({ calculation, fields: name, values: flag, limit: whole(1, 10_000) }),
);
export const reduceShape = chosenBy((value) => (isRecord(value) ? object : calculation));

function reduceLongForm(reduce: Reduce): ReduceOptions {
  return typeof reduce === 'string' ? { calculation: reduce } : reduce;
}

export function reduceOptions(reduce: Reduce): Data<ReduceDataOptions> {
  const {
    calculation: calc = 'lastNotNull',
    fields: shown = '',
    values = false,
    limit,
  } = reduceLongForm(reduce);
  return { calcs: [calc], fields: shown, values, ...(limit === undefined ? {} : { limit }) };
}
