import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
const textOf = (file: string): string => readFileSync(shop.path(file), 'utf8');
afterEach(() => shop?.remove());

const metricsFile = `import { catalog, counter, gauge } from 'dashwright';

/** The metrics of the shop. */
export const metrics = catalog({
  // The queue came first.
  queue_length: gauge({ help: 'Waiting jobs.', labels: { queue: ['mail'] } }), // all
  requests_total: counter({
    help: 'Requests, in our words.',
    unit: 'requests',
  }),
  old_ratio: gauge({ help: 'No longer there.', unit: 'ratio' }),
});
`;

function start(text = metricsFile, pages: Readonly<Record<string, string>> = {}): Project {
  const bundle = Object.fromEntries(
    Object.entries(shopBundle()).map(([file, content]) => [
      file,
      content.replace(
        /const metrics = d\.catalog\(\{[\s\S]*?\n\}\);/,
        "import { metrics } from './metrics.js';",
      ),
    ]),
  );
  shop = project({ ...bundle, 'definitions/shop/metrics.ts': text, ...pages });
  return shop;
}

const page = `# HELP queue_length Jobs.
# TYPE queue_length gauge
# UNIT queue_length seconds
queue_length{queue="mail",tenant="a"} 1
queue_length{queue="print",tenant="b"} 1
# TYPE requests_total counter
requests_total 4
# HELP queue_wait_seconds How long a job waits.
# TYPE queue_wait_seconds histogram
queue_wait_seconds_bucket{queue="mail",le="0.5"} 1
queue_wait_seconds_bucket{queue="mail",le="+Inf"} 1
queue_wait_seconds_sum{queue="mail"} 1
queue_wait_seconds_count{queue="mail"} 1
`;

describe('dashwright metrics', () => {
  const run = (...args: string[]) => shop.run('metrics', '--definitions', shop.path('definitions'), ...args);

  test('says that names are refused unless the settings allow them', async () => {
    const names =
      '# TYPE "http.server.duration" gauge\n{"http.server.duration","http.route"="/"} 1\nrequests_total 4\n';
    start(metricsFile, { 'page.txt': names });
    const { out } = await run('--from', shop.path('page.txt'));
    expect(out).toContain('note: http.server.duration has names that the check catalog/name refuses');
    expect(out).toContain('("http.server.duration", "http.route"): set utf8Names: true in checks.ts');
    const checked = () => shop.run('check', '--definitions', shop.path('definitions'));
    expect((await checked()).errors).toContain('catalog/name');
    start(metricsFile, {
      'page.txt': names,
      'definitions/checks.ts': 'export default { utf8Names: true };\n',
    });
    const allowed = await run('--from', shop.path('page.txt'));
    expect(allowed.out).toContain('http.server.duration');
    expect(allowed.out).not.toContain('utf8Names');
    expect((await checked()).errors).not.toContain('catalog/name');
  });

  test('adds what is new and keeps the rest as written; a second run changes nothing', async () => {
    start(metricsFile, { 'page.txt': page });
    const ran = await run('--from', shop.path('page.txt'));
    expect(ran, ran.errors).toMatchObject({ code: 0 });
    expect(ran.out).toContain('queue_length: unit s');
    expect(ran.out).toContain('queue_length: label tenant');
    expect(ran.out).toContain('queue_wait_seconds: added, histogram');
    expect(
      textOf('definitions/shop/metrics.ts'),
    ).toBe(`import { catalog, counter, gauge, histogram } from 'dashwright';

/** The metrics of the shop. */
export const metrics = catalog({
  // The queue came first.
  queue_length: gauge({
    help: 'Waiting jobs.',
    labels: { queue: ['mail'], tenant: ['a', 'b'] },
    unit: 's',
  }), // all
  queue_wait_seconds: histogram({
    help: 'How long a job waits.',
    unit: 's',
    labels: { queue: ['mail'] },
    buckets: [0.5],
  }),
  requests_total: counter({
    help: 'Requests, in our words.',
    unit: 'requests',
  }),
  old_ratio: gauge({ help: 'No longer there.', unit: 'ratio' }),
});
`);
    const again = await run('--from', shop.path('page.txt'));
    expect(again.out).toMatch(/^the catalogs have all that is there\n/);
    const checked = await shop.run('check', '--definitions', shop.path('definitions'));
    expect(checked.errors).not.toContain('definition/');
  });

  test('names the line of a signal that reads a metric which the catalog does not have', async () => {
    start(metricsFile, { 'page.txt': page });
    const bundle = shop.path('definitions/shop/bundle.ts');
    writeFileSync(
      bundle,
      `${readFileSync(bundle, 'utf8')}\nexport const lost = d.sum(d.rate(metrics.lost_total));\n`,
    );
    const line =
      readFileSync(bundle, 'utf8')
        .split('\n')
        .findIndex((one) => one.includes('lost_total')) + 1;
    const { code, errors } = await run('--from', shop.path('page.txt'));
    expect(code).toBe(2);
    expect(errors).toContain(
      `definitions/shop/bundle.ts:${line}: shop: the catalog has no metric lost_total`,
    );
    expect(errors).toContain('expected: one of');
  });

  test('--dry-run shows the changes and writes nothing', async () => {
    start(metricsFile, { 'page.txt': page });
    const ran = await run('--from', shop.path('page.txt'), '--dry-run');
    expect(ran.out).toContain('not written');
    expect(ran.out).toContain('+   queue_wait_seconds: histogram({');
    expect(textOf('definitions/shop/metrics.ts')).toBe(metricsFile);
  });

  test('corrects a type, with its import', async () => {
    start(metricsFile.replace('requests_total: counter', 'requests_total: gauge').replace('counter, ', ''), {
      'page.txt':
        '# TYPE requests_total counter\nrequests_total 1\nqueue_length{queue="mail"} 1\nold_ratio 1\n',
    });
    const ran = await run('--from', shop.path('page.txt'), '--format', 'json');
    expect(JSON.parse(ran.out).changes).toMatchObject([
      { metric: 'requests_total', what: 'type gauge → counter' },
    ]);
    expect(textOf('definitions/shop/metrics.ts')).toBe(metricsFile);
  });

  test('a corrected type loses what the new one has not, gains its buckets, and a second run changes nothing', async () => {
    start(
      metricsFile
        .replace(
          '  old_ratio:',
          `  wait_seconds: histogram({
    help: 'Waiting.',
    unit: 's',
    buckets: [1, 2],
  }),
  size_bytes: gauge({ help: 'Size.', unit: 'bytes', labels: { le: ['1'] } }),
  old_ratio:`,
        )
        .replace('gauge }', 'gauge, histogram }'),
      {
        'page.txt': `# TYPE wait_seconds summary
wait_seconds{quantile="0.5"} 1
wait_seconds_sum 1
wait_seconds_count 1
# TYPE size_bytes histogram
size_bytes_bucket{le="10"} 1
size_bytes_bucket{le="+Inf"} 1
size_bytes_sum 1
size_bytes_count 1
# TYPE queue_length gauge
queue_length{queue="mail"} 1
# TYPE requests_total counter
requests_total 1
# TYPE "shop.stock" gauge
{"shop.stock"} 1
`,
      },
    );
    const ran = await run('--from', shop.path('page.txt'), '--format', 'json');
    expect(ran, ran.errors).toMatchObject({ code: 0 });
    expect(textOf('definitions/shop/metrics.ts')).toContain(`  wait_seconds: summary({
    help: 'Waiting.',
    unit: 's',
  }),
  size_bytes: histogram({ help: 'Size.', unit: 'bytes', labels: {}, buckets: [10] }),
`);
    expect(textOf('definitions/shop/metrics.ts')).toContain("  'shop.stock': gauge(");
    expect((await run('--from', shop.path('page.txt'))).out).toMatch(
      /^the catalogs have all that is there\n/,
    );
  });

  test('--diff lists metrics that are read and no longer exist, and metrics that nothing reads', async () => {
    start(metricsFile, {
      'page.txt': 'queue_lengths{queue="mail"} 1\nrequests_total 1\nqueue_wait_seconds 1\n',
    });
    const ran = await run('--from', shop.path('page.txt'), '--diff');
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(
      /queue_length \(\S+metrics\.ts:6\): read by 1 alert \(QueueLong\) and 1 panel .*; now queue_lengths\?/,
    );
    expect(ran.out).toContain('queue_wait_seconds, not declared');
    const markdown = await run('--from', shop.path('page.txt'), '--diff', '--format', 'markdown');
    expect(markdown.out).toContain('- `queue_length`: read by 1 alert');
    expect(textOf('definitions/shop/metrics.ts')).toBe(metricsFile);
  });

  test('--diff lists what a panel reads of a metric that has another type now, and no times at which counters began', async () => {
    const took = `  took_seconds: histogram({ help: 'Time.', unit: 's', buckets: [1] }),
  old_ratio:`;
    start(metricsFile.replace('  old_ratio:', took).replace('gauge }', 'gauge, histogram }'), {
      'page.txt': `# TYPE took_seconds summary
took_seconds{quantile="0.5"} 1
took_seconds_sum 1
took_seconds_count 1
# TYPE took_seconds_created gauge
took_seconds_created 1.7e9
# TYPE requests_total counter
requests_total 1
# TYPE requests_created gauge
requests_created 1.7e9
# TYPE pod_created gauge
pod_created 1.7e9
# TYPE orders_created counter
orders_created 3
queue_length{queue="mail"} 1
old_ratio 1
`,
    });
    const bundle = shop.path('definitions/shop/bundle.ts');
    const text = readFileSync(bundle, 'utf8');
    writeFileSync(
      bundle,
      text.replace(
        /(\n\s*)(d\.panel\.)/,
        `$1d.panel.timeseries({ title: 'Took', show: d.signal({ title: 'Took', description: 'p99.', expr: d.histogramQuantile(0.99, metrics.took_seconds) }) }),$1$2`,
      ),
    );
    const ran = await run('--from', shop.path('page.txt'), '--diff', '--format', 'json');
    expect(ran.code, ran.errors).toBe(1);
    const { gone, unwatched } = JSON.parse(ran.out);
    expect(gone).toMatchObject([
      { name: 'took_seconds, type histogram', readBy: '1 panel ("Took" on shop)', suggestion: 'a summary' },
    ]);
    expect(unwatched.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['pod_created', 'orders_created']),
    );
    expect(ran.out).not.toMatch(/took_seconds_created|requests_created/);
    await run('--from', shop.path('page.txt'), '--only', '.*_created');
    expect(textOf('definitions/shop/metrics.ts')).toContain(
      "  orders_created: counter({ help: 'Orders created.' }),\n",
    );
  });

  test('--diff lists labels that are read and no longer exist', async () => {
    start(metricsFile, { 'page.txt': 'queue_length{tube="mail"} 1\nrequests_total 1\n' });
    const ran = await run('--from', shop.path('page.txt'), '--diff');
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/queue_length, label queue \(\S+\): read by 1 alert \(QueueLong\)/);
  });

  test('escapes arbitrary names and labels', async () => {
    start(metricsFile, {
      'page.txt':
        '# HELP 요청 `${process.exit()}` */ \\\\ "\'\n{"요청","길 이"="서울","__proto__"="x"} 1\n# TYPE __proto__ gauge\n__proto__ 1\n{"a\'});process.exit(7);//"} 1\n',
    });
    const ran = await run('--from', shop.path('page.txt'), '--only', '.*');
    expect(ran, ran.errors).toMatchObject({ code: 0 });
    expect(ran.out).toContain('note: __proto__ is not allowed as a name in an object literal');
    const text = textOf('definitions/shop/metrics.ts');
    expect(text).toContain("labels: { '길 이': ['서울'] }");
    const list = await shop.run('list', '--definitions', shop.path('definitions'));
    expect(list, list.errors).toMatchObject({ code: 0 });
  });

  test("reads OpenTelemetry's semantic conventions", async () => {
    start(metricsFile, {
      'model/registry.yaml': `groups:
  - id: registry.http
    type: attribute_group
    attributes:
      - id: http.request.method
        type: { members: [{ id: get, value: GET }, { id: other, value: _OTHER }] }
      - id: http.response.status_code
        type: int
        examples: [200]
      - id: user.agent
        type: string
`,
      'model/metrics.yaml': `groups:
  - id: common
    type: attribute_group
    attributes:
      - ref: http.request.method
        requirement_level: required
      - ref: user.agent
        requirement_level: opt_in
  - id: metric.a
    type: metric
    metric_name: http.server.request.duration
    brief: "Duration of HTTP server requests."
    instrument: histogram
    unit: s
    extends: common
    attributes: [{ ref: http.response.status_code }]
  - { id: b, type: metric, metric_name: http.server.active_requests, brief: Active., instrument: updowncounter, unit: "{request}" }
  - { id: c, type: metric, metric_name: system.cpu.utilization, brief: Use., instrument: gauge, unit: "1" }
  - { id: d, type: metric, metric_name: disk.io, brief: Bytes., instrument: counter, unit: By }
  - { id: e, type: metric, metric_name: net.speed, brief: Speed., instrument: gauge, unit: By/s }
`,
      'model/broken.yaml': 'a: [',
    });
    const ran = await run('--from', shop.path('model'));
    expect(ran, ran.errors).toMatchObject({ code: 0 });
    expect(ran.errors).toContain('broken.yaml: left out');
    const text = textOf('definitions/shop/metrics.ts');
    for (const part of [
      "http_server_request_duration_seconds: histogram({\n    help: 'Duration of HTTP server requests.',\n    unit: 's',\n    labels: { http_request_method: ['GET', '_OTHER'], http_response_status_code: ['200'] },\n  })",
      "http_server_active_requests: gauge({ help: 'Active.', unit: 'requests' })",
      "system_cpu_utilization_ratio: gauge({ help: 'Use.', unit: 'ratio' })",
      "disk_io_bytes_total: counter({ help: 'Bytes.', unit: 'bytes' })",
      "net_speed_bytes_per_second: gauge({ help: 'Speed.', unit: 'Bps' })",
    ])
      expect(text).toContain(part);
  });

  test.each([
    [
      'no page',
      { 'page.txt': '<html></html>' },
      ['--from', 'page.txt'],
      /web page|no other line is a metric/,
    ],
    [
      'too many new metrics',
      { 'page.txt': Array.from({ length: 300 }, (_, n) => `m${n} 1\n`).join('') },
      ['--from', 'page.txt'],
      /300 metrics that shop does not declare/,
    ],
    [
      'nothing that is named',
      { 'page.txt': 'a 1\n' },
      ['--from', 'page.txt', '--only', 'b'],
      /no metric that --only names/,
    ],
    [
      'a selector of a page',
      { 'page.txt': 'a 1\n' },
      ['--from', 'page.txt', '--select', '{job="x"}'],
      /--select is for a Prometheus/,
    ],
    [
      'another file',
      { 'page.txt': 'a 1\n' },
      ['--from', 'page.txt', '--into', 'elsewhere.ts'],
      /is not a file of this bundle/,
    ],
    ['a broken registry', { 'r.yaml': 'groups: 3' }, ['--from', 'r.yaml'], /registry of OpenTelemetry/],
  ])('%s is refused', async (_, files, args, message) => {
    start(metricsFile, files);
    const ran = await run(...args.map((arg) => (/^(page\.txt|r\.yaml)$/.test(arg) ? shop.path(arg) : arg)));
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(message);
    expect(textOf('definitions/shop/metrics.ts')).toBe(metricsFile);
  });
});
