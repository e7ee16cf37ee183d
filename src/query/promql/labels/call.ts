import type { Matcher } from '../../../catalog/index.js';
import { anyLabels, type LabelFlow, noLabels, withLabel, without, withPossible } from './label-flow.js';

/** Functions whose series are not those of their first argument, by the index of the argument. */
const seriesArgument: Readonly<Record<string, number>> = {
  histogram_quantile: 1,
  quantile_over_time: 1,
  histogram_fraction: 2,
};

/** Functions that return one number without labels. */
export const scalarFunctions: ReadonlySet<string> = new Set([
  'time',
  'scalar',
  'pi',
  'start',
  'end',
  'range',
  'step',
  'max_of',
  'min_of',
]);

/** Index of the argument whose series a function transforms. */
export function seriesArgumentOf(name: string): number {
  return seriesArgument[name] ?? 0;
}

/** Access to the arguments of a call in a syntax tree. */
export interface ArgumentReader<Argument> {
  /** The text of a string; undefined for anything else, and for a string that is not known. */
  text(argument: Argument): string | undefined;
  /** The matchers of a selector, with or without a range; undefined for anything else. */
  matchers(argument: Argument): readonly Matcher[] | undefined;
}

/** How a function changes the labels of its operand. */
type Rule = <Argument>(
  operand: LabelFlow,
  args: readonly Argument[],
  read: ArgumentReader<Argument>,
) => LabelFlow;

const none: Rule = () => noLabels;
const withoutBound: Rule = (operand) => without(operand, ['le']);

/** Functions that do not keep the labels of their operand. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...[...scalarFunctions].map((name) => [name, none] as const),
  ['vector', none],
  ['absent', absentFlow],
  ['absent_over_time', absentFlow],
  ['histogram_quantile', withoutBound],
  ['histogram_fraction', withoutBound],
  ['histogram_quantiles', quantilesFlow],
  ['label_replace', replaceFlow],
  ['label_join', joinFlow],
  // Adds labels of info metrics; the catalog does not say which ones.
  ['info', (operand) => ({ ...operand, open: true, gone: noLabels.gone })],
]);

/**
 * Labels of the result of a function.
 *
 * @param flows The labels of each of `args`, in their order
 */
export function callFlow<Argument>(
  name: string,
  args: readonly Argument[],
  flows: readonly LabelFlow[],
  read: ArgumentReader<Argument>,
): LabelFlow {
  const operand = flows[seriesArgumentOf(name)] ?? noLabels;
  const rule = rules.get(name);
  return rule ? rule(operand, args, read) : operand;
}

/**
 * Whether each series of the result has the labels of the one series that it is computed from, apart from `le`: then a
 * matcher on another label gives the same on the operand as on the result.
 */
export function keepsSeries(name: string): boolean {
  const rule = rules.get(name);
  return rule === undefined || rule === withoutBound;
}

/** As in Prometheus: `absent()` has each label that exactly one equality matcher sets. */
function absentFlow<Argument>(
  _operand: LabelFlow,
  [argument]: readonly Argument[],
  read: ArgumentReader<Argument>,
): LabelFlow {
  const matchers = argument === undefined ? undefined : read.matchers(argument);
  if (!matchers) return noLabels;
  const labels = new Map<string, string | undefined>();
  for (const { label, operator, value } of matchers) {
    if (label === '__name__') continue;
    labels.set(label, operator === '=' && !labels.has(label) ? value : undefined);
  }
  let flow = noLabels;
  for (const [label, value] of labels) if (value) flow = withLabel(flow, label, value);
  return flow;
}

function replaceFlow<Argument>(
  operand: LabelFlow,
  args: readonly Argument[],
  read: ArgumentReader<Argument>,
): LabelFlow {
  const [, target, replacement, source, pattern] = args.map(read.text);
  if (target === undefined) return anyLabels;
  const constant = replacement !== undefined && replacement !== '' && !replacement.includes('$');
  const all = pattern === '.*' || (pattern === '' && source === '');
  return constant && all ? withLabel(operand, target) : withPossible(operand, target);
}

function joinFlow<Argument>(
  operand: LabelFlow,
  args: readonly Argument[],
  read: ArgumentReader<Argument>,
): LabelFlow {
  const [, target, separator, ...sources] = args.map(read.text);
  if (target === undefined) return anyLabels;
  const separated = separator !== undefined && separator !== '' && sources.length > 1;
  const filled = sources.some((source) => source !== undefined && operand.guaranteed.has(source));
  return separated || filled ? withLabel(operand, target) : withPossible(operand, target);
}

function quantilesFlow<Argument>(
  operand: LabelFlow,
  [, label]: readonly Argument[],
  read: ArgumentReader<Argument>,
): LabelFlow {
  const name = label === undefined ? undefined : read.text(label);
  return name === undefined ? anyLabels : withLabel(without(operand, ['le']), name);
}
