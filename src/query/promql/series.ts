import {
  type GrafanaVariable,
  type LabelMatch,
  type Selector,
  selector,
  toMatchers,
} from '../../catalog/index.js';
import { labelMatches, list, options as optionsOf, text, validate } from '../../catalog/shape/index.js';
import { type AnyVector, type Expression, expression, nodeOf, type Vector } from './expression.js';

type Matches = Readonly<Record<string, LabelMatch>>;

/** Options of series that no single metric of a catalog has. */
export interface SeriesOptions<M extends Matches, L extends string> {
  /** Name with a variable of a dashboard in it, such as `$metric` or `${prefix}_total`. @default any name */
  readonly name?: string;
  /** What labels must match, the name as `__name__`. At least one match must not accept an empty text. @default none */
  readonly where?: M;
  /** Further labels that the series have. @default none */
  readonly labels?: readonly L[];
}

const shape = optionsOf<SeriesOptions<Matches, string>>({
  name: text,
  where: labelMatches(),
  labels: list(text),
});

/**
 * Series of metrics whose name is not fixed: chosen by a pattern, or by a variable of a dashboard. Functions of counters
 * and of gauges accept them. For a single metric, use the catalog: only there are labels and types known.
 *
 * @throws DefinitionError for options that are misspelt or have an invalid value
 * @example count(series({ where: { __name__: /job_.+/, job: 'api' } }), { by: ['__name__'] })
 */
export function series<const M extends Matches = Record<never, LabelMatch>, const L extends string = never>(
  options: SeriesOptions<M, L>,
): Selector<'any', (keyof M & string) | L | '__name__' | GrafanaVariable> {
  validate(shape, options, 'series', series);
  const { name = '', where = {} } = options;
  return selector({ kind: 'any', name, metric: undefined, matchers: toMatchers(where) });
}

const labelsShape = list(text, 1);

/**
 * The same series, with labels that the types do not know: those of relabelling, of `label_replace` with a variable, or
 * of hand-written PromQL. Adds nothing to the query.
 *
 * @example sum(withLabels(metrics.queue_length, 'region'), { by: ['region'] })
 */
export function withLabels<L extends string, const M extends string>(
  vector: Vector<L>,
  ...labels: readonly M[]
): Expression<L | M> {
  validate(labelsShape, labels, 'withLabels: the labels', withLabels);
  return expression(nodeOf(vector as AnyVector));
}
