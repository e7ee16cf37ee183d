import * as api from 'dashwright';
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import { inferCatalog } from '../../src/import/catalog/infer.js';
import { printCode } from '../../src/import/code/print.js';
import { prepareExpressions } from '../../src/import/promql/prepare.js';
import { writeExpression } from '../../src/import/promql/write.js';
import { catalogValue, seriesCode } from '../../src/import/write/metrics.js';

const engine = await loadEngine();

/** An expression as an import writes it, on one line, or why it stays PromQL. */
function written(expr: string): string {
  const [prepared] = prepareExpressions([expr], engine);
  if (!prepared) throw new Error('not read');
  const catalog = inferCatalog(prepared.ast ? [{ ast: prepared.ast }] : [], []);
  const metrics = catalogValue(catalog);
  const scope = (name: string): unknown =>
    name === 'metrics' ? metrics : (api as Readonly<Record<string, unknown>>)[name];
  const result = writeExpression(prepared, (name) => seriesCode(catalog, name), scope, engine);
  const code = printCode(result.code).replaceAll(/\s*\n\s*/g, ' ');
  return result.typed ? code : `${code} // ${result.reason}`;
}

describe('PromQL is converted to typed functions', () => {
  const cases: Readonly<Record<string, string>> = {
    'sum by (job) (rate(http_requests_total{code=~"5.."}[5m]))':
      "sum(rate(metrics.http_requests_total.where({ code: /5../ })), { by: ['job'] })",
    'sum(rate(errors_total[5m])) / sum(rate(requests_total[1h]))':
      "div(sum(rate(metrics.errors_total, '5m')), sum(rate(metrics.requests_total, '1h')))",
    'histogram_quantile(0.99, sum by (le, path) (rate(took_seconds_bucket[$__rate_interval])))':
      "histogramQuantile(0.99, metrics.took_seconds, { by: ['path'] })",
    'rate(took_seconds_sum[5m]) / rate(took_seconds_count[5m])':
      'div(rate(metrics.took_seconds.sum), rate(metrics.took_seconds.count))',
    'predict_linear(free_bytes{mount!=""}[6h], 24 * 60 * 60) < 0':
      "lt(predictLinear(metrics.free_bytes.where({ mount: not('') }), '6h', 24 * 60 * 60), 0)",
    'max_over_time(lag[1h30m] offset 1d)': "maxOverTime(metrics.lag.offsetBy('1d'), '90m')",
    'a * on (instance) group_left (version) build_info':
      "mul(metrics.a, metrics.build_info, { on: ['instance'], groupLeft: ['version'] })",
    'time() - max(backup_timestamp_seconds{path!~"/tmp/.*"})':
      'sub(time(), max(metrics.backup_timestamp_seconds.where({ path: not(/\\/tmp\\/.*/) })))',
    'topk(5, sum without (pod) (x{a="1",a!="2"}))':
      "topk(5, sum(metrics.x.where({ a: '1' }).where({ a: not('2') }), { without: ['pod'] }))",
    'absent(up{job="node"} == 1)': "absent(eq(metrics.up.where({ job: 'node' }), 1))",
    'avg_over_time(sum(x)[1h:5m])': "avgOverTime(sum(metrics.x), '1h', { step: '5m' })",
    'quantile(0.5, x) or vector(0)': 'or(quantile(0.5, metrics.x), vector(0))',
    'label_replace(x{o!=""}, "w", "$1", "o", "(.*)")':
      "labelReplace(metrics.x.where({ o: not('') }), { dstLabel: 'w', replacement: '$1', srcLabel: 'o', regex: /(.*)/, })",
    'label_replace(sum(x), "colour", "red", "", "")':
      "labelReplace(sum(metrics.x), { dstLabel: 'colour', replacement: 'red' })",
    'label_join(x{pod!="",job!=""}, "both", "/", "job", "pod")':
      "labelJoin(metrics.x.where({ pod: not(''), job: not('') }), { dstLabel: 'both', separator: '/', srcLabels: ['job', 'pod'], })",
  };
  Object.assign(cases, {
    'increase(sum(x)[1h:])': "increase(asCounter(sum(metrics.x)), '1h')",
    'sum(increase(x_total[$__interval:] offset -$__interval))':
      "sum(increase(metrics.x_total, 'auto', { step: 'default', offset: '-$__interval' }))",
    'predict_linear(sum(x)[7d:1h] @ end(), $horizon)':
      "predictLinear(sum(metrics.x), '7d', '$horizon', { step: '1h', at: 'end' })",
    '{__name__=~"a.*"}': 'series({ where: { __name__: /a.*/ } })',
    '{a="1",a!="2",b="3"}': "series({ where: { a: '1' }, labels: ['b'] }).where({ a: not('2'), b: '3' })",
    'sum by (pod) (rate({__name__=~"a_(b|c)_total",job="j"}[5m]))':
      "sum(rate(series({ where: { __name__: /a_(b|c)_total/, job: 'j' }, labels: ['pod'] })), { by: ['pod'] })",
    'topk($k, sum by ($by) (rate(x_total[$__rate_interval])))':
      "topk('$k', sum(rate(metrics.x_total), { by: ['$by'] }))",
    'sum without ([[label]]) (x)': "sum(metrics.x, { without: ['[[label]]'] })",
    'rate(${metric}_total{$label=~"$value"}[5m])':
      "rate(series({ name: '${metric}_total', where: { $label: /$value/ } }))",
    'x > $threshold': "gt(metrics.x, '$threshold')",
    'x offset $ago': "metrics.x.offsetBy('$ago')",
    'increase(x_total[$__range]) / increase(x_total[$window])':
      "div(increase(metrics.x_total, '$__range'), increase(metrics.x_total, '$window'))",
    'x{a=~"$b|$c",d="${e:csv}",f=~"${g:regex}"}':
      "metrics.x.where({ a: /$b|$c/, d: '${e:csv}', f: /${g:regex}/ })",
    'x{a!~"",b=~""}': "metrics.x.where({ a: not(''), b: '' })",
    'sum by (a) (x) or sum by (b) (y)':
      "or(sum(metrics.x, { by: ['a'] }), sum(metrics.y, { by: ['b'] }), { ignoring: [] })",
    'sum by (pod) (sum(x))': "sum(withLabels(sum(metrics.x), 'pod'), { by: ['pod'] })",
    'scalar(max(x))': 'asSeries(scalar(max(metrics.x)))',
    'x and on () hour() >= 8 < 17': 'and(metrics.x, lt(gte(hour(), 8), 17), { on: [] })',
    'histogram_fraction(0, $slo, rate(took_seconds_bucket[5m]))':
      "histogramFraction(0, '$slo', rate(metrics.took_seconds.bucket))",
    'count_values by (job) ("v", x)': "countValues('v', metrics.x, { by: ['job'] })",
    'x + fill(0) y': 'add(metrics.x, metrics.y, { fill: 0 })',
    'increase(x_total[1h] anchored)': "increase(metrics.x_total.anchored(), '1h')",
    'rate(x_total[max_of(step(), 1m) * 2])': "rate(metrics.x_total, '(max_of(step(), 1m) * 2)')",
    'info(x, {k8s_node_name=~".+"})': 'info(metrics.x, { k8s_node_name: /.+/ })',
    'changes(x[24h:])': "changes(metrics.x, '1d', { step: 'default' })",
  });
  for (const [expr, code] of Object.entries(cases)) test(expr, () => expect(written(expr)).toBe(code));
});

describe('PromQL without a typed form stays text', () => {
  const cases: Readonly<Record<string, string>> = {
    '$agg(x)': 'promql`$agg(x)` // a variable stands for more than a number, a duration or a name',
    '($a) * x': 'promql`($a) * x` // parentheses around a variable',
    'x{a=~"\\\\d{2}`${y}"}': 'metrics.x.where({ a: /\\d{2}`${y}/ })',
    'x / (1 if y)': 'promql`x / (1 if y)` // no PromQL that Prometheus reads',
  };
  for (const [expr, code] of Object.entries(cases)) test(expr, () => expect(written(expr)).toContain(code));
});
