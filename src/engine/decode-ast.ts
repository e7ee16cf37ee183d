import type {
  Aggregation,
  AtModifier,
  Binary,
  Call,
  Expression,
  Matcher,
  MatchOperator,
  MatrixSelector,
  Modifiers,
  Subquery,
  VectorMatching,
  VectorSelector,
} from './ast.js';
import type { Response } from './wire.js';

const matchOperators: readonly MatchOperator[] = ['=', '!=', '=~', '!~'];
const cards = ['one-to-one', 'many-to-one', 'one-to-many', 'many-to-many'] as const;
const noMatchers: readonly Matcher[] = Object.freeze([]);
const noLabels: readonly string[] = Object.freeze([]);

const flag = {
  offset: 1,
  timestamp: 2,
  start: 4,
  end: 8,
  anchored: 16,
  smoothed: 32,
  offsetExpr: 64,
} as const;

/** Reads a syntax tree. Node kinds and the order of fields are those of `go/ast.go`. */
export function decodeExpression(input: Response): Expression {
  const kind = input.word();
  const start = input.word();
  const end = input.word();
  switch (kind) {
    case 0: {
      const duration = input.flag();
      return { kind: 'number', start, end, value: input.number(), duration };
    }
    case 1:
      return { kind: 'string', start, end, value: input.string() };
    case 2:
      return vector(input, start, end);
    case 3:
      return matrix(input, start, end);
    case 4:
      return subquery(input, start, end);
    case 5:
      return call(input, start, end);
    case 6:
      return aggregation(input, start, end);
    case 7:
      return binary(input, start, end);
    case 8: {
      const op = input.string() as '+' | '-';
      return { kind: 'unary', start, end, op, expr: decodeExpression(input) };
    }
    case 9:
      return { kind: 'paren', start, end, expr: decodeExpression(input) };
    default:
      throw new Error(`unknown node kind ${kind} from the engine`);
  }
}

function vector(input: Response, start: number, end: number): VectorSelector {
  const flags = input.word();
  const { offsetMs, at, offsetExpr } = modifiers(input, flags);
  const name = input.string();
  const count = input.word();
  let matchers = noMatchers;
  if (count > 0) {
    const list = new Array<Matcher>(count);
    for (let i = 0; i < count; i++) {
      const label = input.string();
      const op = matchOperators[input.word()] as MatchOperator;
      list[i] = { name: label, op, value: input.string() };
    }
    matchers = list;
  }
  const extension = flags & flag.anchored ? 'anchored' : flags & flag.smoothed ? 'smoothed' : undefined;
  return { kind: 'vector', start, end, name, matchers, offsetMs, offsetExpr, at, extension };
}

function modifiers(input: Response, flags: number): Modifiers {
  const offsetMs = flags & flag.offset ? input.number() : 0;
  let at: AtModifier | undefined;
  if (flags & flag.timestamp) at = input.number();
  else if (flags & flag.start) at = 'start';
  else if (flags & flag.end) at = 'end';
  const offsetExpr = flags & flag.offsetExpr ? input.string() : undefined;
  return { offsetMs, at, offsetExpr };
}

function matrix(input: Response, start: number, end: number): MatrixSelector {
  const rangeMs = input.number();
  const rangeExpr = optionalText(input);
  const selector = decodeExpression(input) as VectorSelector;
  return { kind: 'matrix', start, end, selector, rangeMs, rangeExpr };
}

function subquery(input: Response, start: number, end: number): Subquery {
  const { offsetMs, at, offsetExpr } = modifiers(input, input.word());
  const rangeMs = input.number();
  const rangeExpr = optionalText(input);
  const step = input.number();
  const stepExpr = optionalText(input);
  const expr = decodeExpression(input);
  const stepMs = step === 0 ? undefined : step;
  return {
    kind: 'subquery',
    start,
    end,
    expr,
    rangeMs,
    rangeExpr,
    stepMs,
    stepExpr,
    offsetMs,
    offsetExpr,
    at,
  };
}

function call(input: Response, start: number, end: number): Call {
  const func = input.string();
  const count = input.word();
  const args = new Array<Expression>(count);
  for (let i = 0; i < count; i++) args[i] = decodeExpression(input);
  return { kind: 'call', start, end, func, args };
}

function aggregation(input: Response, start: number, end: number): Aggregation {
  const op = input.string();
  const without = input.flag();
  const grouping = labels(input);
  const expr = decodeExpression(input);
  const param = input.flag() ? decodeExpression(input) : undefined;
  return { kind: 'aggregation', start, end, op, expr, param, grouping, without };
}

function binary(input: Response, start: number, end: number): Binary {
  const op = input.string();
  const returnBool = input.flag();
  const matching = input.flag() ? vectorMatching(input) : undefined;
  const lhs = decodeExpression(input);
  const rhs = decodeExpression(input);
  return { kind: 'binary', start, end, op, lhs, rhs, returnBool, matching };
}

function vectorMatching(input: Response): VectorMatching {
  const card = cards[input.word()] as VectorMatching['card'];
  const on = input.flag();
  const names = labels(input);
  const include = labels(input);
  const fillLeft = input.flag() ? input.number() : undefined;
  const fillRight = input.flag() ? input.number() : undefined;
  return { card, on, labels: names, include, fillLeft, fillRight };
}

function labels(input: Response): readonly string[] {
  const list = input.strings();
  return list.length === 0 ? noLabels : list;
}

function optionalText(input: Response): string | undefined {
  return input.flag() ? input.string() : undefined;
}
