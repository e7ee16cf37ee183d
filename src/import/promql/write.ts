import type { Engine, Expression } from '../../engine/index.js';
import { nodeOf, print } from '../../query/index.js';
import type { Code } from '../code/code.js';
import { evaluate, type Scope } from '../code/evaluate.js';
import { normalForm } from './normal.js';
import type { Prepared } from './prepare.js';
import { typedExpression } from './typed.js';
import { type SeriesCode, type Typed, Untyped } from './typed-model.js';

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
  if (!ast) return rawExpression(prepared, 'a variable replaces a part of the query', wanted);
  let typed: Typed;
  try {
    typed = typedExpression(ast, { series: find, auto: prepared.auto, variables: prepared.variables });
    if (typed.type === 'scalar') throw new Untyped('a number without series');
  } catch (error) {
    if (!(error instanceof Untyped)) throw error;
    return rawExpression(prepared, error.message, wanted);
  }
  const difference = provenDifference(typed.code, prepared, ast, scope, engine);
  if (difference !== undefined) return rawExpression(prepared, difference, wanted);
  return { code: typed.code, typed: true, labels: typed.labels, isSeries: typed.series !== undefined };
}

/** PromQL as text. */
export function rawExpression(
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
  { auto }: Prepared,
  ast: Expression,
  scope: Scope,
  engine: Engine,
): string | undefined {
  let text: string;
  try {
    const value = evaluate(code, scope) as Parameters<typeof nodeOf>[0];
    text = print(nodeOf(value), { window: auto === undefined ? '5m' : `${auto}ms` });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const [parsed] = engine.parse([text], { features: 'all' });
  if (parsed?.ok && normalForm(parsed.ast) === normalForm(ast)) return undefined;
  return `the typed form says ${text}`;
}
