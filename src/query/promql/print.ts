import type { Matcher } from '../../catalog/index.js';
import { labelList, printMatcher, quoted } from './matcher-text.js';
import { hasVariable, isPlainMetricName } from './names.js';
import { endsInComment, narrow } from './narrow.js';
import {
  type AggregateNode,
  autoWindow,
  type BinaryNode,
  type BinaryOperator,
  type MatchingClause,
  type Node,
  type RawNode,
  type SelectorNode,
} from './node.js';

/** How an expression is rendered: for a dashboard or for a rule. */
export interface PrintContext {
  /** The replacement of `auto` windows: a duration or a Grafana macro. */
  readonly window: string;
  /**
   * Matchers to add to a selector, such as a dashboard's namespace variable or an environment's cluster. A selector
   * in PromQL that was written by hand has no metric, and the empty name where none is written.
   */
  readonly inject?: ((selector: SelectorNode) => readonly Matcher[]) | undefined;
}

/** PromQL on one line, in the spelling of Prometheus' own printer. */
export function print(node: Node, context: PrintContext): string {
  switch (node.type) {
    case 'number':
      return printNumber(node.value);
    case 'variable':
      return node.text;
    case 'string':
      return quoted(node.value);
    case 'selector':
      return printSelector(node, '', context);
    case 'range':
      return printSelector(node.of, `[${windowText(node.window, context)}]`, context);
    case 'subquery':
      return `${subqueryOperand(node.of, context)}[${windowText(node.window, context)}:${node.step ?? ''}]${printAt(node.at)}${printOffset(node.offset)}`;
    case 'call':
      return `${node.name}(${node.args.map((arg) => print(arg, context)).join(', ')})`;
    case 'aggregate':
      return printAggregate(node, context);
    case 'binary':
      return printBinary(node, context);
    case 'negate':
      return `-${operand(node.of, unaryPrecedence, context)}`;
    case 'raw':
      return printRaw(node, context);
  }
}

const precedence: Record<BinaryOperator, number> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '>': 3,
  '<': 3,
  '>=': 3,
  '<=': 3,
  '</': 3,
  '>/': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 7,
};
const unaryPrecedence = 6;

function precedenceOf(node: Node): number {
  if (node.type === 'binary') return precedence[node.op];
  if (node.type === 'negate' || (node.type === 'number' && isNegative(node.value))) return unaryPrecedence;
  return node.type === 'raw' ? 0 : 8;
}

/** `node` as an operand of an operator that binds as strongly as `than`. */
function operand(node: Node, than: number, context: PrintContext): string {
  const text = print(node, context);
  return precedenceOf(node) < than ? `(${text})` : text;
}

function printBinary(node: BinaryNode, context: PrintContext): string {
  const own = precedence[node.op];
  const rightAssociative = node.op === '^';
  const left = operand(node.left, rightAssociative ? own + 1 : own, context);
  const right = operand(node.right, rightAssociative ? own : own + 1, context);
  const bool = node.bool ? ' bool' : '';
  return `${left} ${node.op}${bool}${printMatching(node.matching)} ${right}`;
}

function printMatching(matching: MatchingClause | undefined): string {
  if (!matching) return '';
  const { on, ignoring = [], group, include } = matching;
  // Matching on all labels is what an operator does anyway.
  const clause = on
    ? ` on (${labelList(on)})`
    : ignoring.length > 0 || group
      ? ` ignoring (${labelList(ignoring)})`
      : '';
  return clause + (group ? ` group_${group} (${labelList(include)})` : '') + printFill(matching);
}

function printFill({ fillLeft, fillRight }: MatchingClause): string {
  if (fillLeft !== undefined && fillLeft === fillRight) return ` fill (${printNumber(fillLeft)})`;
  const left = fillLeft === undefined ? '' : ` fill_left (${printNumber(fillLeft)})`;
  return fillRight === undefined ? left : `${left} fill_right (${printNumber(fillRight)})`;
}

function printAggregate(node: AggregateNode, context: PrintContext): string {
  const grouping = node.without
    ? ` without (${labelList(node.without)})`
    : node.by && node.by.length > 0
      ? ` by (${labelList(node.by)})`
      : '';
  const args = node.param ? `${print(node.param, context)}, ` : '';
  return `${node.op}${grouping}${grouping === '' ? '' : ' '}(${args}${print(node.of, context)})`;
}

function printSelector(node: SelectorNode, range: string, context: PrintContext): string {
  const plain = node.name === '' || isPlainMetricName(node.name) || hasVariable(node.name);
  const matchers = node.matchers.map(printMatcher);
  if (!plain) matchers.unshift(quoted(node.name));
  if (context.inject) matchers.push(...context.inject(node).map(printMatcher));
  const braces = matchers.length > 0 ? `{${matchers.join(',')}}` : '';
  const extension = node.extension === undefined ? '' : ` ${node.extension}`;
  return `${plain ? node.name : ''}${braces}${range}${extension}${printAt(node.at)}${printOffset(node.offset)}`;
}

function printAt(at: SelectorNode['at']): string {
  if (at === undefined) return '';
  return typeof at === 'number' ? ` @ ${printNumber(at)}` : ` @ ${at}()`;
}

function printOffset(offset: string | undefined): string {
  return offset === undefined ? '' : ` offset ${offset}`;
}

function subqueryOperand(node: Node, context: PrintContext): string {
  return operand(node, 8, context);
}

function printRaw({ parts }: RawNode, context: PrintContext): string {
  const written = parts.map((part) => rawPart(part, context)).join('');
  const text = context.inject ? narrow(written, context.inject) : written;
  // What follows a comment, such as a bracket, must not become part of it.
  return endsInComment(text) ? `${text}\n` : text;
}

function rawPart(part: string | Node | { readonly window: string }, context: PrintContext): string {
  if (typeof part === 'string') return part;
  return 'type' in part ? operand(part, 8, context) : windowText(part.window, context);
}

function windowText(window: string, context: PrintContext): string {
  return window === autoWindow ? context.window : window;
}

/** Numbers in a form that Prometheus parses back to the same value. */
function printNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Negative zero too: dividing by it changes the sign of infinity. */
function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}
