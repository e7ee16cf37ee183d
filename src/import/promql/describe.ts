import type { Expression } from '../../engine/index.js';
import { bare, constantOf } from './constant.js';
import { withVariables } from './variables.js';

/** Longer titles are no titles. */
const longest = 56;

/** What an expression shows, in words: `HTTP requests rate by job`; undefined where that would be no title. */
export function describe(ast: Expression): string | undefined {
  const text = words(ast);
  if (text === undefined || text.length > longest) return undefined;
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function words(given: Expression): string | undefined {
  const node = bare(given);
  switch (node.kind) {
    case 'vector':
      return metricWords(node.name);
    case 'matrix':
      return metricWords(node.selector.name);
    case 'subquery':
      return words(node.expr);
    case 'call':
      return callWords(node.func, node.args);
    case 'aggregation': {
      const of = words(node.expr);
      if (of === undefined) return undefined;
      const start = prefixes[node.op];
      if (start === undefined) return undefined;
      const by =
        !node.without && node.grouping.length > 0 ? ` by ${node.grouping.map(titleOfLabel).join(', ')}` : '';
      return `${start}${of.replace(/ by [\w ,]+$/, '')}${by}`;
    }
    case 'binary':
      return binaryWords(node.op, node.lhs, node.rhs);
    default:
      return undefined;
  }
}

const prefixes: Readonly<Record<string, string>> = {
  sum: '',
  avg: 'average ',
  min: 'minimum ',
  max: 'maximum ',
  count: 'number of ',
  group: '',
  topk: 'top ',
  bottomk: 'lowest ',
  stddev: 'deviation of ',
};

const functions: Readonly<Record<string, readonly [before: string, after: string]>> = {
  rate: ['', ' rate'],
  irate: ['', ' rate'],
  increase: ['', ' increase'],
  delta: ['', ' change'],
  deriv: ['', ' slope'],
  changes: ['', ' changes'],
  resets: ['', ' resets'],
  absent: ['missing ', ''],
  absent_over_time: ['missing ', ''],
  avg_over_time: ['average ', ''],
  max_over_time: ['highest ', ''],
  min_over_time: ['lowest ', ''],
  sum_over_time: ['sum of ', ''],
  count_over_time: ['samples of ', ''],
  predict_linear: ['predicted ', ''],
};

function titleOfLabel(label: string): string {
  return withVariables(label)
    .replaceAll(/[_${}[\]]+/g, ' ')
    .trim();
}

function callWords(func: string, args: readonly Expression[]): string | undefined {
  if (func === 'histogram_quantile') {
    const [phi, of] = args;
    const share = phi && constantOf(phi);
    const text = of && words(of);
    if (share === undefined || text === undefined) return undefined;
    const [main = '', by = ''] = text.replace(/ rate(?= by |$)/, '').split(' by ');
    const labels = by.split(', ').filter((label) => label !== '' && label !== 'le');
    return `${main} p${Number((share * 100).toFixed(3))}${labels.length > 0 ? ` by ${labels.join(', ')}` : ''}`;
  }
  const [first] = args;
  if (!first) return undefined;
  const around = functions[func];
  const text = words(first);
  if (text === undefined) return undefined;
  return around ? `${around[0]}${text}${around[1]}` : text;
}

function binaryWords(op: string, lhs: Expression, rhs: Expression): string | undefined {
  if (constantOf(rhs) !== undefined) return words(lhs);
  if (constantOf(lhs) !== undefined) return words(rhs);
  const left = words(lhs);
  const right = words(rhs);
  if (left === undefined || right === undefined) return left ?? right;
  if (op === '/')
    return left === right ? `${left.replace(/ rate(?= by |$)/, '')} ratio` : `${left} per ${right}`;
  if (op === '-') return `${left} less ${right}`;
  if (op === '+') return left === right ? left : `${left} and ${right}`;
  return left;
}

function metricWords(name: string): string | undefined {
  const text = withVariables(name)
    .replaceAll(/\$\{[^}]*\}|\$\w+|\[\[[^\]]*\]\]/g, '')
    .replace(/_(total|bucket|sum|count)$/, '')
    .replace(/_(seconds|bytes|ratio|milliseconds)$/, '')
    .replaceAll(/[_:.]+/g, ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .trim();
  return text === '' ? undefined : text;
}

/** The words of a name in camel case or with underscores: of an alert. */
export function spacedName(name: string): string {
  const text = name
    .replaceAll(/[_\-:.]+/g, ' ')
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .trim();
  const lower = text.replaceAll(/\b\p{Lu}\p{Ll}+/gu, (word) => word.toLowerCase());
  return `${lower.slice(0, 1).toUpperCase()}${lower.slice(1)}`;
}
