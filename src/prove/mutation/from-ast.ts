import type { Metric } from '../../catalog/index.js';
import type { Binary, Expression, VectorSelector } from '../../engine/index.js';
import {
  type BinaryOperator,
  type MatchingClause,
  type Node,
  type PrintContext,
  print,
} from '../../query/index.js';
import type { ProofEngine } from '../run/session.js';
import { durationText } from '../scenario/time.js';
import { rewrite } from './tree.js';

/**
 * Replaces hand-written PromQL in an expression by nodes, with the engine's parser. What has no node type or does not
 * parse stays text.
 */
export function withoutRaw(
  node: Node,
  context: PrintContext,
  metrics: readonly Metric[],
  engine: ProofEngine,
): Node {
  return rewrite(node, (part) => {
    if (part.type !== 'raw') return part;
    const text = print(part, context);
    const [parsed] = engine.parse([text]);
    return parsed?.ok ? nodeOf(parsed.ast, text, metrics) : part;
  });
}

function nodeOf(ast: Expression, text: string, metrics: readonly Metric[]): Node {
  const inner = (part: Expression): Node => nodeOf(part, text, metrics);
  const asText: Node = { type: 'raw', parts: [text.slice(ast.start, ast.end)] };
  switch (ast.kind) {
    case 'number':
      return ast.duration ? asText : { type: 'number', value: ast.value };
    case 'string':
      return { type: 'string', value: ast.value };
    case 'vector':
      return selectorOf(ast, metrics) ?? asText;
    case 'matrix': {
      const of = selectorOf(ast.selector, metrics);
      if (of?.type !== 'selector' || ast.rangeExpr !== undefined) return asText;
      return { type: 'range', of, window: durationText(ast.rangeMs / 1000) };
    }
    case 'subquery': {
      const plain = ast.offsetMs === 0 && ast.offsetExpr === undefined && ast.at === undefined;
      if (!plain || ast.rangeExpr !== undefined || ast.stepExpr !== undefined) return asText;
      const step = ast.stepMs === undefined ? undefined : durationText(ast.stepMs / 1000);
      return { type: 'subquery', of: inner(ast.expr), window: durationText(ast.rangeMs / 1000), step };
    }
    case 'call':
      return { type: 'call', name: ast.func, args: ast.args.map(inner) };
    case 'aggregation':
      return {
        type: 'aggregate',
        op: ast.op,
        of: inner(ast.expr),
        param: ast.param && inner(ast.param),
        ...(ast.without ? { without: ast.grouping } : { by: ast.grouping }),
      };
    case 'binary':
      return binaryOf(ast, inner) ?? asText;
    case 'unary':
      return ast.op === '-' ? { type: 'negate', of: inner(ast.expr) } : inner(ast.expr);
    case 'paren':
      return inner(ast.expr);
  }
}

function selectorOf(ast: VectorSelector, metrics: readonly Metric[]): Node | undefined {
  if (ast.name === '' || ast.extension !== undefined || ast.offsetExpr !== undefined) return undefined;
  const metric = metrics.find(({ name }) => name === ast.name || partNames(name).includes(ast.name));
  const offset = `${ast.offsetMs < 0 ? '-' : ''}${durationText(Math.abs(ast.offsetMs) / 1000)}`;
  return {
    type: 'selector',
    name: ast.name,
    metric,
    matchers: ast.matchers.map(({ name, op, value }) => ({ label: name, operator: op, value })),
    ...(ast.offsetMs === 0 ? {} : { offset }),
    ...(ast.at === undefined ? {} : { at: typeof ast.at === 'number' ? ast.at / 1000 : ast.at }),
  };
}

function partNames(name: string): string[] {
  return ['_bucket', '_sum', '_count'].map((suffix) => name + suffix);
}

function binaryOf(ast: Binary, inner: (part: Expression) => Node): Node | undefined {
  const { matching } = ast;
  if (matching?.fillLeft !== undefined || matching?.fillRight !== undefined) return undefined;
  const group =
    matching?.card === 'many-to-one' ? 'left' : matching?.card === 'one-to-many' ? 'right' : undefined;
  const said = matching && (matching.on || matching.labels.length > 0 || group !== undefined);
  const clause: MatchingClause | undefined = said
    ? {
        ...(matching.on ? { on: matching.labels } : { ignoring: matching.labels }),
        ...(group === undefined ? {} : { group, include: matching.include }),
      }
    : undefined;
  return {
    type: 'binary',
    op: ast.op as BinaryOperator,
    left: inner(ast.lhs),
    right: inner(ast.rhs),
    bool: ast.returnBool,
    matching: clause,
  };
}
