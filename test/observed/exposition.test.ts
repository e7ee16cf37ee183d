import { describe, expect, test } from 'vitest';
import { readExposition } from '../../src/observed/index.js';

const metric = (text: string, name: string) => readExposition(text).metrics.get(name);

describe('a page of metrics', () => {
  test('classic histograms, summaries, counters of the text format', () => {
    const page = readExposition(`# HELP http_seconds How long\\nit takes.
# TYPE http_seconds histogram
http_seconds_bucket{path="/",le="0.1"} 1
http_seconds_bucket{path="/",le="2.5"} 2 1700000000000
http_seconds_bucket{path="/",le="+Inf"} 3
http_seconds_sum{path="/"} 1e+01
http_seconds_count{path="/"} 3
# TYPE gc_seconds summary
gc_seconds{quantile="0.5"} NaN
gc_seconds_sum 0
gc_seconds_count 0
# TYPE jobs_total counter
jobs_total{kind="a b",} 5
plain 7
`);
    expect(page.broken).toEqual([]);
    expect(page.metrics.get('http_seconds')).toEqual({
      name: 'http_seconds',
      kind: 'histogram',
      help: 'How long it takes.',
      unit: undefined,
      labels: new Map([['path', ['/']]]),
      buckets: [0.1, 2.5],
    });
    expect(page.metrics.get('gc_seconds')).toMatchObject({ kind: 'summary', labels: new Map() });
    expect(page.metrics.get('jobs_total')).toMatchObject({
      kind: 'counter',
      labels: new Map([['kind', ['a b']]]),
    });
    expect(page.metrics.get('plain')).toMatchObject({ kind: undefined });
    expect([...page.series.keys()]).toEqual([
      'http_seconds_bucket',
      'http_seconds_sum',
      'http_seconds_count',
      'gc_seconds',
      'gc_seconds_sum',
      'gc_seconds_count',
      'jobs_total',
      'plain',
    ]);
    expect(page.series.get('http_seconds_bucket')?.count).toBe(3);
  });

  test('OpenMetrics: units, exemplars, info, stateset, created, gaugehistogram', () => {
    const page = readExposition(`# TYPE req_seconds counter
# UNIT req_seconds seconds
# HELP req_seconds Time.
req_seconds_total{code="200"} 4 1700000000.5 # {trace_id="a,b}c"} 0.5 1700000000
req_seconds_created{code="200"} 1700000000
# TYPE build info
build_info{version="1"} 1
# TYPE state stateset
state{state="up"} 1
# TYPE waiting gaugehistogram
waiting_bucket{le="1"} 4
waiting_gcount 4
# EOF
`);
    expect(page.broken).toEqual([]);
    expect(page.metrics.get('req_seconds_total')).toMatchObject({
      kind: 'counter',
      unit: 's',
      help: 'Time.',
    });
    expect(page.metrics.has('req_seconds')).toBe(false);
    expect(page.metrics.get('build_info')).toMatchObject({ kind: 'gauge' });
    expect(page.metrics.get('state')).toMatchObject({ kind: 'gauge', labels: new Map([['state', ['up']]]) });
    expect(page.metrics.get('waiting_bucket')).toMatchObject({ kind: 'gauge' });
    expect([...page.metrics.keys()]).toHaveLength(5);
  });

  test('a native histogram, by its only bucket or in the OpenMetrics 2.0 format', () => {
    expect(metric('# TYPE a histogram\na_bucket{le="+Inf"} 3\na_sum 1\na_count 3\n', 'a')).toMatchObject({
      kind: 'native_histogram',
    });
    const page = readExposition(
      '# TYPE b histogram\nb{x="1"} {count:12,sum:100.0,schema:0,zero_threshold:1e-4,zero_count:0,positive_spans:[0:2],positive_buckets:[5,7]}\n',
    );
    expect(page.metrics.get('b')).toMatchObject({ kind: 'native_histogram' });
    expect([...page.series.keys()]).toEqual(['b']);
  });

  test('UTF-8 names: quoted, escaped, and those of JavaScript prototypes', () => {
    const page = readExposition(`# TYPE "요청.수" counter
{"요청.수","길 이"="서울",emoji="🚀\\"\\\\\\n"} 1
# TYPE U__http_2e_server_5f_x gauge
U__http_2e_server_5f_x{U__a_2e_b="c"} 1
# TYPE __proto__ gauge
__proto__{constructor="x",__proto__="y"} 1
# TYPE toString weird
toString 1
`);
    expect(page.broken).toEqual([]);
    expect(page.series.get('요청.수')?.sets).toEqual([{ '길 이': '서울', emoji: '🚀"\\\n' }]);
    expect(page.metrics.get('http.server_x')).toMatchObject({
      kind: 'gauge',
      labels: new Map([['a.b', ['c']]]),
    });
    expect([...(page.metrics.get('__proto__')?.labels.keys() ?? [])]).toEqual(['constructor', '__proto__']);
    expect(page.metrics.get('toString')).toMatchObject({ kind: undefined });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test.each([
    ['a{b="c" 1', /expected , or } at column 9/],
    ['a{b=c} 1', /the value of b is not quoted at column 5/],
    ['a{b} 1', /expected = after b/],
    ['a', /without a value/],
    ['a one', /not a number/],
    ['{} 1', /without a name/],
    ['<html>', /value|number|name/],
  ])('%s is reported with its place, and the rest is read', (line, reason) => {
    const { broken, metrics } = readExposition(`good 1\n${line}\r\nlast 2\n`);
    expect(broken).toEqual([{ line: 2, reason: expect.stringMatching(reason) }]);
    expect([...metrics.keys()]).toEqual(['good', 'last']);
  });

  test('a huge page is read in linear time and limited memory', () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `many{id="${index}"} ${index}`);
    const page = readExposition(`# TYPE many counter\n${lines.join('\n')}\n${'broken{\n'.repeat(1000)}`);
    expect(page.series.get('many')).toMatchObject({ count: 60_000, sets: undefined });
    expect(page.series.get('many')?.labels.get('id')).toMatchObject({ complete: false });
    expect(page.metrics.get('many')?.labels.get('id')).toHaveLength(12);
    expect(page).toMatchObject({ brokenLines: 1000 });
    expect(page.broken).toHaveLength(10);
  });
});
