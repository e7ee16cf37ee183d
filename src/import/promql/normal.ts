import type { Expression, VectorSelector } from '../../engine/index.js';
import { bare, constantOf } from './constant.js';

/**
 * An expression in a form that two spellings of the same share: without parentheses that change nothing, labels of
 * groupings and matchers in one order, arithmetic on numbers alone done, durations in milliseconds, and a slash in a
 * regular expression without the backslash that RE2 does not need.
 */
export function normalForm(given: Expression): string {
  const node = bare(given);
  const constant = constantOf(node);
  if (constant !== undefined) return Object.is(constant, -0) ? '-0' : String(constant);
  switch (node.kind) {
    case 'number':
      return String(node.value);
    case 'string':
      return JSON.stringify(node.value);
    case 'vector':
      return vectorForm(node);
    case 'matrix':
      return `range(${vectorForm(node.selector)},${durationForm(node.rangeExpr) ?? node.rangeMs})`;
    case 'subquery':
      return `subquery(${normalForm(node.expr)},${durationForm(node.rangeExpr) ?? node.rangeMs},${durationForm(node.stepExpr) ?? node.stepMs ?? ''}${modifiers(node)})`;
    case 'call':
      return `${node.func}(${callArguments(node.func, node.args).join(',')})`;
    case 'aggregation': {
      const grouping = `${node.without ? 'without' : 'by'} ${sorted(node.grouping)}`;
      const param = node.param ? normalForm(node.param) : '';
      return `${node.op}[${grouping}](${param};${normalForm(node.expr)})`;
    }
    case 'binary': {
      const { op, matching, returnBool } = node;
      const how = matching
        ? [
            matching.on ? 'on' : 'ignoring',
            sorted(matching.labels),
            matching.card,
            sorted(matching.include),
            matching.fillLeft ?? '',
            matching.fillRight ?? '',
          ].join(' ')
        : '';
      return `(${normalForm(node.lhs)} ${op}${returnBool ? ' bool' : ''}[${how}] ${normalForm(node.rhs)})`;
    }
    case 'unary':
      return `-(${normalForm(node.expr)})`;
    case 'paren':
      return normalForm(node.expr);
  }
}

/** The pattern of `label_replace` is a regular expression too. */
function callArguments(func: string, args: readonly Expression[]): string[] {
  return args.map((arg, index) =>
    func === 'label_replace' && index === 4 && arg.kind === 'string'
      ? JSON.stringify(plainSlashes(arg.value))
      : normalForm(arg),
  );
}

function vectorForm(node: VectorSelector): string {
  const matchers = node.matchers
    .map(({ name, op, value }) => {
      // An empty pattern matches an empty text alone.
      const plain = value === '' ? op.replace('=~', '=').replace('!~', '!=') : op;
      return `${JSON.stringify(name)}${plain}${JSON.stringify(/~/.test(plain) ? plainSlashes(value) : value)}`;
    })
    .sort();
  return `${JSON.stringify(node.name)}{${[...new Set(matchers)].join(',')}}${node.extension ?? ''}${modifiers(node)}`;
}

function modifiers({
  offsetMs,
  offsetExpr,
  at,
}: Pick<VectorSelector, 'offsetMs' | 'offsetExpr' | 'at'>): string {
  return `${durationForm(offsetExpr) ?? (offsetMs === 0 ? '' : ` offset ${offsetMs}`)}${at === undefined ? '' : ` @ ${at}`}`;
}

/** A calculated duration without the parentheses around all of it. */
function durationForm(text: string | undefined): string | undefined {
  return text !== undefined && isWrapped(text) ? durationForm(text.slice(1, -1)) : text;
}

function isWrapped(text: string): boolean {
  if (!text.startsWith('(')) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')') depth--;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}

function plainSlashes(pattern: string): string {
  return pattern.replaceAll(/\\(.)/gsu, (found, letter: string) => (letter === '/' ? '/' : found));
}

function sorted(names: readonly string[]): string {
  return JSON.stringify([...new Set(names)].sort());
}
