import { childrenOf, type Engine, type Expression } from '../../engine/index.js';
import { reasonOf } from '../../errors/caught.js';
import { nodeOf, print } from '../../query/index.js';
import { type Code, call } from '../code/code.js';
import { evaluate, type Scope } from '../code/evaluate.js';
import { bare } from './constant.js';
import { noLabels } from './labels.js';
import { normalForm } from './normal.js';
import type { Prepared } from './prepare.js';
import { typedExpression } from './typed.js';
import { type SeriesCode, type Typed, Untyped } from './typed-model.js';
import { hasPlaceholder, readings } from './variables.js';

/** An expression that stands as PromQL text, and why. */
export interface RawExpression {
  readonly at: string;
  readonly expr: string;
  readonly reason: string;
}

/** An expression as the imported bundle has it. */
export interface WrittenExpression {
  readonly code: Code;
  readonly typed: boolean;
  /** The labels of its series, where the types have them. */
  readonly labels: ReadonlySet<string>;
  /** Whether it is a metric's own series, and no expression. */
  readonly isSeries: boolean;
  /** Why it has no typed form. */
  readonly reason?: string | undefined;
}

export type SeriesFinder = (name: string) => SeriesCode | undefined;

/**
 * Writes expressions in typed functions, each proven: what the functions print is read by Prometheus' parser, and is kept
 * where it is the expression of the input. Others are written as PromQL.
 *
 * @param wanted The labels that users of the series need, for the type of PromQL that is written as text.
 */
export function writeExpression(
  prepared: Prepared,
  find: SeriesFinder,
  scope: Scope,
  engine: Engine,
  wanted: readonly string[] = [],
): WrittenExpression {
  const { ast } = prepared;
  if (!ast) {
    const reason = prepared.hasNames
      ? 'a variable stands for more than a number, a duration or a name'
      : 'no PromQL that Prometheus reads';
    return rawExpression(prepared, reason, wanted);
  }
  if (wrapsVariable(ast)) return rawExpression(prepared, 'parentheses around a variable', wanted);
  let typed: Typed & { readonly type: 'vector' };
  try {
    const found = typedExpression(ast, { series: find, auto: prepared.auto, variables: prepared.variables });
    // A variable or a number alone says nothing of what it is.
    if (found.type === 'scalar' && found.code.kind !== 'call') throw new Untyped('a number without series');
    typed =
      found.type === 'vector'
        ? found
        : { code: call('asSeries', found.code), type: 'vector', labels: noLabels };
  } catch (error) {
    if (!(error instanceof Untyped)) throw error;
    return rawExpression(prepared, error.message, wanted);
  }
  const difference = provenDifference(typed.code, prepared, ast, scope, engine);
  if (difference !== undefined) return rawExpression(prepared, difference, wanted);
  return { code: typed.code, typed: true, labels: typed.labels, isSeries: typed.series !== undefined };
}

/** Whether parentheses stand around a variable: they matter if its value is an expression. */
function wrapsVariable(node: Expression): boolean {
  if (node.kind === 'paren') {
    const inner = bare(node);
    const of = inner.kind === 'call' && inner.func === 'scalar' ? inner.args[0] : inner;
    if (of?.kind === 'vector' && hasPlaceholder(of.name)) return true;
  }
  return childrenOf(node).some(wrapsVariable);
}

/** PromQL as text. */
function rawExpression(
  { text, ast }: Prepared,
  reason: string,
  labels: readonly string[],
): WrittenExpression {
  // A line feed that only parts words makes a text of several lines of no use.
  const line = ast && !/[#`]/.test(text) ? text.trim().replaceAll(/\s*\n\s*/g, ' ') : text.trim();
  const code: Code = { kind: 'template', tag: 'promql', labels, text: line };
  return { code, typed: false, labels: new Set(labels), isSeries: false, reason };
}

/** What the code prints, where it is not the expression that it was written for. */
function provenDifference(
  code: Code,
  { auto, variables }: Prepared,
  ast: Expression,
  scope: Scope,
  engine: Engine,
): string | undefined {
  let text: string;
  try {
    const value = evaluate(code, scope) as Parameters<typeof nodeOf>[0];
    text = print(nodeOf(value), { window: auto === undefined ? '5m' : `${auto}ms` });
  } catch (error) {
    return reasonOf(error);
  }
  const expected = normalForm(ast);
  const parsed = engine.parse(
    readings(text, variables).map((one) => one.text),
    { features: 'all' },
  );
  if (parsed.some((one) => one.ok && normalForm(one.ast) === expected)) return undefined;
  return `the typed form says ${text}`;
}
