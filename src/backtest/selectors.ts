import type { Expression, MatchOperator, VectorSelector } from '../engine/index.js';

/** A selector of series that an expression reads, and how far it looks back from each evaluation, in milliseconds. */
export interface Read {
  /** PromQL, without offset and window: `up{job="api"}`. */
  readonly selector: string;
  /** Name of the metric; empty where the selector has none. */
  readonly name: string;
  /** Longest window with offset and surrounding subqueries; without a window, the lookback delta. */
  readonly reachMs: number;
  /** Read as an instant vector somewhere: it matters then when the series ends. */
  readonly instant: boolean;
}

/** Lookback delta of Prometheus: how long a sample is used without a newer one. */
export const lookbackMs = 5 * 60_000;

/** What expressions read, each selector once. */
export function readsOf(trees: readonly Expression[]): Read[] {
  const found = new Map<string, Read>();
  for (const tree of trees) {
    visit(tree, 0, (node, windowMs, outerMs) => {
      const selector = textOf(node);
      const before = found.get(selector);
      const reachMs = (windowMs ?? lookbackMs) + Math.max(0, node.offsetMs) + outerMs;
      found.set(selector, {
        selector,
        name: nameOf(node),
        reachMs: Math.max(reachMs, before?.reachMs ?? 0),
        instant: windowMs === undefined || (before?.instant ?? false),
      });
    });
  }
  return [...found.values()];
}

type Found = (node: VectorSelector, windowMs: number | undefined, outerMs: number) => void;

function visit(node: Expression, outerMs: number, found: Found): void {
  if (node.kind === 'vector') found(node, undefined, outerMs);
  else if (node.kind === 'matrix') found(node.selector, node.rangeMs, outerMs);
  else if (node.kind === 'subquery') {
    visit(node.expr, outerMs + node.rangeMs + Math.max(0, node.offsetMs), found);
  } else for (const child of childrenOf(node)) visit(child, outerMs, found);
}

function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'call':
      return node.args;
    case 'aggregation':
      return node.param ? [node.expr, node.param] : [node.expr];
    case 'binary':
      return [node.lhs, node.rhs];
    case 'unary':
    case 'paren':
      return [node.expr];
    default:
      return [];
  }
}

function nameOf({ name, matchers }: VectorSelector): string {
  return name || (matchers.find((matcher) => matcher.name === '__name__' && matcher.op === '=')?.value ?? '');
}

function textOf({ name, matchers }: VectorSelector): string {
  const all =
    name === '' ? matchers : [{ name: '__name__', op: '=' as MatchOperator, value: name }, ...matchers];
  return `{${all.map((matcher) => `${quoted(matcher.name)}${matcher.op}${JSON.stringify(matcher.value)}`).join(',')}}`;
}

/** Label names of any characters are written in quotes. */
function quoted(label: string): string {
  return /^[a-zA-Z_]\w*$/.test(label) ? label : JSON.stringify(label);
}
