import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrawnBound, thresholdSteps } from '../../src/resolve/thresholds.js';

const firing: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '==': (value, bound) => value === bound,
  '!=': (value, bound) => value !== bound,
};

/** The colour of the most severe alert that fires at a value. */
function colorOf(bounds: readonly DrawnBound[], value: number): string {
  const severities = bounds
    .filter((bound) => firing[bound.operator]?.(value, bound.value))
    .map(({ severity }) => severity);
  if (severities.includes('critical')) return 'red';
  if (severities.includes('warning')) return 'orange';
  return severities.includes('info') ? 'blue' : 'green';
}

describe('threshold steps', () => {
  it('keep 0 green if an alert fires above 0, because a step includes its lower end', () => {
    expect(thresholdSteps([{ operator: '>', value: 0, severity: 'critical' }])).toEqual([
      { from: null, color: 'green' },
      { from: 1e-9, color: 'red' },
    ]);
    expect(thresholdSteps([{ operator: '>=', value: 0, severity: 'critical' }])[1]?.from).toBe(0);
  });
  it('keep 0 red if an alert fires at 0 and below', () => {
    expect(thresholdSteps([{ operator: '<=', value: 0, severity: 'critical' }])).toEqual([
      { from: null, color: 'red' },
      { from: 1e-9, color: 'green' },
    ]);
  });
  it('start at the threshold otherwise', () => {
    expect(
      thresholdSteps([
        { operator: '>', value: 200, severity: 'warning' },
        { operator: '<', value: 0.6, severity: 'critical' },
      ]),
    ).toEqual([
      { from: null, color: 'red' },
      { from: 0.6, color: 'green' },
      { from: 200, color: 'orange' },
    ]);
  });
  it('mark a single value if an alert fires at exactly that value', () => {
    expect(thresholdSteps([{ operator: '==', value: 0, severity: 'critical' }])).toEqual([
      { from: null, color: 'green' },
      { from: 0, color: 'red' },
      { from: 1e-9, color: 'green' },
    ]);
    expect(
      thresholdSteps([
        { operator: '==', value: 3, severity: 'warning' },
        { operator: '>', value: 5, severity: 'critical' },
      ]),
    ).toEqual([
      { from: null, color: 'green' },
      { from: 3, color: 'orange' },
      { from: 3 + 3e-9, color: 'green' },
      { from: 5, color: 'red' },
    ]);
  });
  it('keep a single value green if an alert fires at any other value', () => {
    expect(thresholdSteps([{ operator: '!=', value: 1, severity: 'warning' }])).toEqual([
      { from: null, color: 'orange' },
      { from: 1, color: 'green' },
      { from: 1 + 1e-9, color: 'orange' },
    ]);
  });
  it('are ascending, with the more severe colour, if the good ranges of two alerts do not overlap', () => {
    expect(
      thresholdSteps([
        { operator: '<', value: 10, severity: 'critical' },
        { operator: '>', value: 5, severity: 'warning' },
      ]),
    ).toEqual([
      { from: null, color: 'red' },
      { from: 5, color: 'red' },
      { from: 10, color: 'orange' },
    ]);
  });
  it('stay critical beyond the farther threshold of a warning', () => {
    expect(
      thresholdSteps([
        { operator: '>', value: 20, severity: 'warning' },
        { operator: '>', value: 10, severity: 'critical' },
        { operator: '<', value: 2, severity: 'warning' },
        { operator: '<', value: 4, severity: 'critical' },
      ]),
    ).toEqual([
      { from: null, color: 'red' },
      { from: 2, color: 'red' },
      { from: 4, color: 'green' },
      { from: 10, color: 'red' },
      { from: 20, color: 'red' },
    ]);
  });
  it('use the most severe alert if thresholds are equal', () => {
    expect(
      thresholdSteps([
        { operator: '>', value: 5, severity: 'critical' },
        { operator: '>=', value: 5, severity: 'info' },
        { operator: '>', value: 5, severity: 'warning' },
      ]),
    ).toEqual([
      { from: null, color: 'green' },
      { from: 5, color: 'red' },
    ]);
  });
  it('keep the colour of a single value, and that of the range around it', () => {
    expect(
      thresholdSteps([
        { operator: '==', value: 7, severity: 'critical' },
        { operator: '>', value: 5, severity: 'warning' },
      ]),
    ).toEqual([
      { from: null, color: 'green' },
      { from: 5, color: 'orange' },
      { from: 7, color: 'red' },
      { from: 7 + 7e-9, color: 'orange' },
    ]);
    expect(
      thresholdSteps([
        { operator: '!=', value: 1, severity: 'warning' },
        { operator: '>', value: 3, severity: 'critical' },
      ]),
    ).toEqual([
      { from: null, color: 'orange' },
      { from: 1, color: 'green' },
      { from: 1 + 1e-9, color: 'orange' },
      { from: 3, color: 'red' },
    ]);
  });
  it('are ascending and agree with the alerts at every value, for any thresholds', () => {
    const operator = fc.constantFrom('>', '>=', '<', '<=', '==', '!=');
    const severity = fc.constantFrom('critical' as const, 'warning' as const, 'info' as const);
    const bound = fc.record({ operator, value: fc.integer({ min: -4, max: 4 }), severity });
    fc.assert(
      fc.property(fc.array(bound, { maxLength: 5 }), fc.integer({ min: -9, max: 9 }), (bounds, half) => {
        const steps = thresholdSteps(bounds);
        const froms = steps.slice(1).map(({ from }) => from ?? expect.fail());
        expect(froms).toEqual([...new Set(froms)].sort((a, b) => a - b));
        // Between whole numbers, where including the lower end makes no difference.
        const value = half / 2 + 0.25;
        const shown = steps.findLast(({ from }) => from === null || from <= value)?.color;
        expect(shown).toBe(colorOf(bounds, value));
      }),
    );
  });
  it('are green without thresholds', () => {
    expect(thresholdSteps([])).toEqual([{ from: null, color: 'green' }]);
  });
});
