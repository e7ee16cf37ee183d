import type { Binary } from '../../engine/index.js';
import type { Analysed } from './analysis.js';
import { anything } from './domain/interval.js';
import { sampleSelectors } from './operand.js';
import { bare } from './parentheses.js';
import { quantityOf } from './quantity/quantity-of.js';
import { domainOf } from './value-domain.js';

/** Metrics of what has happened, and of what will happen, by their names. */
const inThePast =
  /(^|_)(last|latest|start|started|boot|create|created|creation|finished|completed|completion)(_|$)/;
const inTheFuture =
  /(^|_)(expiry|expiration|expires|expire|not_after|valid_until|deadline|next|renewal)(_|$)/;

export interface ReversedAge {
  readonly message: string;
  readonly expected: string;
}

/**
 * What is wrong with an age that is calculated the other way round: `last_success_timestamp_seconds - time() > 300`, which
 * is negative, or `time() - certificate_expiry_timestamp_seconds < 86400`, which is negative until the certificate has
 * expired.
 */
export function reversedAge({ node, children }: Analysed<Binary>): ReversedAge | undefined {
  const [left, right] = children;
  const { min: bound, max } = right ? domainOf(right) : anything;
  if (!left || right?.vector || bound !== max || bound <= 0 || !/^[<>]=?$/.test(node.op)) return undefined;
  const difference = bare(left);
  const [first, second] = difference.children;
  if (difference.node.kind !== 'binary' || difference.node.op !== '-' || !first || !second) return undefined;
  const differs = `so the difference is negative and ${node.op.startsWith('>') ? 'never' : 'always'} ${node.op} ${bound}`;
  if (isNow(second) && isPointNamed(first, inThePast))
    return {
      message: `${nameIn(first)} lies in the past, ${differs}`,
      expected: `the age: time() - ${nameIn(first)}`,
    };
  if (isNow(first) && isPointNamed(second, inTheFuture) && node.op.startsWith('<'))
    return {
      message: `${nameIn(second)} lies in the future, ${differs}`,
      expected: `the time that is left: ${nameIn(second)} - time()`,
    };
  return undefined;
}

function isNow(analysed: Analysed): boolean {
  const { node } = bare(analysed);
  return node.kind === 'call' && node.func === 'time';
}

function isPointNamed(analysed: Analysed, pattern: RegExp): boolean {
  const selectors = sampleSelectors(analysed);
  if (selectors.length === 0 || selectors.some(({ series }) => !pattern.test(series?.name ?? '')))
    return false;
  // Gauges with such a name are often declared in seconds, of which the quantity is unknown then.
  const quantity = quantityOf(analysed);
  return quantity?.kind === 'point' || (quantity === undefined && selectors.every(isSeconds));
}

function isSeconds({ series }: Analysed): boolean {
  return series?.type === 'gauge' && series.metric?.unit === 's';
}

function nameIn(analysed: Analysed): string | undefined {
  return sampleSelectors(analysed)[0]?.series?.name;
}
