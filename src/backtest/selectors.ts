import { selectorText } from '../catalog/selector-text.js';
import { childrenOf, type Expression, selectedName, type VectorSelector } from '../engine/index.js';

/** A selector of series that an expression reads, and how far it looks back from each evaluation, in milliseconds. */
export interface Read {
  /** PromQL, without offset and window: `up{job="api"}`. */
  readonly selector: string;
  /** Name of the metric; empty where the selector has none. */
  readonly name: string;
  /** Longest window with offset and surrounding subqueries; without a window, the lookback delta. */
  readonly reachMs: number;
  /**
   * Read as an instant vector somewhere, where it matters when a series ends: a step in milliseconds that has all times at
   * which it is read so, with those at which groups are evaluated. Undefined where only windows are read.
   */
  readonly instantStepMs: number | undefined;
}

/** Lookback delta of Prometheus: how long a sample is used without a newer one. */
export const lookbackMs = 5 * 60_000;

/** An expression and the interval at which it is evaluated, in milliseconds. */
export interface EvaluatedExpression {
  readonly tree: Expression;
  readonly intervalMs: number;
}

/**
 * What expressions read, each selector once.
 *
 * @param subqueryStepMs step of subqueries without one
 */
export function readsOf(expressions: readonly EvaluatedExpression[], subqueryStepMs = 60_000): Read[] {
  const found = new Map<string, Read>();
  for (const { tree, intervalMs } of expressions) {
    visit(tree, { stepMs: intervalMs, outerMs: 0, subqueryStepMs }, (node, windowMs, { stepMs, outerMs }) => {
      const selector = textOf(node);
      const before = found.get(selector);
      const reachMs = (windowMs ?? lookbackMs) + Math.max(0, node.offsetMs) + outerMs;
      const instantStepMs = windowMs === undefined ? shifted(stepMs, node.offsetMs) : undefined;
      found.set(selector, {
        selector,
        name: selectedName(node) ?? '',
        reachMs: Math.max(reachMs, before?.reachMs ?? 0),
        instantStepMs: common(instantStepMs, before?.instantStepMs),
      });
    });
  }
  return [...found.values()];
}

/** The distance of two times that both steps have; the other one where one is undefined. */
function common(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : greatestDivisor(a, b);
}

/** Euclid's algorithm, for whole numbers. */
export function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Scrapes are not more frequent than this as a rule: a finer step costs the server more and returns nothing new. */
const finestStepMs = 5000;

/** A step that also has the times which an offset moves to, where it does not become too fine. */
function shifted(stepMs: number, offsetMs: number): number {
  const step = greatestDivisor(stepMs, Math.abs(Math.round(offsetMs)));
  return step < finestStepMs ? stepMs : step;
}

/** All selectors in an expression. */
export function selectorsOf(tree: Expression): VectorSelector[] {
  const found: VectorSelector[] = [];
  visit(tree, { stepMs: 0, outerMs: 0, subqueryStepMs: 0 }, (node) => found.push(node));
  return found;
}

/** How a node is evaluated: at which distance, and how much earlier than the whole expression. */
interface Surroundings {
  readonly stepMs: number;
  readonly outerMs: number;
  readonly subqueryStepMs: number;
}

type Found = (node: VectorSelector, windowMs: number | undefined, surroundings: Surroundings) => void;

function visit(node: Expression, around: Surroundings, found: Found): void {
  if (node.kind === 'vector') found(node, undefined, around);
  else if (node.kind === 'matrix') found(node.selector, node.rangeMs, around);
  else if (node.kind === 'subquery') {
    const outerMs = around.outerMs + node.rangeMs + Math.max(0, node.offsetMs);
    // Steps of a subquery are multiples of its step, whenever it is evaluated.
    const own = node.stepMs ?? around.subqueryStepMs;
    visit(node.expr, { ...around, outerMs, stepMs: greatestDivisor(around.stepMs, own) }, found);
  } else for (const child of childrenOf(node)) visit(child, around, found);
}

function textOf({ name, matchers }: VectorSelector): string {
  return selectorText(name === '' ? matchers : [{ name: '__name__', op: '=', value: name }, ...matchers]);
}
