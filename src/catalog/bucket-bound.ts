import type { Matcher } from './selector.js';

/**
 * A bound of a bucket (`le`) or a summary's quantile as Prometheus 3 stores it, however the client wrote it: Go's `%g`
 * with a fraction where there would be neither fraction nor exponent. `1.0`, `0.25`, `1e+06`, `1e-05`, `+Inf`.
 *
 * Source: FormatOpenMetricsFloat of Prometheus' model/labels, which scraping and protobuf share.
 */
export function boundText(bound: number): string {
  if (!Number.isFinite(bound)) return Number.isNaN(bound) ? 'NaN' : bound > 0 ? '+Inf' : '-Inf';
  const { sign, digits, exponent } = decimalOf(bound);
  // %g has an exponent of two digits at least, below 0.0001 and from a million on.
  if (exponent < -4 || exponent >= 6) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${mantissa(digits)}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  const text = positional(digits, exponent);
  return `${sign}${text}${text.includes('.') ? '' : '.0'}`;
}

/**
 * Selects the buckets up to a bound, whichever client counted them and whichever Prometheus stored them: `1` and `1.0`,
 * `1e+06` of Go and Python, `1000000` of JavaScript and OpenTelemetry, `1.0E7` of Java, `1e-5` of Rust. Prometheus 2 and
 * what is pushed to Prometheus 3 keep what the client wrote; see `boundText` for what scraping makes of it since.
 */
export function boundMatcher(bound: number): Matcher {
  const spellings = spellingsOf(bound);
  return /[^\d.-]/.test(spellings)
    ? { label: 'le', operator: '=~', value: spellings }
    : { label: 'le', operator: '=', value: spellings };
}

function spellingsOf(bound: number): string {
  const { sign, digits, exponent } = decimalOf(bound);
  const whole = positional(digits, exponent);
  const plain = `${sign}${whole}`;
  // No known client writes an exponent in between; Java is the first to do so.
  const hasExponent = bound !== 0 && (exponent < -3 || exponent >= 6);
  if (!hasExponent && whole.includes('.')) return plain;
  const written = [escaped(plain)];
  if (hasExponent) {
    const power = `[eE]${exponent < 0 ? '-' : '\\+?'}0*${Math.abs(exponent)}`;
    written.push(`${sign}${escaped(mantissa(digits))}${power}`);
  }
  return written.join('|');
}

/** Digits as a pattern; an integer may be followed by `.0`. */
function escaped(text: string): string {
  return text.includes('.') ? text.replace('.', '\\.') : `${text}(\\.0)?`;
}

interface Decimal {
  readonly sign: '' | '-';
  /** The fewest that distinguish the number from its neighbours. */
  readonly digits: string;
  /** Power of ten of the first digit. */
  readonly exponent: number;
}

function decimalOf(bound: number): Decimal {
  const [digits = '', exponent] = Math.abs(bound).toExponential().split('e');
  return {
    sign: bound < 0 ? '-' : '',
    digits: digits.replace('.', ''),
    exponent: Number(exponent),
  };
}

function mantissa(digits: string): string {
  return digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
}

/** `1000000`, `0.00001`: without an exponent, whatever the size. */
function positional(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const point = exponent + 1;
  const whole = digits.slice(0, point).padEnd(point, '0');
  return digits.length > point ? `${whole}.${digits.slice(point)}` : whole;
}
