import {
  catalog,
  counter,
  delta,
  deriv,
  div,
  type Expression,
  gauge,
  increaseFromZero,
  max,
  mul,
  predictLinear,
  rate,
  ratio,
  record,
  share,
  signal,
  sum,
} from 'dashwright';
import { describe, expect, it } from 'vitest';
import { print } from '../../src/query/index.js';

const metrics = catalog({
  lost_total: counter({ help: 'Lost.', unit: 'requests', labels: { node_id: ['ema'] } }),
  requests_total: counter({ help: 'Requests.', unit: 'requests', labels: { node_id: ['ema'] } }),
  orphans: gauge({ help: 'Orphans.', unit: 'queues' }),
});
const text = (expression: { node: Parameters<typeof print>[0] }) => print(expression.node, { window: '5m' });

describe('increaseFromZero', () => {
  it('counts new series completely, and the increase of the others', () => {
    expect(text(increaseFromZero(metrics.lost_total, '15m'))).toBe(
      'lost_total > 0 unless present_over_time(lost_total[15m] offset 15m) or increase(lost_total[15m])',
    );
  });
  it('keeps matchers on every part', () => {
    const narrowed = metrics.lost_total.where({ node_id: 'ema' });
    expect(text(sum(increaseFromZero(narrowed, '1h')))).toBe(
      'sum(lost_total{node_id="ema"} > 0 unless present_over_time(lost_total{node_id="ema"}[1h] offset 1h)' +
        ' or increase(lost_total{node_id="ema"}[1h]))',
    );
  });
});

describe('delta', () => {
  it('takes a range of a gauge and a subquery of an expression', () => {
    expect(text(delta(metrics.orphans, '3h'))).toBe('delta(orphans[3h])');
    expect(text(delta(max(metrics.orphans), '3h', { step: '1m' }))).toBe('delta(max(orphans)[3h:1m])');
  });
  it('takes recorded series as gauges, like predictLinear and deriv', () => {
    const recorded = record('node:orphans:sum', { expr: max(metrics.orphans) }).series;
    expect(text(delta(recorded, '1h'))).toBe('delta(node:orphans:sum[1h])');
    expect(text(deriv(recorded, '1h'))).toBe('deriv(node:orphans:sum[1h])');
    expect(text(predictLinear(recorded, '1h', 60))).toBe('predict_linear(node:orphans:sum[1h], 60)');
    expect(text(predictLinear(max(metrics.orphans), '1h', 60, { step: '1m' }))).toBe(
      'predict_linear(max(orphans)[1h:1m], 60)',
    );
  });
});

describe('ratio and share', () => {
  const plain = catalog({
    open_fds: gauge({ help: 'Open.' }),
    max_fds: gauge({ help: 'Limit.', unit: 'files' }),
  });
  const unitOf = (expr: Expression<'job' | 'instance'>) => signal({ title: 'x', expr }).unit;

  it('are ratios, even if the catalog does not know the units of both sides', () => {
    expect(unitOf(ratio(plain.open_fds, plain.open_fds))).toBe('percentunit');
    expect(unitOf(ratio(plain.open_fds, plain.max_fds))).toBe('percentunit');
    expect(unitOf(share(plain.open_fds, plain.max_fds))).toBe('percentunit');
    expect(unitOf(mul(ratio(plain.open_fds, plain.max_fds), 100))).toBe('percent');
  });
  it('and a division may have any unit', () => {
    expect(unitOf(div(plain.open_fds, plain.max_fds))).toBeUndefined();
    const sizes = catalog({
      size: gauge({ help: 'Size.', unit: 'bytes' }),
      took: gauge({ help: 'Time.', unit: 's' }),
    });
    expect(unitOf(ratio(sizes.size, sizes.took))).toBe(unitOf(div(sizes.size, sizes.took)));
    expect(unitOf(ratio(sizes.size, plain.max_fds))).toBe(unitOf(div(sizes.size, plain.max_fds)));
    expect(unitOf(ratio(sizes.size, plain.open_fds))).toBe(unitOf(div(sizes.size, plain.open_fds)));
  });
});

describe('share', () => {
  const lost = sum(rate(metrics.lost_total), { by: ['node_id'] });
  const all = sum(rate(metrics.requests_total), { by: ['node_id'] });

  it('is 0 if the whole has a sample and the part has none, and absent if the whole is 0', () => {
    expect(text(share(lost, all))).toBe(
      '(sum by (node_id) (rate(lost_total[5m])) or sum by (node_id) (rate(requests_total[5m])) * 0)' +
        ' / (sum by (node_id) (rate(requests_total[5m])) > 0)',
    );
  });
  it('is a ratio on its panel', () => {
    expect(signal({ title: 'Lost', expr: share(lost, all) }).unit).toBe('percentunit');
  });
  it('requires both sides to have the same labels', () => {
    // @ts-expect-error: the whole is over all nodes
    expect(share(lost, sum(rate(metrics.requests_total)))).toBeDefined();
  });
});
