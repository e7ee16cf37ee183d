import type { Matcher, Metric, RangeExtension } from '../../catalog/index.js';

/** A range window: fixed, or `auto` for the panel's rate interval on dashboards and the rule's own window in rules. */
export type Window = string;
export const autoWindow = 'auto';

/** A PromQL expression as plain data. */
export type Node =
  | NumberNode
  | VariableNode
  | StringNode
  | SelectorNode
  | RangeNode
  | SubqueryNode
  | CallNode
  | AggregateNode
  | BinaryNode
  | NegateNode
  | RawNode;

export interface NumberNode {
  readonly type: 'number';
  readonly value: number;
  /** Set on the one number of an alert that environments may override. */
  readonly threshold?: true;
}
/** A variable of a dashboard in the place of a number. */
export interface VariableNode {
  readonly type: 'variable';
  readonly text: string;
}
export interface StringNode {
  readonly type: 'string';
  readonly value: string;
}
export interface SelectorNode {
  readonly type: 'selector';
  readonly name: string;
  readonly metric: Metric | undefined;
  readonly matchers: readonly Matcher[];
  readonly offset?: string | undefined;
  readonly at?: number | 'start' | 'end' | undefined;
  readonly extension?: RangeExtension | undefined;
}
export interface RangeNode {
  readonly type: 'range';
  readonly of: SelectorNode;
  readonly window: Window;
}
export interface SubqueryNode {
  readonly type: 'subquery';
  readonly of: Node;
  readonly window: Window;
  readonly step?: string | undefined;
  readonly offset?: string | undefined;
  readonly at?: number | 'start' | 'end' | undefined;
}
export interface CallNode {
  readonly type: 'call';
  readonly name: string;
  readonly args: readonly Node[];
}
export interface AggregateNode {
  readonly type: 'aggregate';
  readonly op: string;
  readonly of: Node;
  readonly param?: Node | undefined;
  readonly by?: readonly string[] | undefined;
  readonly without?: readonly string[] | undefined;
}
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | 'atan2'
  | '=='
  | '!='
  | '>'
  | '<'
  | '>='
  | '<='
  | '</'
  | '>/'
  | 'and'
  | 'or'
  | 'unless';
export interface BinaryNode {
  readonly type: 'binary';
  readonly op: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
  readonly bool?: boolean | undefined;
  /** Set where the definition says that the left side is a part of the right one: a ratio, also of unknown units. */
  readonly ratio?: true;
  readonly matching?: MatchingClause | undefined;
}
export interface MatchingClause {
  readonly on?: readonly string[] | undefined;
  readonly ignoring?: readonly string[] | undefined;
  readonly group?: 'left' | 'right' | undefined;
  readonly include?: readonly string[] | undefined;
  /** Values for series that are missing on one side. */
  readonly fillLeft?: number | undefined;
  readonly fillRight?: number | undefined;
}
export interface NegateNode {
  readonly type: 'negate';
  readonly of: Node;
}
/** PromQL written by hand, with typed expressions in between. */
export interface RawNode {
  readonly type: 'raw';
  readonly parts: readonly (string | Node | { readonly window: Window })[];
}

/** False for an expression that is the same whatever is scraped, such as `vector(1)`: a dead man's switch. */
export function readsSeries(node: Node): boolean {
  // Text may be a selector: only the parser could tell.
  return someNode(node, ({ type }) => type === 'selector' || type === 'range' || type === 'raw');
}

/** Whether a window in the expression follows that of its rule, which the option `over` sets. */
export function followsWindow(node: Node): boolean {
  return someNode(node, (one) => {
    if (one.type === 'raw') return one.parts.some((part) => isWindow(part) && part.window === autoWindow);
    return (one.type === 'range' || one.type === 'subquery') && one.window === autoWindow;
  });
}

/** Whether something holds for a node or for one within it. */
function someNode(node: Node, holds: (node: Node) => boolean): boolean {
  return holds(node) || childrenOf(node).some((child) => someNode(child, holds));
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'subquery':
    case 'negate':
      return [node.of];
    case 'call':
      return node.args;
    case 'aggregate':
      return node.param ? [node.of, node.param] : [node.of];
    case 'binary':
      return [node.left, node.right];
    case 'raw':
      return node.parts.filter((part): part is Node => typeof part !== 'string' && !isWindow(part));
    default:
      return [];
  }
}

/** A window in text. Nodes with windows have types too. */
function isWindow(part: RawNode['parts'][number]): part is { readonly window: Window } {
  return typeof part !== 'string' && !('type' in part);
}
