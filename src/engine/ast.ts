/** Type of an expression's value. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

/** Position of a node in the text, as UTF-16 offsets; `end` is exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface NumberLiteral extends Place {
  readonly kind: 'number';
  readonly value: number;
  /** True when it was written as a duration, like `5m`; the value is in seconds. */
  readonly duration: boolean;
}

export interface StringLiteral extends Place {
  readonly kind: 'string';
  readonly value: string;
}

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  readonly name: string;
  readonly op: MatchOperator;
  readonly value: string;
}

/** The `@` modifier: a time in milliseconds since the epoch, or an end of the query's range. */
export type AtModifier = number | 'start' | 'end';

/** `offset` and `@`, which selectors and subqueries share. */
export interface Modifiers {
  /** Milliseconds; negative selects later samples; 0 without `offset`. */
  readonly offsetMs: number;
  /** Text of the offset when it is a duration expression (`offsetMs` is not set then). */
  readonly offsetExpr: string | undefined;
  readonly at: AtModifier | undefined;
}

export interface VectorSelector extends Place, Modifiers {
  readonly kind: 'vector';
  /** The metric name written before (or quoted in) the braces; empty if there is none. */
  readonly name: string;
  /** The matchers in the braces, without the one for `name`. */
  readonly matchers: readonly Matcher[];
  /** `anchored` or `smoothed`, when extended range selectors are enabled. */
  readonly extension: 'anchored' | 'smoothed' | undefined;
}

export interface MatrixSelector extends Place {
  readonly kind: 'matrix';
  readonly selector: VectorSelector;
  readonly rangeMs: number;
  /** Text of the range when it is a duration expression (`rangeMs` is not set then). */
  readonly rangeExpr: string | undefined;
}

export interface Subquery extends Place, Modifiers {
  readonly kind: 'subquery';
  readonly expr: Expression;
  readonly rangeMs: number;
  readonly rangeExpr: string | undefined;
  /** Undefined when left to the default evaluation interval. */
  readonly stepMs: number | undefined;
  readonly stepExpr: string | undefined;
}

export interface Call extends Place {
  readonly kind: 'call';
  readonly func: string;
  readonly args: readonly Expression[];
}

export interface Aggregation extends Place {
  readonly kind: 'aggregation';
  readonly op: string;
  readonly expr: Expression;
  /** The parameter of `topk`, `quantile` and the like. */
  readonly param: Expression | undefined;
  readonly grouping: readonly string[];
  /** True for `without (…)`; false for `by (…)` and for no grouping. */
  readonly without: boolean;
}

export interface VectorMatching {
  readonly card: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';
  /** True for `on (…)`; false for `ignoring (…)` and for neither. */
  readonly on: boolean;
  readonly labels: readonly string[];
  /** The labels of `group_left (…)` or `group_right (…)`. */
  readonly include: readonly string[];
  /** Values of `fill`, `fill_left` and `fill_right`, if that feature is enabled. */
  readonly fillLeft: number | undefined;
  readonly fillRight: number | undefined;
}

export interface Binary extends Place {
  readonly kind: 'binary';
  readonly op: string;
  readonly lhs: Expression;
  readonly rhs: Expression;
  readonly returnBool: boolean;
  /** Undefined unless both sides are vectors. */
  readonly matching: VectorMatching | undefined;
}

export interface Unary extends Place {
  readonly kind: 'unary';
  readonly op: '+' | '-';
  readonly expr: Expression;
}

export interface Paren extends Place {
  readonly kind: 'paren';
  readonly expr: Expression;
}

/** A node of a PromQL syntax tree, as Prometheus' own parser made it. */
export type Expression =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregation
  | Binary
  | Unary
  | Paren;
