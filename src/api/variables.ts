/** Variables of a dashboard. */
export {
  type AdhocVariable,
  type ConstantVariable,
  type CustomVariable,
  type DatasourceVariable,
  type IntervalVariable,
  type LabelValuesQuery,
  labelValues,
  type QueryVariable,
  type TextVariable,
  type Variable,
  variable,
} from '../define/index.js';
