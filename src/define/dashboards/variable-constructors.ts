import { closed } from '../../catalog/misses.js';
import { validate } from '../../catalog/shape/index.js';
import type { DatasourceVariable } from './datasource.js';
import type {
  AdhocVariable,
  ConstantVariable,
  CustomVariable,
  IntervalVariable,
  QueryVariable,
  RawVariable,
  TextVariable,
  Variable,
} from './variable.js';
import { variableShapes, type Written } from './variable-shapes.js';

function variableOf<Type extends Variable['type'], Result extends Extract<Variable, { type: Type }>>(
  type: Type,
): (options: Written<Result>) => Result {
  const make = (options: Written<Result>): Result => {
    validate(variableShapes[type], options, `variable.${type}`, make);
    return { type, ...options } as unknown as Result;
  };
  return make;
}

/**
 * One function per type of dashboard variable.
 *
 * @example variable.query({ name: 'topic', query: labelValues(metrics.queue_length, 'topic') })
 */
export const variable = closed('variable', 'type', {
  /** Values of a query, usually those of a label: `variable.query({ name, query: labelValues(metric, label) })`. */
  query: variableOf<'query', QueryVariable>('query'),
  /** A list of values. */
  custom: variableOf<'custom', CustomVariable>('custom'),
  /** Intervals such as `1m`, for the windows of queries. */
  interval: variableOf<'interval', IntervalVariable>('interval'),
  /** Free text. */
  text: variableOf<'text', TextVariable>('text'),
  /** A constant, which is not shown. */
  constant: variableOf<'constant', ConstantVariable>('constant'),
  /** Data sources of one type. */
  datasource: variableOf<'datasource', DatasourceVariable>('datasource'),
  /** Ad hoc filters, which Grafana adds to every query of the data source. */
  adhoc: variableOf<'adhoc', AdhocVariable>('adhoc'),
  /** A variable of any other type, as Grafana's JSON. */
  raw: variableOf<'raw', RawVariable>('raw'),
} as const);
