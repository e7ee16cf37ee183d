import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Project, project } from '../support/project.js';
import { sendJson, serve } from '../support/prometheus-server.js';

let open: Project | undefined;
afterEach(() => open?.remove());

function given(files: Readonly<Record<string, string>>): Project {
  open = project();
  for (const [file, text] of Object.entries(files)) {
    const path = open.path(file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return open;
}

const rules = `
groups:
  - name: shop
    interval: 30s
    rules:
      - record: job:requests:rate5m
        expr: sum by (job) (rate(http_requests_total[5m]))
      - alert: ErrorsHigh
        expr: sum(rate(http_requests_total{code=~"5.."}[10m])) / sum(rate(http_requests_total[10m])) > 0.05
        for: 1h30m
        labels: { severity: page, team: shop }
        annotations:
          summary: '{{ $value | humanizePercentage }} fail'
          link: https://example.com/\${not_code}
      - alert: ErrorsHigh
        expr: job:requests:rate5m{job="shop"} == 0
`;

const dashboard = {
  uid: 'shop',
  title: 'Shop',
  schemaVersion: 39,
  panels: [
    {
      id: 7,
      type: 'timeseries',
      title: 'Requests per second',
      gridPos: { x: 6, y: 0, w: 12, h: 9 },
      datasource: { type: 'prometheus', uid: '${metrics}' },
      targets: [
        {
          refId: 'A',
          expr: 'sum by (job) (rate(http_requests_total[$__rate_interval]))',
          legendFormat: '{{job}}',
        },
      ],
      fieldConfig: { defaults: { unit: 'reqps', custom: { fillOpacity: 30 } }, overrides: [] },
      options: { legend: { displayMode: 'table', placement: 'right', showLegend: true, calcs: ['max'] } },
    },
  ],
  templating: { list: [{ type: 'datasource', name: 'metrics', query: 'prometheus', current: {} }] },
};

describe('dashwright import', () => {
  test('collects the signals of alerts and of many dashboards', async () => {
    const topics = ['cart', 'checkout', 'login', 'mail', 'orders', 'prices', 'search', 'stock'];
    const dashboards = topics.map((topic) => {
      const [panel] = dashboard.panels;
      const target = { refId: 'A', expr: `sum by (job) (rate(${topic}_total[$__rate_interval]))` };
      return [
        `in/${topic}.json`,
        JSON.stringify({
          ...dashboard,
          uid: topic,
          title: `The ${topic}`,
          panels: [{ ...panel, title: `The ${topic}`, targets: [target] }],
        }),
      ];
    });
    const { path, run } = given({ 'in/rules.yml': rules, ...Object.fromEntries(dashboards) });
    const { code, errors } = await run('import', path('in'), '--out', path('definitions/shop'), '--verify');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const index = readFileSync(path('definitions/shop/signals/index.ts'), 'utf8');
    expect(index).toContain("export * from '../signals.js';");
    expect(index).toContain("export * from './the-cart.js';");
  });

  test('converts rules and dashboards to a bundle that builds the same', async () => {
    const { path, run } = given({ 'in/rules.yml': rules, 'in/shop.json': JSON.stringify(dashboard) });
    const { code, out, errors } = await run(
      'import',
      path('in'),
      '--out',
      path('definitions/shop'),
      '--verify',
    );
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('verified: a build produces the same');
    expect(out).toContain('4 of 4 expressions typed (100 %)');
    const read = (file: string) => readFileSync(path('definitions/shop', file), 'utf8');
    expect(read('alerts.ts')).toBe(`import { above, alert, equals } from 'dashwright';
import { httpRequestsRatio, jobRequestsRate5m2 } from './signals.js';

export const ErrorsHigh = alert({
  when: above(httpRequestsRatio, 0.05),
  over: '10m',
  for: '90m',
  severity: 'page',
  summary: '{{ $value | humanizePercentage }} fail',
  labels: { team: 'shop' },
  annotations: { link: 'https://example.com/\${not_code}' },
});

export const ErrorsHigh2 = alert({
  name: 'ErrorsHigh',
  when: equals(jobRequestsRate5m2, 0),
});
`);
    expect(read('dashboards/shop.ts')).toContain(`panel.timeseries({
      title: 'Requests per second',
      show: query(requestsPerSecond, { legend: '{{job}}' }),
      at: { x: 6, y: 0 },
      width: 12,
      height: 9,
      id: 7,
      unit: 'reqps',`);
    const built = await run('build', '--definitions', path('definitions'), '--out', path('dist'));
    expect(built.code).toBe(0);
  });

  test('reports for each dashboard what stays text, and what the checks find', async () => {
    const odd = {
      ...dashboard,
      panels: [{ ...dashboard.panels[0], type: 'acme-flow-panel', options: { secret: '${process.exit()}' } }],
    };
    const { path, run } = given({ 'in/odd.json': JSON.stringify(odd) });
    const { code, out } = await run(
      'import',
      path('in'),
      '--out',
      path('definitions/odd'),
      '--verify',
      '--format',
      'json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      bundle: 'odd',
      differences: [],
      tally: { dashboards: [{ uid: 'shop', panels: 1, raw: 1 }] },
    });
  });
});

test('expressions that stay PromQL keep the window of each rule and panel', async () => {
  const expr = (window: string) => `sum(rate({__name__=~"http_.*"}[${window}]))`;
  const text = `groups:
  - name: rates
    rules:
      - { record: "job:requests:rate5m", expr: '${expr('5m')}' }
      - { record: "job:requests:rate1h", expr: '${expr('1h')}' }
      - { alert: Many, expr: '${expr('5m')} > 1' }
      - { alert: ManyForLong, expr: '${expr('1h')} > 1' }
`;
  const [panel] = dashboard.panels;
  const targets = ['$__rate_interval', '5m', '1h'].map((window, index) => ({
    refId: 'ABC'.charAt(index),
    expr: expr(window),
  }));
  const shown = { ...dashboard, panels: [{ ...panel, targets }] };
  const { path, run } = given({ 'in/rates.yml': text, 'in/shop.json': JSON.stringify(shown) });
  const { code, errors } = await run('import', path('in'), '--out', path('definitions/shop'), '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
});

test('panels of a closed row keep their places among themselves, though the row has moved below them', async () => {
  const [panel] = dashboard.panels;
  const panels = [0, 10, 20].map((y, index) => ({
    ...panel,
    id: index + 1,
    title: `Panel ${y}`,
    gridPos: { x: 0, y: 5 + y, w: 12, h: 10 },
  }));
  const row = {
    id: 9,
    type: 'row',
    title: 'Disks',
    collapsed: true,
    gridPos: { x: 0, y: 50, w: 24, h: 1 },
    panels,
  };
  const { path, run } = given({ 'in/shop.json': JSON.stringify({ ...dashboard, panels: [row] }) });
  const { code, errors } = await run('import', path('in'), '--out', path('definitions/shop'), '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const places = readFileSync(path('definitions/shop/dashboards/shop.ts'), 'utf8').match(/at: .*/g);
  expect(places).toEqual(['at: { x: 0, y: 0 },', 'at: { x: 0, y: 10 },', 'at: { x: 0, y: 20 },']);
});

test('labels that a text reads of one side of a match are on the other side too, but for those that are ignored', async () => {
  const text = `groups:
  - name: mail
    rules:
      - alert: MailFails
        expr: rate(mails_failed_total[5m]) / ignoring (reason) group_left rate(mails_total[5m]) > 0.1
        labels: { severity: page }
        annotations: { summary: '{{ $labels.pod }} fails because of {{ $labels.reason }}' }
`;
  const { path, run } = given({ 'in/rules.yml': text });
  const { code, out } = await run('import', path('in'), '--out', path('definitions/mail'), '--verify');
  expect({ code, errors: out.match(/^ *error .*/gm) }).toEqual({ code: 0, errors: null });
  const metrics = readFileSync(path('definitions/mail/metrics.ts'), 'utf8');
  expect(metrics).toMatch(/mails_failed_total: [^;]*labels: \{ pod: \[\], reason: \[\] \}/);
  expect(metrics).toMatch(/mails_total: [^;]*labels: \{ pod: \[\] \}/);
});

test('a choice that no option says is said once', async () => {
  const variable = { type: 'query', name: 'job', query: 'label_values(up, job)', refresh: 1, allValue: '.*' };
  const list = [
    ...dashboard.templating.list,
    { ...variable, includeAll: false, current: { text: 'All', value: '$__all' } },
    {
      type: 'interval',
      name: 'step',
      query: '1m,5m',
      auto: true,
      current: { text: '$__auto', value: '$__auto' },
    },
  ];
  const { path, run } = given({ 'in/shop.json': JSON.stringify({ ...dashboard, templating: { list } }) });
  const { code, out } = await run('import', path('in'), '--out', path('definitions/shop'), '--verify');
  expect({ code, errors: out.match(/^ *error .*/gm) }).toEqual({ code: 0, errors: null });
});

test('queries in texts of alerts, and the labels that these read of them, are in the catalog', async () => {
  const text = `groups:
  - name: disks
    rules:
      - alert: Full
        expr: disk_full > 0
        labels: { severity: page }
        annotations:
          summary: 'Hosts: {{ range query "disk_owner" }}{{ .Labels.hostname }} {{ end }}'
          description: '{{ with query (printf "build_info{job=%q}" $labels.job) }}{{ (. | first).Labels.version }}{{ end }}'
`;
  const { path, run } = given({ 'in/rules.yml': text });
  const { code, out } = await run('import', path('in'), '--out', path('definitions/disks'), '--verify');
  expect({ code, errors: out.match(/^ *error .*/gm) }).toEqual({ code: 0, errors: null });
});

describe('YAML that Go reads', () => {
  test('lines within quotes and brackets may be indented less', async () => {
    const text = `groups:
  - name: shop
    rules:
      - alert: Down
        expr: 'up
        == 0'
        labels: { severity: page,
        team: shop }
        annotations:
          description: "It does not answer,
          says \\"up\\": 0.

          Restart # it"
`;
    const { path, run } = given({ 'in/rules.yml': text });
    const { code, errors } = await run('import', path('in'), '--out', path('definitions/shop'), '--verify');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const alerts = readFileSync(path('definitions/shop/alerts.ts'), 'utf8');
    expect(alerts).toContain(`'It does not answer, says "up": 0.\\nRestart # it'`);
    expect(alerts).toContain("severity: 'page'");
    expect(alerts).toContain("team: 'shop'");
  });

  test('quotes that nobody closes are named where the text has them', async () => {
    const text = 'groups:\n  - name: "shop\n  rules:\n  - alert: Down\n    expr: up\n';
    const { path, run } = given({ 'in/rules.yml': text });
    const { code, errors } = await run('import', path('in'), '--out', path('definitions/shop'));
    expect(code).toBe(2);
    expect(errors).toMatch(/rules\.yml:3: is not YAML: deficient indentation/);
  });
});

test('a link that names a data source which the dashboard does not have adds none', async () => {
  const [panel] = dashboard.panels;
  const links = [{ title: 'Pods', url: '/d/pods?var-datasource=${datasource}' }];
  const fieldConfig = { defaults: { unit: 'reqps', links }, overrides: [] };
  const { path, run } = given({
    'in/shop.json': JSON.stringify({ ...dashboard, panels: [{ ...panel, fieldConfig }] }),
  });
  const { code, errors } = await run('import', path('in'), '--out', path('definitions/shop'), '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
});

test('rules of a VMRule and dashboards of a GrafanaManifest are read', async () => {
  const rule = { alert: 'Down', expr: 'up == 0', for: '5m' };
  const template = {
    apiVersion: 'dashboard.grafana.app/v1beta1',
    kind: 'Dashboard',
    metadata: {},
    spec: dashboard,
  };
  const { path, run } = given({
    'in/rule.json': JSON.stringify({
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      kind: 'VMRule',
      spec: { groups: [{ name: 'shop', rules: [rule] }] },
    }),
    'in/board.json': JSON.stringify({
      apiVersion: 'grafana.integreatly.org/v1beta1',
      kind: 'GrafanaManifest',
      spec: { template },
    }),
  });
  const { code, errors, out } = await run(
    'import',
    path('in'),
    '--out',
    path('definitions/shop'),
    '--verify',
  );
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('1 alert');
  expect(out).toContain('Dashboards:');
});

test('a rule in MetricsQL is named, and the other rules of its VMRule are imported', async () => {
  const { path, run } = given({
    'in/rule.yaml': `apiVersion: operator.victoriametrics.com/v1beta1
kind: VMRule
spec:
  groups:
    - name: shop
      rules:
        - alert: Down
          expr: up == 0
        - alert: Stale
          expr: lag(up[5m]) > 60
    - name: logs
      type: vlogs
      rules:
        - alert: Errors
          expr: 'error | stats count() as n'
`,
  });
  const args = ['import', path('in'), '--out', path('definitions/shop'), '--verify'] as const;
  const { code, errors, out } = await run(...args);
  expect({ code, errors }).toEqual({ code: 1, errors: '' });
  expect(out).toMatch(/\b1 alert\n/);
  expect(out).toMatch(
    /rule\.yaml:9 \(spec\.groups\[0\]\.rules\[1\]\).*is Stale, whose expression is no PromQL/,
  );
  expect(out).toMatch(/rule\.yaml:11 \(spec\.groups\[1\]\).*rules of the type vlogs/);
  expect(readFileSync(path('definitions/shop/alerts.ts'), 'utf8')).toContain('export const Down = alert({');
});

test('an output folder that is no name of a bundle is refused, with what names are', async () => {
  const { path, run } = given({ 'in/shop.json': JSON.stringify(dashboard) });
  const { code, errors } = await run('import', path('in'), '--out', path('definitions/a--b'));
  expect(code).toBe(2);
  expect(errors).toContain(
    '"a--b" is not a valid one: expected up to 40 lower case letters, digits, - and _',
  );
});

test('links, choices of the time picker, the first day of weeks and live graphs become options', async () => {
  const bar = {
    weekStart: 'monday',
    liveNow: true,
    timepicker: { refresh_intervals: ['10s', '1m'], nowDelay: '1m' },
    links: [
      {
        title: 'Docs',
        type: 'link',
        url: 'https://example.com',
        icon: 'doc',
        targetBlank: true,
        asDropdown: true,
      },
      {
        title: 'Others',
        type: 'dashboards',
        tags: ['shop'],
        asDropdown: true,
        includeVars: true,
        keepTime: true,
      },
    ],
  };
  const { path, run } = given({ 'in/shop.json': JSON.stringify({ ...dashboard, ...bar }) });
  const { code, errors } = await run('import', path('in'), '--out', path('definitions/shop'), '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const [file = ''] = readdirSync(path('definitions/shop/dashboards'));
  const text = readFileSync(path('definitions/shop/dashboards', file), 'utf8');
  expect(text.slice(text.indexOf('  weekStart'), text.indexOf('  rows:'))).toContain(`  weekStart: 'monday',
  liveNow: true,
  timePicker: { refreshIntervals: ['10s', '1m'], nowDelay: '1m' },
  links: [
    {
      title: 'Docs',
      url: 'https://example.com',
      icon: 'doc',
      newTab: true,
      keepTime: false,
      keepVariables: false,
    },
    { title: 'Others', tags: ['shop'], menu: true, icon: 'external link' },
  ],
`);
  expect(text).not.toContain('json:');
});

test('choices of the time picker that Grafana offers anyway are not said', async () => {
  const refresh_intervals = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'];
  const { path, run } = given({
    'in/shop.json': JSON.stringify({ ...dashboard, timepicker: { refresh_intervals } }),
  });
  const { code } = await run('import', path('in'), '--out', path('definitions/shop'), '--verify');
  const [file = ''] = readdirSync(path('definitions/shop/dashboards'));
  expect(code).toBe(0);
  expect(readFileSync(path('definitions/shop/dashboards', file), 'utf8')).not.toMatch(/timepicker/i);
});

const page = `# HELP http_requests_total Requests served.
# TYPE http_requests_total counter
http_requests_total{code="200",method="GET"} 3
http_requests_total{code="500",method="GET"} 1
# HELP took_seconds How long it took.
# TYPE took_seconds histogram
took_seconds_bucket{path="/",le="0.1"} 1
took_seconds_bucket{path="/",le="+Inf"} 2
took_seconds_sum{path="/"} 2
took_seconds_count{path="/"} 2
`;

test('reads types, help texts, labels and values from a page of metrics', async () => {
  const expr = 'rate(http_requests_total[5m]) > 1 and rate(took_seconds_sum[5m]) > 2';
  const text = `groups:\n  - name: a\n    rules:\n      - { alert: A, expr: '${expr}' }\n`;
  const { path, run } = given({ 'in/a.yml': text, 'page.txt': page });
  const { code, errors } = await run(
    'import',
    path('in'),
    ...['--out', path('definitions/a'), '--metrics', path('page.txt'), '--verify'],
  );
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(
    readFileSync(path('definitions/a/metrics.ts'), 'utf8'),
  ).toBe(`import { catalog, counter, histogram } from 'dashwright';

export const metrics = catalog({
  http_requests_total: counter({
    help: 'Requests served.',
    unit: 'requests',
    labels: { code: ['200', '500'], method: ['GET'], path: [] },
  }),
  took_seconds: histogram({
    help: 'How long it took.',
    unit: 's',
    labels: { code: [], method: [], path: ['/'] },
  }),
});
`);
});

test('rules and panels read recorded series by labels of the rules that record them', async () => {
  const recorded = `groups:
  - name: a
    rules:
      - { record: 'pod:cpu:sum', expr: 'max by (pod, verb) (job:cpu:rate5m)' }
      - { record: 'job:cpu:rate5m', expr: 'avg_over_time(unknown:series[1h]) * 24 # a day' }
      - { record: 'availability', expr: 'vector(1)', labels: { verb: all } }
      - { alert: A, expr: 'availability{verb="all"} < 0.9 and on () pod:cpu:sum{verb="read"} > 1' }
`;
  const { path, run } = given({ 'in/a.yml': recorded });
  const { code, errors, out } = await run('import', path('in'), '--out', path('definitions/a'), '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('4 of 4 expressions typed (100 %)');
  const rules = readFileSync(path('definitions/a/recording-rules.ts'), 'utf8');
  expect(rules.indexOf("record('job:cpu:rate5m'")).toBeLessThan(rules.indexOf("record('pod:cpu:sum'"));
});

describe('series that a pattern of their name selects', () => {
  const expr = 'sum(rate({__name__=~"http_.*", code="500"}[5m])) > 1 or max({__name__=~"took_.*_sum"}) > 2';
  const text = `groups:\n  - name: a\n    rules:\n      - { alert: A, expr: '${expr}' }\n`;

  test('are in the catalog if a page of metrics has them', async () => {
    const { path, run } = given({ 'in/a.yml': text, 'page.txt': page });
    const { code } = await run(
      'import',
      path('in'),
      ...['--out', path('definitions/a'), '--metrics', path('page.txt'), '--verify'],
    );
    expect(code).toBe(0);
    const metrics = readFileSync(path('definitions/a/metrics.ts'), 'utf8');
    expect(metrics).toContain("http_requests_total: counter({\n    help: 'Requests served.'");
    expect(metrics).toContain('took_seconds: histogram({');
  });

  test('are in the catalog if a Prometheus has them', async () => {
    const { path, run } = given({ 'in/a.yml': text });
    const labels = { job: 'shop', instance: 'a' };
    const server = await serve(({ path: asked, query }, response) => {
      const answer: Readonly<Record<string, unknown>> = {
        'label/__name__/values': ['http_requests_total'],
        series: [{ __name__: 'http_requests_total', ...labels, code: '500' }],
        labels: Object.keys(labels),
        metadata: { http_requests_total: [{ type: 'counter', help: 'Requests of the server.', unit: '' }] },
        query:
          query === 'time()'
            ? { resultType: 'scalar', result: [1, '1'] }
            : { resultType: 'vector', result: [] },
      };
      const data = answer[asked.replace('/api/v1/', '')] ?? {};
      sendJson(response, 200, { status: 'success', data });
    });
    const { code, errors } = await run(
      'import',
      path('in'),
      ...['--out', path('definitions/a'), '--metrics', server.url],
    );
    await server.close();
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(readFileSync(path('definitions/a/metrics.ts'), 'utf8')).toContain(
      "http_requests_total: counter({\n    help: 'Requests of the server.',\n    unit: 'requests',\n    labels: { code: ['500'] },",
    );
  });

  test('do not fail the first check if nothing says which they are', async () => {
    const { path, run } = given({ 'in/a.yml': text });
    await run('import', path('in'), '--out', path('definitions/a'));
    const { code, errors } = await run('check', '--definitions', path('definitions'));
    expect(code).toBe(0);
    expect(errors).toContain('no metric that is declared or recorded has a name like http_.*');
  });
});

test('reads rules on logs and Kubernetes objects, and reports what is not imported', async () => {
  const log = `groups:
  - name: logs
    interval: 1m
    rules:
      - alert: ManyErrors
        expr: 'sum(rate({app="shop"} |= "error" [5m])) > 10'
        for: 5m
        labels: { severity: warning }
      - record: app:lines
        expr: sum by (app) (count_over_time({app=~".+"}[1m]))
`;
  const objects = {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'ConfigMap', data: { 'shop.json': JSON.stringify(dashboard) } },
      {
        apiVersion: 'dashboard.grafana.app/v1beta1',
        kind: 'Dashboard',
        metadata: { name: 'by-name' },
        spec: { title: 'By name', schemaVersion: 41, panels: [] },
      },
      { apiVersion: 'apps/v1', kind: 'Deployment' },
    ],
  };
  const { path, run } = given({
    'in/log.yml': log,
    'in/objects.json': JSON.stringify(objects),
    'in/alertmanager.yml': 'route: { receiver: a }\nreceivers: [{ name: a }]\n',
  });
  const { code, out, errors } = await run('import', path('in'), '--out', path('definitions/a'), '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('1 route to 1 receiver\nverified: a build produces the same');
  expect(out).toMatch(/objects\.json \(items\[2\]\) is a Deployment/);
  expect(readFileSync(path('definitions/a/log-rules.ts'), 'utf8')).toContain(
    'when: logql`sum(rate({app="shop"} |= "error" [5m])) > 10`,',
  );
});

test('recognises LogQL queries without a pipeline as rules of Loki', async () => {
  const log = `groups:
  - name: logs
    rules:
      - { alert: Loud, expr: 'sum by (app) (bytes_rate({app=~"shop.*"}[5m])) > 1e6', for: 1m }
      - { record: app:lines, expr: 'sum by (app) (count_over_time({app=~".+"}[1m]))' }
`;
  const { path, run } = given({ 'in/log.yml': log });
  const { code, out, errors } = await run('import', path('in'), '--out', path('definitions/a'), '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('verified: a build produces the same');
  expect(readFileSync(path('definitions/a/log-rules.ts'), 'utf8')).toContain(
    'bytes_rate({app=~"shop.*"}[5m])',
  );
});

/** Input that cannot be imported, and the error message. */
const refused: Readonly<
  Record<string, { readonly file: string; readonly text: string; readonly says: RegExp }>
> = {
  'a page of a proxy': {
    file: 'a.json',
    text: '<!DOCTYPE html><html><body>Sign in</body></html>',
    says: /a\.json: is a web page/,
  },
  'JSON that is cut off': { file: 'a.json', text: '{\n "panels": [\n', says: /a\.json:3: is not JSON/ },
  'JSON with two commas': {
    file: 'a.json',
    text: '{\n "panels": [\n  1,,\n]}',
    says: /a\.json:3: is not JSON/,
  },
  'tabs in YAML': {
    file: 'a.yml',
    text: 'groups:\n  - name: a\n\trules: []\n',
    says: /a\.yml:3: is not YAML.*spaces, not tabs/,
  },
  'a key of prototypes': {
    file: 'a.json',
    text: '{"title":"A","panels":[{"options":{"__proto__":{"x":1}}}]}',
    says: /a\.json: panels\[0\]\.options: has the key __proto__/,
  },
  'nesting without end': {
    file: 'a.json',
    text: `{"title":"A","panels":${'['.repeat(500)}${']'.repeat(500)}}`,
    says: /a\.json: .*nested more than 100 levels deep/,
  },
  'a group twice': {
    file: 'a.yml',
    text: 'groups:\n  - name: a\n    rules: []\n  - name: a\n    rules: []\n',
    says: /a\.yml:\d+: .*groupname: "a" is repeated|a is in the file twice/,
  },
  'an invalid expression': {
    file: 'a.yml',
    text: 'groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: sum(\n',
    says: /a\.yml:5: group .*could not parse expression/,
  },
  'an invalid template': {
    file: 'a.yml',
    text: 'groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: up\n        annotations: { summary: "{{ $labels." }\n',
    says: /a\.yml.*template/,
  },
  'a chart that is not rendered': {
    file: 'a.yaml',
    text: '{{ if .Values.x }}\na: 1\n{{ end }}\n',
    says: /helm template/,
  },
  'something else': {
    file: 'a.json',
    text: '{"hello":1}',
    says: /a\.json: is neither a dashboard nor rules/,
  },
};

describe('input that cannot be imported is reported with its place, and nothing is written', () => {
  for (const [what, { file, text, says }] of Object.entries(refused)) {
    test(what, async () => {
      const { path, run } = given({ [`in/${file}`]: text });
      const { code, errors } = await run('import', path('in'), '--out', path('definitions/a'));
      expect(errors).toMatch(says);
      expect(code).toBe(2);
      expect(existsSync(path('definitions/a'))).toBe(false);
    });
  }

  test('two dashboards with one uid', async () => {
    const { path, run } = given({
      'in/a.json': JSON.stringify(dashboard),
      'in/b.json': JSON.stringify(dashboard),
    });
    const { code, errors } = await run('import', path('in'), '--out', path('definitions/a'));
    expect(errors).toMatch(/b\.json.*has the uid shop, and so has .*a\.json/);
    expect(code).toBe(2);
  });

  test('a folder that is not empty is not changed', async () => {
    const { path, run } = given({ 'in/a.json': JSON.stringify(dashboard), 'definitions/a/mine.txt': 'mine' });
    const { code, errors } = await run('import', path('in'), '--out', path('definitions/a'));
    expect(errors).toContain('the folder is not empty');
    expect(code).toBe(2);
    expect(readdirSync(path('definitions/a'))).toEqual(['mine.txt']);
    expect(readdirSync(path('definitions'))).toEqual(['a']);
  });
});

test('two dashboards with one title have separate files, however long the title is', async () => {
  // Without settings, which would be read for each panel: what matters is how many signals there are.
  const [{ fieldConfig: _, options: __, ...plain } = {}] = dashboard.panels as Record<string, unknown>[];
  const panels = Array.from({ length: 60 }, (_, index) => ({
    ...plain,
    id: index + 1,
    gridPos: { x: 0, y: index * 8, w: 24, h: 8 },
    targets: [{ refId: 'A', expr: `sum(metric_${index}_total) + sum(rate(other_${index}_total[5m]))` }],
  }));
  const other = panels.map((panel) => ({ ...panel, targets: [{ refId: 'A', expr: `max(x_${panel.id})` }] }));
  const { path, run } = given({
    'in/a.json': JSON.stringify({ ...dashboard, uid: 'a', panels }),
    'in/b.json': JSON.stringify({ ...dashboard, uid: 'b', panels: other }),
  });
  const { code, errors } = await run('import', path('in'), '--out', path('definitions/a'), '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
});

test('names that are keywords, Korean or emoji are converted to file names and constants', async () => {
  const titles = [
    'class',
    '대시보드 요청',
    '🚀',
    '../../../etc/passwd',
    "'; process.exit(1); //",
    '`${globalThis}`',
  ];
  const panels = titles.map((title, index) => ({
    ...dashboard.panels[0],
    id: index + 1,
    title,
    gridPos: { x: 0, y: index * 8, w: 24, h: 8 },
    targets: [{ refId: 'A', expr: `sum(x${index})` }],
  }));
  const files = titles.map((title, index) => [
    `in/${index}.json`,
    JSON.stringify({ ...dashboard, uid: `../${index}`, title, panels }),
  ]);
  const { path, run } = given(Object.fromEntries(files));
  const { code, errors } = await run('import', path('in'), '--out', path('definitions/a'), '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const written = readdirSync(path('definitions/a'), { recursive: true }) as string[];
  for (const file of written) expect(file).toMatch(/^[a-z0-9/.-]+$/);
});

test('a bundle with errors builds with the settings that the report prints', async () => {
  const faulty = {
    ...dashboard,
    panels: dashboard.panels.map((panel) => ({
      ...panel,
      targets: panel.targets.map((target) => ({ ...target, legendFormat: '{{pod}}' })),
    })),
  };
  const team = given({ 'shop.json': JSON.stringify(faulty) });
  const imported = await team.run('import', team.path('shop.json'), '--out', team.path('definitions/shop'));
  expect(imported.code).toBe(0);
  expect((await team.build()).code).toBe(1);
  const [settings = ''] = /export default \{ levels: .*/.exec(imported.out) ?? [];
  expect(settings).toBe("export default { levels: { 'dash/legend-label': 'warning' } };");
  expect(imported.out).toContain(`${team.path('definitions/checks.ts')} makes them warnings`);
  team.write({ 'definitions/checks.ts': settings });
  expect((await team.build()).code).toBe(0);
});
