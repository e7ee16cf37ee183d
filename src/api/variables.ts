/**
 * Variables of a dashboard.
 *
 * @module
 */
export {
  type AdhocFilter,
  type AdhocVariable,
  type ConstantVariable,
  type CustomVariable,
  type DatasourceVariable,
  type IntervalVariable,
  type LabelValuesQuery,
  labelValues,
  type QueryVariable,
  type RawVariable,
  type TextVariable,
  type Variable,
  variable,
} from '../define/index.js';
