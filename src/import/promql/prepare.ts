import { childrenOf, type Engine, type Expression } from '../../engine/index.js';
import { bare } from './constant.js';
import { durationText } from './duration.js';
import { normalForm } from './normal.js';
import { readings } from './variables.js';

/** An expression of the input, read. */
export interface Prepared {
  readonly text: string;
  /** Undefined where Prometheus' parser does not read it: a variable stands for more than a name or a number, or it is wrong. */
  readonly ast: Expression | undefined;
  /** Whether it has a variable for something other than a duration. */
  readonly hasNames: boolean;
  /** The parser's message, of an expression without variables. */
  readonly mistake?: { readonly message: string; readonly start: number } | undefined;
  /** The range, in milliseconds, that is left to the panel or rule that uses the expression. */
  readonly auto: number | undefined;
  /** What the panel or rule fills in there: a duration, or a variable of a dashboard. */
  readonly window: string | undefined;
  readonly variables: ReadonlyMap<number, string>;
  /** The same for two spellings, and whatever the window is that is left open. */
  readonly key: string;
}

/** Functions whose window is a matter of resolution; of others it is a part of what they say. */
const rates = new Set(['rate', 'irate']);

/** Reads expressions of rules and panels with Prometheus' own parser. */
export function prepareExpressions(texts: readonly string[], engine: Engine): Prepared[] {
  const read = texts.map((text) => readings(text));
  const first = engine.parse(
    read.map(([one]) => one?.text ?? ''),
    { features: 'all' },
  );
  return texts.map((text, index) => {
    const [one, ...others] = read[index] ?? [];
    let result = first[index];
    let variables = one?.durations ?? new Map<number, string>();
    if (!result?.ok && others.length > 0) {
      const parsed = engine.parse(
        others.map((other) => other.text),
        { features: 'all' },
      );
      const fitting = parsed.findIndex(({ ok }) => ok);
      if (fitting >= 0) {
        result = parsed[fitting];
        variables = others[fitting]?.durations ?? variables;
      }
    }
    if (!result?.ok) {
      const [error] = result?.ok === false ? result.errors : [];
      const mistake = one?.text === text ? error : undefined;
      return {
        text,
        ast: undefined,
        hasNames: one?.named === true,
        mistake,
        auto: undefined,
        window: undefined,
        variables,
        key: `text ${text}`,
      };
    }
    const { ast } = result;
    const auto = openRange(ast, variables);
    return {
      text,
      ast,
      hasNames: one?.named === true,
      auto,
      window: auto === undefined ? undefined : (variables.get(auto) ?? durationText(auto)),
      variables,
      key: openForm(ast, auto, variables),
    };
  });
}

/** The range that is left open: the one variable, or the one window of all rates. */
function openRange(ast: Expression, variables: ReadonlyMap<number, string>): number | undefined {
  const all = new Set<number>();
  const ofRates = new Set<number>();
  ranges(ast, '', (milliseconds, func) => {
    all.add(milliseconds);
    if (rates.has(func)) ofRates.add(milliseconds);
  });
  const open = [...all].filter((range) => variables.has(range));
  if (open.length > 0) return open.length === 1 ? open[0] : undefined;
  // Another function with the same window would be left open too.
  const [only, ...others] = ofRates;
  return others.length === 0 && all.size === ofRates.size ? only : undefined;
}

function ranges(given: Expression, func: string, found: (milliseconds: number, func: string) => void): void {
  const node = bare(given);
  switch (node.kind) {
    case 'matrix':
      found(node.rangeMs, func);
      return;
    case 'subquery':
      found(node.rangeMs, func);
      ranges(node.expr, '', found);
      return;
    case 'call':
      for (const arg of node.args) ranges(arg, node.func, found);
      return;
    default:
      for (const part of childrenOf(node)) ranges(part, '', found);
  }
}

/** The normal form with the open range as `auto`, and variables by their names. */
function openForm(ast: Expression, auto: number | undefined, variables: ReadonlyMap<number, string>): string {
  let form = normalForm(ast);
  if (auto !== undefined) form = form.replaceAll(`,${auto})`, ',auto)').replaceAll(`,${auto},`, ',auto,');
  for (const [milliseconds, text] of variables) form = form.replaceAll(String(milliseconds), text);
  return form;
}
