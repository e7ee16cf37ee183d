import { beforeAll, describe, expect, test } from 'vitest';
import { type Engine, loadEngine } from '../../src/engine/index.js';
import { inferCatalog } from '../../src/import/catalog/infer.js';
import { namesOfPattern } from '../../src/import/catalog/name-patterns.js';
import { prepareExpressions } from '../../src/import/promql/prepare.js';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

function inferred(...expressions: readonly string[]) {
  const used = prepareExpressions(expressions, engine).flatMap(({ ast }) => (ast ? [{ ast }] : []));
  const { metrics } = inferCatalog(used, []);
  return Object.fromEntries(
    metrics.map(({ name, kind, unit, labels }) => [name, { kind, unit, labels: [...labels.keys()] }]),
  );
}

describe('metric types inferred from queries', () => {
  test('what is counted, including in a subquery or with an offset, is a counter', () => {
    expect(
      inferred('increase(hits[$__interval:] offset -$__interval)', 'topk(5, rate(bytes_out[5m]))'),
    ).toMatchObject({
      hits: { kind: 'counter' },
      bytes_out: { kind: 'counter' },
    });
  });

  test('a metric that is a plain divisor is a capacity, whatever its name', () => {
    expect(inferred('memory_used_bytes / memory_total')).toMatchObject({ memory_total: { kind: 'gauge' } });
  });

  test('what is subtracted from a level, or a level from it, is a level, unless it is counted', () => {
    expect(
      inferred('max by (job) (pg_total) - pg_active > 0', 'done_total - queued', 'rate(done_total[5m])'),
    ).toMatchObject({ pg_total: { kind: 'gauge' }, done_total: { kind: 'counter' } });
    expect(inferred('sent_total - received_total')).toMatchObject({ sent_total: { kind: 'counter' } });
  });

  test('the number of created objects is not a timestamp', () => {
    expect(
      inferred(
        'rate(orders_created_total[5m])',
        'time() - job_created',
        'max(page_time_seconds) - node_boot_time_seconds',
      ),
    ).toMatchObject({
      page_time_seconds: { unit: 's' },
      node_boot_time_seconds: { unit: 'timestamp' },
      orders_created_total: { kind: 'counter', unit: undefined },
      job_created: { kind: 'gauge', unit: 'timestamp' },
    });
  });
});

describe('names in a pattern', () => {
  test('alternatives, also within names', () => {
    expect(namesOfPattern('a_(b|c)_total|d')).toEqual(['a_b_total', 'a_c_total', 'd']);
    expect(namesOfPattern('a(?:_b|)')).toEqual(['a_b', 'a']);
    for (const open of ['a.*', 'a|', '', '(a', 'a)', 'a[bc]', 'a+']) expect(namesOfPattern(open)).toEqual([]);
  });

  test('each is a metric, with the labels that the query uses', () => {
    expect(inferred('sum by (pod) (rate({__name__=~"new_(a|b)_total", zone="x"}[5m]))')).toEqual({
      new_a_total: { kind: 'counter', unit: undefined, labels: ['zone'] },
      new_b_total: { kind: 'counter', unit: undefined, labels: ['zone'] },
    });
  });
});
