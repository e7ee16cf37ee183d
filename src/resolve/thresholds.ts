import type { Severity } from '../define/alerting/alert.js';
import type { ThresholdStep } from '../grafana/index.js';

/** A numeric bound of an alert. */
export interface DrawnBound {
  readonly operator: string;
  readonly value: number;
  readonly severity: Severity;
}

const colors: Readonly<Record<Severity, string>> = { critical: 'red', warning: 'orange', info: 'blue' };
const worst: readonly Severity[] = ['critical', 'warning', 'info'];
const fine = 'green';

/**
 * Grafana's threshold steps for the bounds of all alerts on one panel: fine is green, and where alerts fire, the colour
 * is that of the most severe of them. Ascending, as Grafana reads them, with one step where some bound begins or ends.
 */
export function thresholdSteps(bounds: readonly DrawnBound[]): ThresholdStep[] {
  const ranges = bounds.map(rangeOf);
  const starts = [...new Set(ranges.flatMap(({ edges }) => edges))].sort((a, b) => a - b);
  return [null, ...starts].map((from) => ({
    from,
    color: colorAt(from ?? Number.NEGATIVE_INFINITY, ranges),
  }));
}

/** The range in which an alert fires, as steps that include their lower end. */
interface FiringRange {
  /** Where firing begins or ends, ascending. */
  readonly edges: readonly number[];
  readonly firesFrom: (from: number) => boolean;
  readonly severity: Severity;
}

function colorAt(from: number, ranges: readonly FiringRange[]): string {
  const firing = new Set(ranges.filter(({ firesFrom }) => firesFrom(from)).map(({ severity }) => severity));
  const severity = worst.find((one) => firing.has(one));
  return severity === undefined ? fine : colors[severity];
}

function rangeOf({ operator, value, severity }: DrawnBound): FiringRange {
  switch (operator) {
    case '==':
    case '!=': {
      // One value has a colour of its own, such as `up == 0`.
      const after = value + Math.max(Math.abs(value), 1) * justAboveZero;
      const isIt = (from: number) => from >= value && from < after;
      const firesFrom = operator === '==' ? isIt : (from: number) => !isIt(from);
      return { edges: [value, after], firesFrom, severity };
    }
    default: {
      const edge = edgeOf(operator, value);
      const above = operator.startsWith('>');
      return { edges: [edge], firesFrom: (from) => from >= edge === above, severity };
    }
  }
}

/**
 * A step of Grafana's includes its lower end, and "above" and "at most" do not mean the bound to be bad or fine.
 * Of a bound like 200 ms nobody sees the difference; at 0 it decides whether "no errors" is green or red.
 */
function edgeOf(operator: string, value: number): number {
  const afterBound = operator === '>' || operator === '<=';
  // Without -0, which JSON and a set of numbers would tell apart from 0.
  return afterBound && value === 0 ? justAboveZero : value + 0;
}
const justAboveZero = 1e-9;
