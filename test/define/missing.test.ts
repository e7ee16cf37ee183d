import { below, catalog, counter, either, missing, mul, rate, signal, sum, time } from 'dashwright';
import { describe, expect, it } from 'vitest';
import { print } from '../../src/query/index.js';

const { requests_total: requests } = catalog({ requests_total: counter({ help: 'R.', unit: 'requests' }) });
const text = ({ node }: { node: Parameters<typeof print>[0] }) => print(node, { window: '5m' });

describe('missing', () => {
  it('returns 1 by default, as in Prometheus', () => {
    expect(text(missing(requests))).toBe('absent(requests_total)');
  });
  it('returns the value that the alert shows', () => {
    expect(text(missing(requests, { as: 0 }))).toBe('absent(requests_total) * 0');
    expect(text(missing(requests, { as: time() }))).toBe('absent(requests_total) * time()');
  });
  it('keeps the threshold of the condition that it complements', () => {
    const throughput = signal({ title: 'Throughput', expr: mul(sum(rate(requests)), 60) });
    const condition = either(below(throughput, 0.6), missing(requests, { as: 0 }));
    expect(text(condition)).toBe('sum(rate(requests_total[5m])) * 60 < 0.6 or absent(requests_total) * 0');
    expect(condition.threshold?.bound).toBe(0.6);
  });
});
