import type { Call, Expression, VectorSelector } from '../../../engine/index.js';
import { hasPlaceholder } from '../../collect/placeholder.js';
import {
  anyLabels,
  exactly,
  type LabelFlow,
  noLabels,
  withLabel,
  without,
  withPossible,
} from '../label-flow.js';

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

export function callFlow(node: Call, flows: readonly LabelFlow[]): LabelFlow {
  const operand = flows[seriesArgumentOf(node.func)] ?? noLabels;
  switch (node.func) {
    case 'vector':
    case 'time':
    case 'scalar':
    case 'pi':
      return noLabels;
    case 'absent':
    case 'absent_over_time':
      return absentFlow(node.args[0]);
    case 'histogram_quantile':
    case 'histogram_fraction':
      return without(operand, ['le']);
    case 'label_replace':
      return replaceFlow(node, operand);
    case 'label_join':
      return joinFlow(node, operand);
    case 'histogram_quantiles':
      return quantilesFlow(node, operand);
    case 'info':
      // Adds labels of info metrics; the catalog does not say of which.
      return { ...operand, open: true };
    default:
      return operand;
  }
}

/** As in Prometheus: `absent()` has each label that exactly one equality matcher sets. */
function absentFlow(argument: Expression | undefined): LabelFlow {
  const selector = argument && bareSelector(argument);
  if (!selector) return noLabels;
  const labels = new Map<string, string | undefined>();
  for (const { name, op, value } of selector.matchers) {
    if (name === '__name__') continue;
    labels.set(name, op === '=' && !labels.has(name) ? value : undefined);
  }
  const named = [...labels].filter(([, value]) => value !== undefined && value !== '').map(([name]) => name);
  return named.length === 0 ? noLabels : exactly(named);
}

function bareSelector(node: Expression): VectorSelector | undefined {
  if (node.kind === 'vector') return node;
  if (node.kind === 'matrix') return node.selector;
  return node.kind === 'paren' ? bareSelector(node.expr) : undefined;
}

function replaceFlow({ args }: Call, operand: LabelFlow): LabelFlow {
  const [, target, replacement, source, pattern] = args;
  if (target?.kind !== 'string' || hasPlaceholder(target.value)) return anyLabels;
  const constant =
    replacement?.kind === 'string' && replacement.value !== '' && !replacement.value.includes('$');
  const all =
    pattern?.kind === 'string' &&
    (pattern.value === '.*' || (pattern.value === '' && source?.kind === 'string' && source.value === ''));
  if (constant && all) return withLabel(operand, target.value);
  return withPossible(operand, target.value);
}

function joinFlow({ args }: Call, operand: LabelFlow): LabelFlow {
  const [, target, separator, ...sources] = args;
  if (target?.kind !== 'string' || hasPlaceholder(target.value)) return anyLabels;
  const separated = separator?.kind === 'string' && separator.value !== '' && sources.length > 1;
  const filled = sources.some((source) => source.kind === 'string' && operand.guaranteed.has(source.value));
  return separated || filled ? withLabel(operand, target.value) : withPossible(operand, target.value);
}

function quantilesFlow({ args }: Call, operand: LabelFlow): LabelFlow {
  const label = args[1];
  return label?.kind === 'string' ? withLabel(without(operand, ['le']), label.value) : anyLabels;
}
