import { logql, logs, not, traceql, traces } from 'dashwright';
import { describe, expect, it } from 'vitest';

const api = logql.stream({ app: 'api', env: not('test') }, 'namespace');
const requests = api.json('path', 'status', 'took');

describe('LogQL', () => {
  it('selects streams, filters lines, reads fields', () => {
    expect(api.logql).toBe('{app="api", env!="test"}');
    expect(api.contains('say "hi"').lacks('debug').matches(/\d+ms/).logql).toBe(
      '{app="api", env!="test"} |= "say \\"hi\\"" != "debug" |~ `\\d+ms`',
    );
    expect(api.matches({ not: /`/ }).logql).toContain('!~ "`"');
    expect(requests.where({ status: /5../, path: not(/^\/internal/) }).bound('took', '>', '1s').logql).toBe(
      '{app="api", env!="test"} | json | status=~"5.." | path!~`^\\/internal` | took > 1s',
    );
    expect(api.where({}).logql).toBe(api.logql);
    expect(api.logfmt('level').where({ level: '오류' }).lineFormat('{{.msg}}').logql).toContain(
      '| logfmt | level="오류" | line_format "{{.msg}}"',
    );
    expect(api.pattern('<ip> - <_>', 'ip').logql).toContain('| pattern "<ip> - <_>"');
  });

  it('counts lines', () => {
    expect(logql.sum(logql.rate(requests), { by: ['path'] }).logql).toBe(
      'sum by (path) (rate({app="api", env!="test"} | json [$__auto]))',
    );
    const errors = logql.sum(logql.count(requests.where({ status: /5../ }), '5m'));
    const all = logql.sum(logql.count(requests, '5m'));
    expect(logql.above(logql.ratio(errors, all), 0.05).logql).toMatch(
      /^sum\(.*\) \/ \(sum\(.*\) > 0\) > 0\.05$/,
    );
    expect(logql.topk(5, logql.averageOf(requests.unwrap('took', 'duration'), '5m')).logql).toBe(
      'topk(5, avg_over_time({app="api", env!="test"} | json | unwrap duration(took) [5m]))',
    );
  });

  it('knows labels and fields', () => {
    // @ts-expect-error no such field
    requests.where({ user: 'x' });
    // @ts-expect-error not before it has been read
    api.unwrap('took');
    // @ts-expect-error no such label
    logql.sum(logql.rate(requests), { by: ['user'] });
    expect(logql.sum(logql.rate(requests), { by: ['namespace'] }).logql).toContain('by (namespace)');
  });

  it('can be raw text', () => {
    const by = logql<'path'>`sum by (path) (rate(${requests} [${5}m]))`;
    expect(logs(by, { legend: '{{path}}' })).toEqual({
      language: 'logql',
      expr: 'sum by (path) (rate({app="api", env!="test"} | json [5m]))',
      legend: '{{path}}',
    });
  });
});

describe('TraceQL', () => {
  const request = traceql.spans({ resource: { 'service.name': 'api' }, name: /GET .*/ });

  it('selects spans by attributes and intrinsics', () => {
    expect(request.traceql).toBe('{ resource.service.name = "api" && name =~ "GET .*" }');
    expect(traceql.spans().traceql).toBe('{}');
    expect(
      traceql.spans({
        span: {
          'db.system': { present: true },
          'http.status_code': 500,
          retries: { above: 2 },
          tenant: { not: 'a' },
        },
        status: 'error',
        kind: 'client',
        duration: { above: '1.5s' },
        traceDuration: { below: '10s' },
      }).traceql,
    ).toBe(
      '{ span.db.system != nil && span.http.status_code = 500 && span.retries > 2 && span.tenant != "a" && ' +
        'status = error && kind = client && duration > 1.5s && traceDuration < 10s }',
    );
  });

  it('combines spans, and can be raw text', () => {
    const database = traceql.spans({ span: { 'db.system': { present: true } } });
    expect(request.descendants(database).traceql).toBe(`${request.traceql} >> ${database.traceql}`);
    expect(request.children(database).and(request).traceql).toContain(' > ');
    expect(traces(traceql`${request} | count() > ${3}`, { limit: 5 })).toEqual({
      language: 'traceql',
      expr: `${request.traceql} | count() > 3`,
      limit: 5,
    });
  });
});
