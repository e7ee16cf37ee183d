// `dashwright check` with a real Prometheus: that of dist/stack/multiweb, which scrapes everything that the catalog
// declares.
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDefinitions } from '../../src/load/index.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { catalogPage, type PageChange } from '../support/catalog-page.js';
import { type Project, project, type Ran } from '../support/project.js';
import { eventually } from './support/eventually.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { type RunningPrometheus, startPrometheus } from './support/prometheus.js';
import { freePort } from './support/tools.js';

const folder = temporaryFolder('check-live');
const target = {
  namespace: 'multiweb',
  pod: 'multiweb-api-7d9f',
  container: 'multiweb-api',
  node: 'node-1',
  nodename: 'node-1',
};
let system: Server;
let prometheus: RunningPrometheus;
let shop: Project;
/** What the system exposes now. */
let page = '';
let pageOf: (change?: PageChange) => string;

interface PrometheusFile {
  readonly scrape_configs: {
    job_name: string;
    honor_labels?: boolean;
    scrape_interval?: string;
    static_configs: { targets: string[] }[];
  }[];
  global: { scrape_interval: string; evaluation_interval: string };
  alerting?: object;
}

beforeAll(async () => {
  const { bundles } = await loadDefinitions(join(repository, 'definitions'), {
    names: ['multiweb'],
    places: false,
  });
  const [loaded] = bundles;
  if (!loaded) throw new Error('there is no multiweb');
  const { metrics } = resolveBundle(loaded.bundle, loaded.runbooks);
  pageOf = (change) => catalogPage(metrics, target, change);
  page = pageOf();
  system = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(page);
  });
  system.listen(0, '127.0.0.1');
  await once(system, 'listening');
  const host = `127.0.0.1:${(system.address() as AddressInfo).port}`;
  const home = join(folder, 'prometheus');
  mkdirSync(join(home, 'rules'), { recursive: true });
  const config = load(
    readFileSync(join(repository, 'dist/stack/multiweb/prometheus/prometheus.yml'), 'utf8'),
  ) as PrometheusFile;
  config.global = { scrape_interval: '1s', evaluation_interval: '1s' };
  delete config.alerting;
  for (const job of config.scrape_configs) {
    job.honor_labels = true;
    delete job.scrape_interval;
    for (const one of job.static_configs) one.targets = [host];
  }
  // Including its own page, by the Go client library.
  const itself = `127.0.0.1:${await freePort()}`;
  config.scrape_configs.push({ job_name: 'prometheus', static_configs: [{ targets: [itself] }] });
  writeFileSync(join(home, 'prometheus.yml'), dump(config));
  for (const file of ['alert_rules.yml', 'recording_rules.yml'])
    writeFileSync(
      join(home, 'rules', `multiweb_${file}`),
      readFileSync(join(repository, 'dist/prometheus/multiweb', file)),
    );
  prometheus = await startPrometheus(home, [`--web.listen-address=${itself}`]);
  shop = project();
  await scraped('up == 1', 6);
});
afterAll(async () => {
  await prometheus?.stop();
  system?.close();
  shop?.remove();
  removeFolder(folder);
});

/** Waits until a query returns this many results. */
async function scraped(query: string, count: number): Promise<void> {
  await eventually(`${count} results of ${query}`, async () => {
    const url = `${prometheus.url}/api/v1/query?query=${encodeURIComponent(query)}`;
    const { data } = (await (await fetch(url)).json()) as { data: { result: unknown[] } };
    return data.result.length === count ? data.result : undefined;
  });
}

async function check(...args: string[]): Promise<Ran & { findings: Finding[] }> {
  const ran = await shop.run(
    'check',
    'multiweb',
    '--definitions',
    join(repository, 'definitions'),
    '--format',
    'json',
    ...args,
  );
  return { ...ran, findings: ran.out === '' ? [] : JSON.parse(ran.out).findings };
}

interface Finding {
  readonly check: string;
  readonly level: string;
  readonly path: string;
  readonly message: string;
  readonly suggestion?: string;
  readonly file?: string;
  readonly line?: number;
  readonly elsewhere?: readonly { readonly path: string }[];
}

const shownOf = (findings: readonly Finding[]): Finding[] => findings.filter(({ level }) => level !== 'info');

describe('check --prometheus on the stack of multiweb', () => {
  test('reports nothing if everything exists', async () => {
    const { findings, code, errors } = await check('--prometheus', prometheus.url);
    expect(shownOf(findings), errors).toEqual([]);
    expect(code).toBe(0);
    expect(findings.map((one) => one.check)).toContain('live/cost');
  });

  test('reports exactly a renamed metric and a removed label, with everything that breaks', async () => {
    page = pageOf({
      renamed: { http_request_duration_seconds: 'http_server_request_duration_seconds' },
      dropped: { http_requests_total: ['status'] },
    });
    await scraped('http_request_duration_seconds_count', 0);
    await scraped('http_requests_total{status!=""}', 0);
    const { findings, code, errors } = await check('--prometheus', prometheus.url);
    expect(
      shownOf(findings).map(({ check: id, level, path }) => `${level} ${id} ${path}`),
      errors,
    ).toEqual([
      'error live/unknown-metric multiweb/metrics/http_request_duration_seconds',
      'error live/unknown-label multiweb/metrics/http_requests_total',
    ]);
    expect(code).toBe(1);
    const [metric, label] = shownOf(findings);
    expect(metric).toMatchObject({ file: expect.stringMatching(/^definitions\//), line: expect.any(Number) });
    expect(metric?.suggestion).toContain('http_server_request_duration_seconds_');
    // What the built files refer to, and what reads it, found by text and not by the checks.
    const breaking = readersIn((expr) => expr.includes('http_request_duration_seconds'));
    expect(breaking.filter((path) => path.includes('/alerts/')).length).toBeGreaterThan(0);
    expect(pathsOf(metric)).toEqual(breaking);
    expect(pathsOf(label)).toEqual(
      readersIn((expr) => /http_requests_total\{[^}]*status|by \([^)]*status/.test(expr)),
    );
  });
});

describe('dashwright metrics with a real Prometheus', () => {
  const bundle = (metrics: string) => ({
    'definitions/shop/bundle.ts': `import { bundle, catalog, counter, dashboard, panel, signal, sum, rate } from 'dashwright';
export const metrics = catalog({
  // Ours.
${metrics}
});
const scrapes = signal({ title: 'Requests', description: 'd', expr: sum(rate(metrics.prometheus_http_requests_total)) });
export default bundle({ name: 'shop', title: 'Shop', description: 'd', version: '1.0.0', metrics, identity: 'none',
  dashboards: [dashboard({ uid: 'shop', title: 'Shop', rows: [panel.timeseries({ title: 'R', show: scrapes })] })] });
`,
  });
  const only = 'prometheus_http_.*|go_gc_duration_seconds|go_gc_stack_starting_size_bytes';
  const own = "  prometheus_http_requests_total: counter({ help: 'Ours.' }),";
  const run = (...args: string[]) =>
    shop.run('metrics', 'shop', '--definitions', shop.path('definitions'), '--only', only, ...args);

  test("the Go client library's page and the series on the server give the same catalog", async () => {
    const texts = [];
    for (const from of [`${prometheus.url}/metrics`, prometheus.url]) {
      shop.write(bundle(own));
      const select = from === prometheus.url ? ['--select', '{job="prometheus"}'] : [];
      const ran = await run('--from', from, ...select);
      expect(ran, ran.errors).toMatchObject({ code: 0 });
      const again = await run('--from', from, ...select);
      expect(again.out).toMatch(/^the catalogs have all that is there/);
      texts.push(readFileSync(shop.path('definitions/shop/bundle.ts'), 'utf8'));
    }
    const [page = '', series = ''] = texts;
    for (const text of texts) {
      expect(text).toContain('// Ours.\n');
      expect(text).toMatch(
        /prometheus_http_requests_total: counter\(\{\s+help: 'Ours.',\s+labels: \{\s+code: \['200'/,
      );
      expect(text).toMatch(
        /prometheus_http_request_duration_seconds: histogram\(\{[^}]*labels: \{\s+handler:/,
      );
      expect(text).toContain('go_gc_duration_seconds: summary({');
    }
    const names = (text: string): string[] => text.match(/^ {2}\w+(?=: \w+\(\{)/gm) ?? [];
    expect(names(series).sort()).toEqual(names(page).sort());
    const checked = await shop.run(
      'check',
      'shop',
      '--definitions',
      shop.path('definitions'),
      '--prometheus',
      prometheus.url,
    );
    expect(checked.errors).not.toContain('live/');
  });

  test('--diff lists what is read and no longer exists', async () => {
    shop.write(bundle(`${own}\n  gone_ratio: counter({ help: 'Gone.' }),`));
    const ran = await run('--from', prometheus.url, '--diff', '--format', 'json');
    const { gone, unwatched } = JSON.parse(ran.out);
    expect(gone.map(({ name }: { name: string }) => name)).toEqual(['gone_ratio']);
    expect(unwatched.map(({ name }: { name: string }) => name)).toContain('go_gc_duration_seconds');
    // Declared, and read by nothing.
    expect(ran.code).toBe(0);
  });
});

describe('import --metrics of a real Prometheus', () => {
  test('types, labels and values are those of the server', async () => {
    shop.write({
      'rules.yml': `groups: [{ name: g, rules: [{ alert: A, expr: 'sum by (handler) (rate(prometheus_http_requests_total[5m])) > 1' }] }]\n`,
    });
    const ran = await shop.run(
      'import',
      shop.path('rules.yml'),
      '--out',
      shop.path('definitions/own'),
      '--metrics',
      prometheus.url,
    );
    expect(ran, ran.errors).toMatchObject({ code: 0 });
    const text = readFileSync(shop.path('definitions/own/metrics.ts'), 'utf8');
    expect(text).toMatch(/prometheus_http_requests_total: counter\(\{\s+help: 'Counter of HTTP requests/);
    expect(text).toMatch(/handler: \[\s+'\//);
  });
});

function pathsOf(finding: Finding | undefined): string[] {
  return [...new Set((finding?.elsewhere ?? []).map(({ path }) => path))].sort();
}

interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly { alert?: string; record?: string; expr: string }[];
  }[];
}
interface DashboardFile {
  readonly uid: string;
  readonly panels: readonly DashboardPanel[];
}
interface DashboardPanel {
  readonly title: string;
  readonly panels?: readonly DashboardPanel[];
  readonly targets?: readonly { readonly expr?: string }[];
}

/** Paths of outputs with such an expression, or that read a series recorded by one. */
function readersIn(concerns: (expr: string) => boolean): string[] {
  const dist = (file: string): string => readFileSync(join(repository, 'dist', file), 'utf8');
  const rules = ['alert_rules.yml', 'recording_rules.yml'].flatMap((file) =>
    (load(dist(`prometheus/multiweb/${file}`)) as RuleFile).groups.flatMap((group) => group.rules),
  );
  const all = rules.map(({ alert, record = '', expr }) => ({
    path: alert === undefined ? `multiweb/recording-rules/${record}` : `multiweb/alerts/${alert}`,
    record,
    expr,
  }));
  for (const file of readdirSync(join(repository, 'dist/grafana/multiweb'))) {
    const { uid, panels } = JSON.parse(dist(`grafana/multiweb/${file}`)) as DashboardFile;
    for (const panel of panels.flatMap((one) => [one, ...(one.panels ?? [])]))
      for (const { expr = '' } of panel.targets ?? [])
        all.push({ path: `multiweb/dashboards/${uid}/panels/${panel.title}`, record: '', expr });
  }
  const found = new Set(all.filter(({ expr }) => concerns(expr)));
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    const records = [...found].map(({ record }) => record).filter((record) => record !== '');
    for (const one of all) if (records.some((record) => one.expr.includes(record))) found.add(one);
  }
  return [...new Set([...found].map(({ path }) => path))].sort();
}
