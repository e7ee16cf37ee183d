import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type GrafanaStub, grafanaStub } from '../support/grafana-server.js';
import { type Project, project, type Ran, shopBundle } from '../support/project.js';
import { type Seen, sendJson, serve, type TestServer } from '../support/prometheus-server.js';

let server: TestServer | undefined;
let grafana: GrafanaStub | undefined;
let shop: Project;
beforeEach(() => {
  shop = project({
    ...shopBundle(),
    'definitions/checks.ts': "export default { levels: { 'alert/no-scenario': 'off' } };\n",
  });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  shop.remove();
  await server?.close();
  await grafana?.close();
  server = undefined;
  grafana = undefined;
});

const check = (...args: string[]): Promise<Ran> =>
  shop.run('check', '--definitions', shop.path('definitions'), ...args);

const success = (response: ServerResponse, data: unknown): void =>
  sendJson(response, 200, { status: 'success', data });
const vector = (result: readonly object[]) => ({ resultType: 'vector', result });

/** Series of a system that has everything the shop reads. */
const whole = [
  { __name__: 'queue_length', job: 'shop', instance: 'a', queue: 'mail' },
  { __name__: 'queue_length', job: 'shop', instance: 'a', queue: 'print' },
  { __name__: 'requests_total', job: 'shop', instance: 'a' },
];

/** A server with Prometheus' HTTP API; `missing` lists endpoints that it does not have. */
function api(
  series: readonly Readonly<Record<string, string>>[],
  { missing = [], clock = Date.now() / 1000 }: { missing?: readonly RegExp[]; clock?: number } = {},
): (seen: Seen, response: ServerResponse) => void {
  return ({ path, query }, response) => {
    if (missing.some((one) => one.test(path))) {
      response.writeHead(404).end('404 page not found\n');
      return;
    }
    const end = path.slice(path.indexOf('/api/v1/') + 8);
    const names = [...new Set(series.map(({ __name__: name = '' }) => name))];
    if (query === 'time()') success(response, { resultType: 'scalar', result: [clock, String(clock)] });
    else if (query.startsWith('count by (__name__)')) {
      success(
        response,
        vector(
          names.map((name) => ({
            metric: { __name__: name },
            value: [clock, String(series.filter((one) => one.__name__ === name).length)],
          })),
        ),
      );
    } else if (end === 'query') success(response, vector([]));
    else if (end === 'label/__name__/values') success(response, names);
    else if (end === 'series') success(response, series);
    else if (end === 'labels') success(response, ['job', 'instance']);
    else if (end === 'rules') success(response, { groups: [] });
    else success(response, {});
  };
}

describe('check --prometheus', () => {
  test('reports nothing if everything exists, and sends a limited number of requests with the tenant header', async () => {
    server = await serve(api(whole));
    shop.write({ headers: 'X-Scope-OrgID: shop\n' });
    const ran = await check(
      '--prometheus',
      `${server.url}/prometheus/`,
      '--header-file',
      shop.path('headers'),
    );
    expect(ran, ran.errors).toMatchObject({ code: 0, errors: '' });
    expect(server.requests.length).toBeLessThanOrEqual(14);
    for (const { path, headers } of server.requests) {
      expect(path).toMatch(/^\/prometheus\/api\/v1\//);
      expect(headers['x-scope-orgid']).toBe('shop');
    }
  });

  test('reports a missing metric at its definition', async () => {
    server = await serve(api(whole.filter((one) => one.__name__ !== 'queue_length')));
    const ran = await check('--prometheus', server.url, '--format', 'json');
    expect(ran.code).toBe(1);
    const { findings } = JSON.parse(ran.out) as {
      findings: { check: string; message: string; line: number }[];
    };
    expect(findings.filter(({ check: id }) => id === 'live/unknown-metric')).toMatchObject([
      {
        message: `Prometheus at ${server.host} has no series queue_length: this breaks 1 alert (QueueLong) and 1 panel ("Queue length" on shop)`,
        line: 4,
      },
    ]);
  });

  test('skips the checks for which the server lacks an endpoint, and says so', async () => {
    server = await serve(api(whole, { missing: [/metadata$/, /rules$/, /status/] }));
    const ran = await check('--prometheus', server.url);
    expect(ran.code).toBe(0);
    expect(ran.errors.split('\n').filter((line) => line !== '')).toHaveLength(4);
    expect(ran.errors).toContain('types, units and descriptions: not judged');
    expect(ran.errors).toContain('the rules that run: not judged');
  });

  test('tells once what the server warns of, as it may lack what exists', async () => {
    const answer = api(whole);
    server = await serve((seen, response) => {
      const end = response.end.bind(response);
      const warned = (text: string) => end(text.replace(/}$/, ',"warnings":["no store has answered"]}'));
      Object.assign(response, { end: warned });
      answer(seen, response);
    });
    const { errors } = await check('--prometheus', server.url);
    expect(errors.match(/warns: no store has answered; what is reported as missing may exist/g)).toHaveLength(
      1,
    );
  });

  test('requests the past hour by the clock of the server', async () => {
    server = await serve(api(whole, { clock: 1_000_000_000 }));
    await check('--prometheus', server.url, '--since', '30m');
    const asked = server.requests.filter(({ path }) => path.endsWith('/series'));
    expect(asked.map(({ start, end }) => [start, end])).toEqual([[1_000_000_000 - 1800, 1_000_000_000]]);
  });

  test('a server without series: nothing to compare with', async () => {
    server = await serve(api([]));
    const ran = await check('--prometheus', server.url);
    expect(ran.code).toBe(1);
    expect(ran.errors).toContain('has no series at all: nothing to compare with');
    expect(ran.errors).not.toContain('live/unknown-metric');
  });

  test.each<[string, (seen: Seen, response: ServerResponse) => void, RegExp, limit?: string]>([
    [
      'an HTML page',
      (_, response) => response.end('<!DOCTYPE html><p>x'),
      /not a Prometheus server: it sends "<!DOCTYPE/,
    ],
    [
      'a redirect',
      (_, response) => response.writeHead(302, { location: 'https://login/' }).end(),
      /it redirects \(302/,
    ],
    [
      'no permission',
      (_, response) => response.writeHead(401).end('no'),
      /401 Unauthorized.*DASHWRIGHT_PROMETHEUS_TOKEN/,
    ],
    ['another server', (_, response) => response.writeHead(404).end(''), /404 Not Found.*need a path before/],
    ['no answer', () => undefined, /no response within 0.2 s/, '200ms'],
    ['an answer for ever', endless, /too large|no response within/, '200ms'],
  ])('%s ends with the reason', async (_, answer, reason, limit = '2m') => {
    server = await serve(answer);
    const ran = await check('--prometheus', server.url, '--timeout', limit);
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(reason);
  });

  test('a server that refuses connections', async () => {
    server = await serve(api([]));
    const { url } = server;
    await server.close();
    const ran = await check('--prometheus', url);
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.errors).toContain('connection refused');
  });

  test('never prints credentials that a server returns', async () => {
    shop.write({ headers: 'Authorization: Bearer s3cret-token\n' });
    server = await serve(({ headers }, response) =>
      response.writeHead(500).end(`bad ${headers.authorization}`),
    );
    const ran = await check('--prometheus', server.url, '--header-file', shop.path('headers'));
    expect(ran.errors).not.toContain('s3cret');
  });

  test.each([
    [['--only', 'x'], /--only names metrics/],
    [['--prometheus', 'http://u:p@x/'], /user or password/],
    [['--prometheus', 'http://localhost:1', '--metrics', 'p.txt'], /use one of them/],
    [['--prometheus', 'http://localhost:1', '--watch'], /--watch does not compare/],
    [['--grafana', 'http://localhost:1'], /--grafana requires/],
  ])('%j is rejected', async (args, reason) => {
    const ran = await check(...args);
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(reason);
  });
});

function endless(_: Seen, response: ServerResponse): void {
  const timer = setInterval(() => response.write('['.repeat(1_000_000)), 1);
  response.on('close', () => clearInterval(timer));
}

describe('check --grafana', () => {
  test('reports a dashboard that somebody has changed in Grafana', async () => {
    server = await serve(api(whole));
    vi.stubEnv('GRAFANA_TOKEN', 'glsa_test');
    grafana = await grafanaStub();
    const built = await shop.build();
    expect(built, built.errors).toMatchObject({ code: 0 });
    const json = JSON.parse(shop.output()['grafana/shop/shop.json'] ?? '{}') as Record<string, unknown>;
    grafana.put('shop', json);
    const same = await check('--prometheus', server.url, '--grafana', grafana.url);
    expect(same, same.errors).toMatchObject({ code: 0, errors: '' });
    grafana.edit(
      'shop',
      (one) => {
        one.title = 'Our shop';
      },
      'kim',
    );
    const changed = await check('--prometheus', server.url, '--grafana', grafana.url, '--strict');
    expect(changed.code).toBe(1);
    expect(changed.errors).toMatch(
      /live\/dashboard shop\/dashboards\/shop\n\s+Grafana at \S+ shows another version of shop, last saved by kim/,
    );
    expect(changed.errors).toContain('Our shop');
  });
});

describe('check --metrics', () => {
  test('accepts one page, several pages, and a Prometheus server instead', async () => {
    shop.write({
      'queue.txt': 'queue_length{queue="mail"} 1\nqueue_length{queue="print"} 1\nbroken{\n',
      'web.txt': 'requests_total 1\n',
    });
    const one = await check('--metrics', shop.path('queue.txt'));
    expect(one).toMatchObject({ code: 0 });
    expect(one.errors).toMatch(/queue\.txt:3: left out: expected a label/);
    const all = await check('--metrics', shop.path('queue.txt'), '--only', '.*');
    expect(all.code).toBe(1);
    expect(all.errors).toContain('has no series requests_total');
    const both = await check(
      '--metrics',
      shop.path('queue.txt'),
      '--metrics',
      shop.path('web.txt'),
      '--only',
      '.*',
    );
    expect(both).toMatchObject({ code: 0 });
    server = await serve(api(whole));
    const wrong = await check('--metrics', server.url);
    expect(wrong.errors).toContain('is a Prometheus and no page of metrics: use --prometheus');
  });
});
