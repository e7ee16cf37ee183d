import type { Severity } from '../define/alerting/alert.js';
import type { ThresholdStep } from '../define/dashboards/panel.js';

/** A numeric bound of an alert. */
export interface DrawnBound {
  readonly operator: string;
  readonly value: number;
  readonly severity: Severity;
}

const colors: Readonly<Record<Severity, string>> = { critical: 'red', warning: 'orange', info: 'blue' };
const fine = 'green';

/** Grafana's threshold steps for the bounds of all alerts on one panel: fine is green, the rest by severity. */
export function thresholdSteps(bounds: readonly DrawnBound[]): ThresholdStep[] {
  const ascending = bounds.map(stepStart).sort((a, b) => a.value - b.value);
  const lower = ascending.filter(({ operator }) => operator.startsWith('<'));
  const upper = ascending.filter(({ operator }) => operator.startsWith('>'));
  const steps: ThresholdStep[] = [{ from: null, color: lower[0] ? colors[lower[0].severity] : fine }];
  lower.forEach((bound, index) => {
    const next = lower[index + 1];
    steps.push({ from: bound.value, color: next ? colors[next.severity] : fine });
  });
  for (const bound of upper) steps.push({ from: bound.value, color: colors[bound.severity] });
  return ascending.filter(isSingleValue).reduce(withSingleValue, steps);
}

function isSingleValue({ operator }: DrawnBound): boolean {
  return operator === '==' || operator === '!=';
}

/** One value has a colour of its own, such as `up == 0`; around it the steps are as they were, or bad for `!=`. */
function withSingleValue(steps: readonly ThresholdStep[], bound: DrawnBound): ThresholdStep[] {
  const { operator, value, severity } = bound;
  const bad = colors[severity];
  const after = value + Math.max(Math.abs(value), 1) * justAboveZero;
  if (operator === '!=') {
    return [
      { from: null, color: bad },
      { from: value, color: fine },
      { from: after, color: bad },
    ];
  }
  const before = steps.filter(({ from }) => from === null || from < value);
  const above = steps.filter(({ from }) => from !== null && from > after);
  const around = steps.findLast(({ from }) => from === null || from <= value)?.color ?? fine;
  return [...before, { from: value, color: bad }, { from: after, color: around }, ...above];
}

/**
 * A step of Grafana's includes its lower end, and "above" and "at most" do not mean the bound to be bad or fine.
 * Of a bound like 200 ms nobody sees the difference; at 0 it decides whether "no errors" is green or red.
 */
function stepStart(bound: DrawnBound): DrawnBound {
  const afterBound = bound.operator === '>' || bound.operator === '<=';
  return afterBound && bound.value === 0 ? { ...bound, value: justAboveZero } : bound;
}
const justAboveZero = 1e-9;
