import { type Severity, usualSeverities } from '../define/alerting/severity.js';
import type { ThresholdStep } from '../grafana/index.js';

/** A numeric threshold of an alert. */
export interface DrawnBound {
  readonly operator: string;
  readonly value: number;
  readonly severity?: Severity | undefined;
  /** Of a level of an alert: its place among the others, 0 is the strictest. */
  readonly rank?: number | undefined;
}

/** Colours of severities, the most severe first: more than these have that of the last. */
const colors: readonly (readonly string[])[] = [
  ['red'],
  ['red', 'orange'],
  ['red', 'orange', 'blue'],
  ['red', 'orange', 'yellow', 'blue'],
];
const severest = 'red';
/** Colour of a severity that is on no list, and of an alert that has none. */
const other: Shade = { rank: 1, color: 'orange' };

/** How bad it is, 0 is the worst, and the colour of that. */
interface Shade {
  readonly rank: number;
  readonly color: string;
}

/**
 * The shade of an alert: by the place of its severity on the team's list, or of a level with a severity that is not on
 * it by its place among the others.
 */
function shadeOf(
  { severity, rank }: Pick<DrawnBound, 'severity' | 'rank'>,
  severities: readonly string[] = usualSeverities,
): Shade {
  const known = severity === undefined ? -1 : severities.indexOf(severity);
  if (known < 0) return rank === undefined ? other : shadeAt(rank, colors.length);
  return shadeAt(known, severities.length);
}

function shadeAt(rank: number, count: number): Shade {
  const scale = colors[Math.min(count, colors.length) - 1] ?? [];
  return { rank, color: scale[rank] ?? scale.at(-1) ?? severest };
}
const fine = 'green';

/**
 * Grafana's threshold steps for the thresholds of all alerts on one panel: green where no alert fires, otherwise the
 * colour of the most severe alert. Ascending, as Grafana requires, with a step at each bound of a firing range.
 */
export function thresholdSteps(
  bounds: readonly DrawnBound[],
  severities?: readonly string[],
): ThresholdStep[] {
  const ranges = bounds.map((bound) => rangeOf(bound, shadeOf(bound, severities)));
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
  readonly shade: Shade;
}

function colorAt(from: number, ranges: readonly FiringRange[]): string {
  const firing = ranges.filter(({ firesFrom }) => firesFrom(from)).map(({ shade }) => shade);
  const [worst] = firing.sort((a, b) => a.rank - b.rank);
  return worst === undefined ? fine : worst.color;
}

function rangeOf({ operator, value }: DrawnBound, shade: Shade): FiringRange {
  switch (operator) {
    case '==':
    case '!=': {
      // A single value has its own colour, such as for `up == 0`.
      const after = value + Math.max(Math.abs(value), 1) * justAboveZero;
      const isIt = (from: number) => from >= value && from < after;
      const firesFrom = operator === '==' ? isIt : (from: number) => !isIt(from);
      return { edges: [value, after], firesFrom, shade };
    }
    default: {
      const edge = edgeOf(operator, value);
      const above = operator.startsWith('>');
      return { edges: [edge], firesFrom: (from) => from >= edge === above, shade };
    }
  }
}

/**
 * Steps of Grafana include their lower bound, but `>` and `<=` do not match at their threshold as steps would. For a
 * threshold like 200 ms this makes no visible difference; at 0 it decides whether "no errors" is green or red.
 */
function edgeOf(operator: string, value: number): number {
  const afterBound = operator === '>' || operator === '<=';
  // Without -0, which some comparisons distinguish from 0.
  return afterBound && value === 0 ? justAboveZero : value + 0;
}
const justAboveZero = 1e-9;
