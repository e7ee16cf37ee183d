import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/check/analysis/analyse.js';
import type { Analysed } from '../../src/check/analysis/analysis.js';
import { conflictOf } from '../../src/check/analysis/matching.js';
import { catalogSeries } from '../../src/check/analysis/series.js';
import { domainOf } from '../../src/check/analysis/value-domain.js';
import type { Binary } from '../../src/engine/index.js';
import { loadEngine } from '../../src/engine/index.js';
import { mayHave } from '../../src/query/promql/labels/index.js';
import { resolved } from './support.js';

const engine = await loadEngine();
const known = catalogSeries(resolved({}));
const values: Readonly<Record<string, string>> = {
  'lag_seconds{topic="orders"': '5-1x30',
  'lag_seconds{topic="fills"': '-3+2x30',
  'lag_limit_seconds{topic="orders"': '4x30',
  'fill_ratio{': '0+0.02x30',
  'requests_total{path="/a",status="200"': '0+30x30',
  'requests_total{path="/a",status="500"': '0+3x30',
  'requests_total{path="/b",status="200"': '10+0x20 0+7x10',
  'failures_total{': '0x15 1+1x15',
  'took_seconds_bucket{path="/a",le="0.1"': '0+1x30',
  'took_seconds_bucket{path="/a",le="5.0"': '0+4x30',
  'took_seconds_bucket{path="/a",le="+Inf"': '0+5x30',
};
const series = engine.loadSeries(
  Object.entries(values).flatMap(([start, notation]) =>
    ['one:1', 'two:1'].map((instance) => ({
      series: `${start}${start.endsWith('{') ? '' : ','}job="shop",instance="${instance}"}`,
      values: notation,
      intervalMs: 60_000,
    })),
  ),
);

const selector = fc.constantFrom(
  'lag_seconds',
  'lag_seconds{topic="orders"}',
  'lag_limit_seconds',
  'fill_ratio',
  'rate(requests_total[5m])',
  'increase(requests_total{status="500"}[10m])',
  'sum by (path) (rate(requests_total{status="500"}[5m]))',
  'sum by (path) (rate(requests_total[5m]))',
  'rate(failures_total[5m])',
  'histogram_quantile(0.9, sum by (le, path) (rate(took_seconds_bucket[5m])))',
  'vector(1)',
  'absent(nothing{topic="orders"})',
);
const label = fc.constantFrom('topic', 'path', 'status', 'job', 'instance');
const labels = fc.uniqueArray(label, { maxLength: 3 }).map((list) => list.join(', '));
const number = fc.constantFrom('0', '1', '0.5', '5', '-2', '100');

/**
 * Random expressions that Prometheus parses. Many of them match nothing, which is one of the predictions
 * under test.
 */
const { vector } = fc.letrec<{ vector: string }>((tie) => {
  const inner = tie('vector');
  return {
    vector: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      selector,
      fc
        .tuple(
          fc.constantFrom('sum', 'min', 'max', 'avg', 'count', 'group', 'stddev'),
          fc.constantFrom('by', 'without'),
          labels,
          inner,
        )
        .map(([op, clause, list, of]) => `${op} ${clause} (${list}) (${of})`),
      fc.tuple(fc.constantFrom('topk', 'bottomk'), inner).map(([op, of]) => `${op}(1, ${of})`),
      fc
        .tuple(
          fc.constantFrom('abs', 'ceil', 'floor', 'round', 'sqrt', 'exp', 'sgn', '-', 'timestamp'),
          inner,
        )
        .map(([func, of]) => `${func}(${of})`),
      fc.tuple(inner, number, number).map(([of, a, b]) => `clamp(${of}, ${a}, ${b})`),
      fc
        .tuple(label, label, inner)
        .map(([to, from, of]) => `label_replace(${of}, "${to}", "$1", "${from}", "(o.*)")`),
      fc
        .tuple(
          inner,
          fc.constantFrom('+', '-', '*', '/', '%', '^', '>', '<', '>=', '<=', '==', '!=', '> bool'),
          number,
        )
        .map(([of, op, value]) => `(${of}) ${op} ${value}`),
      fc
        .tuple(
          inner,
          fc.constantFrom('+', '-', '*', '/', '>', '<', 'and', 'or', 'unless'),
          fc.constantFrom('on', 'ignoring', ''),
          labels,
          inner,
        )
        .map(
          ([left, op, clause, list, right]) =>
            `(${left}) ${op} ${clause === '' ? '' : `${clause} (${list}) `}(${right})`,
        ),
      fc
        .tuple(inner, label, fc.constantFrom('topic', 'path', ''), inner)
        .map(
          ([left, on, include, right]) =>
            `(${left}) * on (${on}) group_left (${on === include ? '' : include}) (${right})`,
        ),
      fc
        .tuple(fc.constantFrom('avg', 'min', 'max', 'sum', 'count', 'last', 'stddev'), inner)
        .map(([func, of]) => `${func}_over_time((${of})[10m:1m])`),
    ),
  };
});

function analysed(expr: string): Analysed {
  const [result] = engine.parse([expr]);
  if (!result?.ok) throw new Error(`${expr} does not parse`);
  return analyse(result.ast, (name) => known.get(name), new Set()).root;
}

/** The result of Prometheus; undefined if it rejects many-to-many matching. */
function evaluated(expr: string) {
  try {
    const result = series.instantQuery({ expr, at: 1_500_000 });
    return result.type === 'vector' ? result.samples : [];
  } catch {
    return undefined;
  }
}

/** Samples in a fixed order, because Prometheus returns them in any order. */
function inOrder(samples: ReturnType<typeof evaluated>): readonly string[] {
  return (samples ?? [])
    .map(({ labels, value }) => JSON.stringify([Object.entries(labels).sort(), value]))
    .sort();
}

describe("for random expressions, Prometheus' engine", () => {
  it('returns only labels that the analysis calls possible, and all that it guarantees', () => {
    fc.assert(
      fc.property(vector, (expr) => {
        const { flow } = analysed(expr);
        for (const sample of evaluated(expr) ?? []) {
          const names = Object.keys(sample.labels).filter((name) => name !== '__name__');
          expect(
            names.filter((name) => !mayHave(flow, name)),
            expr,
          ).toEqual([]);
          expect(
            [...flow.guaranteed].filter((name) => !names.includes(name)),
            expr,
          ).toEqual([]);
          for (let fixed = flow.fixed; fixed; fixed = fixed.next)
            expect(sample.labels[fixed.label], expr).toBe(fixed.value);
        }
      }),
      { numRuns: 600, seed: 1 },
    );
  });

  it('returns values within the predicted range', () => {
    fc.assert(
      fc.property(vector, (expr) => {
        const { min, max } = domainOf(analysed(expr));
        for (const { value } of evaluated(expr) ?? []) {
          if (Number.isNaN(value)) continue;
          const slack = 1e-9 * Math.max(1, Math.abs(value));
          expect(value >= min - slack && value <= max + slack, `${value} of ${expr} in ${min}…${max}`).toBe(
            true,
          );
        }
      }),
      { numRuns: 600, seed: 2 },
    );
  });

  it('returns nothing if the analysis says that the sides never match', () => {
    let conflicts = 0;
    fc.assert(
      fc.property(vector, (expr) => {
        const root = analysed(expr);
        if (root.node.kind !== 'binary' || root.node.op === 'or') return;
        if (!conflictOf(root as Analysed<Binary>)) return;
        conflicts += 1;
        const [left] = root.children;
        const whole = evaluated(expr);
        // An operand may need many-to-many matching; then there is no result to compare.
        if (!whole) return;
        if (root.node.op !== 'unless') expect(whole, expr).toEqual([]);
        // topk may select different series among equal values.
        else if (left && !expr.includes('topk') && !expr.includes('bottomk')) {
          expect(inOrder(whole), expr).toEqual(
            inOrder(evaluated(expr.slice(left.node.start, left.node.end))),
          );
        }
      }),
      { numRuns: 2000, seed: 3 },
    );
    expect(conflicts).toBeGreaterThan(20);
  });
});
