import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Project, project } from '../support/project.js';
import { type Seen, sendJson, serve, type TestServer } from '../support/prometheus-server.js';

const files = {
  'definitions/shop/bundle.ts': `import { above, alert, bundle, catalog, gauge, max, signal } from 'dashwright';

const metrics = catalog({ queue_length: gauge({ help: 'Waiting jobs.', unit: 'jobs', labels: { queue: ['mail'] } }) });
const length = signal({ title: 'Queue length', description: 'Jobs that wait.', expr: max(metrics.queue_length, { by: ['queue'] }) });
const QueueLong = alert({ when: above(length, 100), for: '5m', severity: 'warning', summary: 'The queue is long' });

export default bundle({
  name: 'shop',
  title: 'Shop',
  description: 'A shop.',
  version: '1.0.0',
  metrics,
  alerts: { QueueLong },
});
`,
  'definitions/checks.ts':
    "export default { levels: { 'alert/no-scenario': 'off', 'alert/metadata': 'off' } };\n",
};
const hour = 3600;
const end = 1_790_000_040;
/** The queue is long in the third hour. */
const values = (from: number, to: number): [number, string][] => {
  const found: [number, string][] = [];
  for (let at = Math.ceil(from / 60) * 60; at <= to; at += 60)
    found.push([at, at > end - 3 * hour && at <= end - 2 * hour ? '200' : '5']);
  return found;
};

let server: TestServer | undefined;
let shop: Project;
beforeEach(() => {
  shop = project(files);
});
afterEach(async () => {
  shop.remove();
  await server?.close();
});

type Refusal =
  | { readonly status: number; readonly body: string; readonly headers?: object }
  | { readonly breaks: 'at once' | 'within' };

/** @param before what it answers first, until that returns false */
async function started(
  before: (seen: Seen, count: number) => Refusal | undefined,
  extra: object = {},
): Promise<void> {
  let count = 0;
  server = await serve((seen, response) => {
    const refusal = before(seen, count++);
    if (refusal && 'breaks' in refusal) {
      if (refusal.breaks === 'within') response.writeHead(200, { 'content-length': '100' }).write('{');
      setTimeout(() => response.destroy(), 5);
      return;
    }
    if (refusal) {
      response.writeHead(refusal.status, { ...refusal.headers }).end(refusal.body);
      return;
    }
    const [, window = ''] = /\[(\d+)ms\]/.exec(seen.query) ?? [];
    const { time } = seen;
    const result = window === '' ? [] : values(time - Number(window) / 1000 + 0.001, time);
    const metric = { __name__: 'queue_length', queue: 'a\n\u001b[31mb' };
    sendJson(response, 200, {
      status: 'success',
      data: { resultType: 'matrix', result: result.length > 0 ? [{ metric, values: result }] : [] },
      ...extra,
    });
  });
}
const backtest = (...args: string[]) =>
  shop.run(
    ...['backtest', '--prometheus', server?.url ?? '', '--definitions', shop.path('definitions')],
    ...['--since', '12h', '--end', String(end), '--format', 'json', '--no-cache', ...args],
  );
const firings = (out: string) => JSON.parse(out).alerts[0].firings.length;

test('asks again when a proxy or a limit of requests has refused for the moment', async () => {
  const refusals: Refusal[] = [
    { status: 503, body: '<html>no healthy upstream' },
    {
      status: 429,
      body: '{"status":"error","errorType":"too_many_requests","error":"slow down"}',
      headers: { 'retry-after': '0' },
    },
    { status: 502, body: '' },
  ];
  await started((_, count) => refusals[count]);
  const { code, out, errors } = await backtest();
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(firings(out)).toBe(1);
});

test('asks again when a connection breaks, before or within an answer', async () => {
  const breaks: Refusal[] = [{ breaks: 'at once' }, { breaks: 'within' }];
  await started((_, count) => breaks[count]);
  const { code, out, errors } = await backtest();
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(firings(out)).toBe(1);
});

test('says that the connection is closed if it breaks each time', async () => {
  await started(() => ({ breaks: 'at once' }));
  expect(await backtest()).toMatchObject({
    code: 2,
    errors: expect.stringContaining('not reachable: connection closed by the server'),
  });
});

test('does not ask again for what Prometheus itself refuses', async () => {
  await started(() => ({
    status: 503,
    body: '{"status":"error","errorType":"timeout","error":"query timed out"}',
  }));
  expect(await backtest()).toMatchObject({ code: 2, errors: expect.stringContaining('query timed out') });
  expect(server?.requests.length).toBeLessThanOrEqual(2);
});

test.each([
  ['Prometheus', 'query processing would load too many samples into memory in query execution'],
  [
    'Mimir, chunks',
    'the query exceeded the maximum number of chunks (limit: 2000000 chunks) (err-mimir-max-chunks-per-query)',
  ],
  ['Mimir, length', 'the query time range exceeds the limit (query length: 6h0m0s, limit: 1h0m0s)'],
  ['Thanos', 'expanding series: proxy Series(): exceeded chunks limit: limit 5 violated (got 6)'],
  [
    'VictoriaMetrics',
    'cannot select more than -search.maxSamplesPerQuery=1000 samples; possible solutions: …',
  ],
])('asks for less time where a limit of %s refuses', async (_, error) => {
  await started(({ query }) => {
    const [, window = '0'] = /\[(\d+)ms\]/.exec(query) ?? [];
    return Number(window) > hour * 1000
      ? { status: 422, body: JSON.stringify({ status: 'error', errorType: 'execution', error }) }
      : undefined;
  });
  const { code, out, errors } = await backtest();
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(firings(out)).toBe(1);
});

test('names the limit that even one minute exceeds', async () => {
  const error = 'cannot select more than -search.maxSamplesPerQuery=1000 samples';
  await started(() => ({ status: 422, body: JSON.stringify({ status: 'error', errorType: '422', error }) }));
  expect((await backtest()).errors).toContain('-search.maxSamplesPerQuery=1000');
});

test.each([
  ['Thanos', { warnings: ['No StoreAPIs matched for this query'] }, 'No StoreAPIs matched for this query'],
  ['VictoriaMetrics', { isPartial: true }, 'the response is partial (isPartial)'],
])('tells that answers of %s are not complete, and does not keep them', async (_, extra, warning) => {
  await started(() => undefined, extra);
  const { out } = await backtest();
  expect(JSON.parse(out).warnings).toEqual([warning]);
  const asked = server?.requests.length ?? 0;
  const cached = ['backtest', '--prometheus', server?.url ?? '', '--definitions', shop.path('definitions')];
  for (const format of ['text', 'markdown']) {
    const text = await shop.run(...cached, '--since', '12h', '--end', String(end), '--format', format);
    expect(text.out).toMatch(/warning of the server, samples may be missing: /i);
  }
  expect(server?.requests.length).toBe(3 * asked);
});

test('labels cannot break the lines of a report, or control a terminal', async () => {
  await started(() => undefined);
  const { out } = await backtest('--format', 'text');
  expect(out).toMatch(/ {2}1\. .* queue=a \\u001b\[31mb {2}The queue is long\n/);
});
