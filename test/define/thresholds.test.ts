import { describe, expect, it } from 'vitest';
import { thresholdSteps } from '../../src/resolve/thresholds.js';

describe('threshold steps', () => {
  it('leave 0 green where an alert fires above 0, for a step includes its lower end', () => {
    expect(thresholdSteps([{ operator: '>', value: 0, severity: 'critical' }])).toEqual([
      { from: null, color: 'green' },
      { from: 1e-9, color: 'red' },
    ]);
    expect(thresholdSteps([{ operator: '>=', value: 0, severity: 'critical' }])[1]?.from).toBe(0);
  });
  it('leave 0 red where an alert fires at 0 and under it', () => {
    expect(thresholdSteps([{ operator: '<=', value: 0, severity: 'critical' }])).toEqual([
      { from: null, color: 'red' },
      { from: 1e-9, color: 'green' },
    ]);
  });
  it('start at the bound otherwise', () => {
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
  it('mark one value alone where an alert fires at exactly it', () => {
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
  it('leave one value alone green where an alert fires at any other', () => {
    expect(thresholdSteps([{ operator: '!=', value: 1, severity: 'warning' }])).toEqual([
      { from: null, color: 'orange' },
      { from: 1, color: 'green' },
      { from: 1 + 1e-9, color: 'orange' },
    ]);
  });
  it('are green where there is no bound', () => {
    expect(thresholdSteps([])).toEqual([{ from: null, color: 'green' }]);
  });
});
