// Alerts on native histograms: `dashwright backtest` reads them by the HTTP API, and says what a Prometheus said that scraped
// them from a client of Go and evaluated the same rules meanwhile. Exponential buckets, and custom ones made of classic ones.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, expect, test } from 'vitest';
import { type Project, project } from '../support/project.js';
import { atAnyPace } from './support/eventually.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { isReady, type RunningPrometheus, startPrometheus } from './support/prometheus.js';
import { freePort, type RunningProcess, startProcess, tool } from './support/tools.js';

let folder: string;
/** The length of a second of the story, in milliseconds: a whole number of seconds. */
let second = 1000;
/** Seconds after the beginning in which work is slow, and when the client begins again. */
const slow = [12, 30] as const;
const restart = 20;
const length = 50;

const bundle =
  () => `import { above, alert, bundle, catalog, runbook, signal, histogramQuantile, nativeHistogram, rate, sum } from 'dashwright';
const metrics = catalog({
  work_seconds: nativeHistogram({ help: 'Work.', unit: 's', labels: { kind: ['a', 'b'] } }),
  page_seconds: nativeHistogram({ help: 'Pages.', unit: 's' }),
});
const p95 = signal({ title: 'p95', description: 'd', expr: histogramQuantile(0.95, sum(rate(metrics.work_seconds, '${inSeconds(10)}'), { by: ['kind'] })) });
const pages = signal({ title: 'pages', description: 'd', expr: histogramQuantile(0.9, sum(rate(metrics.page_seconds, '${inSeconds(10)}'))) });
const common = { severity: 'critical', summary: 's', description: 'd', runbook: runbook('r') } as const;
export const Slow = alert({ ...common, when: above(p95, 1.3), for: '${inSeconds(2)}' });
export const SlowPages = alert({ ...common, when: above(pages, 0.6), for: '${inSeconds(2)}' });
export default bundle({
  name: 'shop', title: 'Shop', description: 'd', version: '1.0.0', metrics,
  alerts: { Slow, SlowPages },
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
});
`;

const inSeconds = (count: number) => `${(count * second) / 1000}s`;

let began = 0;
let client: RunningProcess;
let page: Server;
let prometheus: RunningPrometheus;
let shop: Project;
let work: Promise<void>;

/** A classic histogram: half of the pages take longer while work is slow. */
function classic(): string {
  const now = (Date.now() - began) / second;
  const slowly = Math.floor(10 * Math.min(Math.max(now - slow[0], 0), slow[1] - slow[0]));
  const all = Math.floor(20 * now);
  return [
    '# TYPE page_seconds histogram',
    ...[
      ['0.1', all - slowly],
      ['0.5', all - slowly],
      ['2', all],
      ['+Inf', all],
    ].map(([le, count]) => `page_seconds_bucket{le="${le}"} ${count}`),
    `page_seconds_sum ${all}`,
    `page_seconds_count ${all}`,
    '',
  ].join('\n');
}

/** Prometheus scrapes and evaluates from the beginning to the end of the story. */
async function begin(): Promise<void> {
  folder = temporaryFolder('backtest-native');
  shop = project({
    'definitions/shop/bundle.ts': bundle(),
    'definitions/checks.ts': `export default { scrapeInterval: '${inSeconds(1)}' };\n`,
    'definitions/shop/runbooks/r.md': '# R\n\nLook.\n',
  });
  const built = await shop.build('--target', 'prometheus');
  expect(built, built.errors).toMatchObject({ code: 0 });
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  client = await startProcess(tool('client-bounds'), ['serve', address], {
    ready: () => isReady(`http://${address}/metrics`),
  });
  page = createServer((_, response) => response.setHeader('Content-Type', 'text/plain').end(classic()));
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', () => resolve()));
  const scrape = (job: string, target: string, extra: object) => ({
    job_name: job,
    static_configs: [{ targets: [target] }],
    ...extra,
  });
  const configuration = {
    global: { scrape_interval: inSeconds(1), evaluation_interval: inSeconds(1) },
    rule_files: [shop.path('dist/prometheus/shop/*_rules.yml')],
    scrape_configs: [
      scrape('work', address, { scrape_native_histograms: true }),
      scrape('page', `127.0.0.1:${(page.address() as AddressInfo).port}`, {
        convert_classic_histograms_to_nhcb: true,
      }),
    ],
  };
  writeFileSync(join(folder, 'prometheus.yml'), dump(configuration));
  mkdirSync(join(folder, 'data'));
  began = Date.now();
  prometheus = await startPrometheus(folder);
  const observe = (kind: string, value: number, times: number) =>
    fetch(
      `http://${address}/observe?${new URLSearchParams({ kind, value: String(value), times: String(times) })}`,
    );
  let isReset = false;
  work = (async () => {
    for (let tick = 0; Date.now() - began < length * second; tick += 1) {
      const now = (Date.now() - began) / second;
      const isSlow = now >= slow[0] && now < slow[1];
      if (now >= restart && !isReset) await fetch(`http://${address}/reset`);
      isReset = now >= restart;
      // Values of both signs and none, so that all kinds of buckets are there.
      await observe('a', isSlow ? 2 + (tick % 7) / 10 : 0.2 + (tick % 9) / 20, 5);
      await observe('a', 0, 1);
      await observe('b', 0.5 + (tick % 5) / 100, 3);
      await observe('b', -0.3, 1);
      await new Promise((resolve) => setTimeout(resolve, second / 5));
    }
  })();
  await work;
}
async function end(): Promise<void> {
  await prometheus?.stop();
  await client?.stop();
  page?.close();
  shop?.remove();
  if (folder) removeFolder(folder);
}
afterAll(end);

interface Life {
  readonly alert: string;
  readonly from: number;
  readonly to: number;
}

// A story of 50 seconds, and longer where the machine is late. The last one stays for the test after this one.
test(
  'alerts on native histograms fire when they fired',
  () =>
    atAnyPace(async (seconds) => {
      await end();
      second = seconds * 1000;
      await begin();
      await agree();
    }),
  900_000,
);

async function agree(): Promise<void> {
  const until = Math.floor(Date.now() / 1000) * 1000;
  const query = new URLSearchParams({
    query: `ALERTS{alertstate="firing"}[${inSeconds(length + 10)}]`,
    time: String(until / 1000),
  });
  const answer = (await (await fetch(`${prometheus.url}/api/v1/query?${query}`)).json()) as {
    data: { result: { metric: Record<string, string>; values: [number, string][] }[] };
  };
  const ran: Life[] = answer.data.result.map(({ metric, values }) => ({
    alert: `${metric.alertname} ${metric.kind ?? ''}`,
    from: (values[0]?.[0] ?? 0) * 1000,
    to: (values.at(-1)?.[0] ?? 0) * 1000,
  }));
  const asked = [
    '--prometheus',
    prometheus.url,
    '--since',
    inSeconds(length + 10),
    '--interval',
    inSeconds(1),
  ];
  const tried = await shop.run(
    'backtest',
    ...asked,
    ...[
      '--end',
      new Date(until).toISOString(),
      '--definitions',
      shop.path('definitions'),
      '--format',
      'json',
    ],
  );
  expect(tried, tried.errors).toMatchObject({ code: 0 });
  const report = JSON.parse(tried.out) as {
    alerts: {
      alert: string;
      firings: { labels: Record<string, string>; from: string; to: string | null }[];
    }[];
  };
  const found = report.alerts.flatMap(({ alert, firings }) =>
    firings.map(
      ({ labels, from, to }): Life => ({
        alert: `${alert} ${labels.kind ?? ''}`,
        from: Date.parse(from),
        to: to === null ? until : Date.parse(to) - second,
      }),
    ),
  );
  const byName = (a: Life, b: Life): number => (a.alert < b.alert ? -1 : 1);
  ran.sort(byName);
  found.sort(byName);
  expect(found.map(({ alert }) => alert)).toEqual(['Slow a', 'SlowPages ']);
  expect(ran.map(({ alert }) => alert)).toEqual(found.map(({ alert }) => alert));
  found.forEach((one, index) => {
    // Evaluations are not at the same moments: what is seen one evaluation later can become so much later.
    expect(Math.abs(one.from - (ran[index]?.from ?? 0)), one.alert).toBeLessThanOrEqual(2 * second);
    expect(Math.abs(one.to - (ran[index]?.to ?? 0)), one.alert).toBeLessThanOrEqual(2 * second);
  });
}

test('a firing on native histograms becomes a scenario, which passes', async () => {
  const definitions = shop.path('definitions');
  for (const alert of ['Slow', 'SlowPages']) {
    const cut = await shop.run(
      ...['backtest', alert, '--prometheus', prometheus.url, '--since', inSeconds(length + 10)],
      ...['--interval', inSeconds(1), '--end', new Date(began + length * second).toISOString()],
      ...['--definitions', definitions, '--firing', '1'],
      ...['--to-scenario', shop.path(`definitions/shop/scenarios/${alert}.ts`)],
    );
    expect(cut, cut.errors).toMatchObject({ code: 0 });
  }
  expect(readFileSync(shop.path('definitions/shop/scenarios/Slow.ts'), 'utf8')).toContain('{{schema:');
  const tested = await shop.run('test', 'shop', '--definitions', definitions);
  expect(tested, tested.out + tested.errors).toMatchObject({ code: 0 });
  expect(tested.out).toContain('2 scenarios');
}, 120_000);

test('quantiles of what was read are those of the server, at every second', async () => {
  const end = Math.floor((began + (length - 2) * second) / 1000) * 1000;
  const start = end - 40 * second;
  const { loadEngine } = await import('../../src/engine/index.js');
  const { storedHistograms } = await import('../../src/backtest/native-histogram.js');
  const { readAnswer } = await import('../../src/export/answer.js');
  const ask = async (path: string, parameters: Record<string, string>) =>
    readAnswer(
      await (await fetch(`${prometheus.url}/api/v1/${path}?${new URLSearchParams(parameters)}`)).text(),
    );
  const engine = await loadEngine();
  let compared = 0;
  for (const name of ['work_seconds', 'page_seconds']) {
    const { series } = await ask('query', { query: `${name}[${inSeconds(60)}]`, time: String(end / 1000) });
    const loaded = engine.loadSeries(
      series.map(({ labels, histograms = [] }) => {
        const stored = storedHistograms(histograms.map(([, histogram]) => histogram));
        return { labels, samples: stored.map((one, index) => [histograms[index]?.[0] ?? 0, one] as const) };
      }),
    );
    for (const question of [
      `histogram_quantile(0.9, rate(${name}[${inSeconds(10)}]))`,
      `histogram_quantile(0.05, ${name})`,
      `histogram_avg(increase(${name}[${inSeconds(7)}]))`,
      `histogram_fraction(0.1, 0.6, sum(rate(${name}[${inSeconds(5)}])))`,
    ]) {
      const there = await ask('query_range', {
        query: question,
        start: String(start / 1000),
        end: String(end / 1000),
        step: String(second / 1000),
      });
      const here = loaded.rangeQuery({ expr: question, start, end, stepMs: second });
      const own = here.type === 'matrix' ? here.series : [];
      const text = (labels: object, pairs: [number, number][]) =>
        JSON.stringify([
          Object.entries(labels).sort(),
          pairs.map(([at, value]) => [at, Number(value.toPrecision(9))]),
        ]);
      expect(
        own
          .map(({ labels, times, values }) =>
            text(
              labels,
              [...times].map((at, i) => [at, values[i] ?? 0]),
            ),
          )
          .sort(),
      ).toEqual(
        there.series
          .map(({ labels, points }) =>
            text(
              labels,
              points.map(([at, value]) => [at, Number(value)]),
            ),
          )
          .sort(),
      );
      compared += own.reduce((sum, { times }) => sum + times.length, 0);
    }
    loaded.dispose();
  }
  console.info(`native histograms: ${compared} values are those of the server`);
  expect(compared).toBeGreaterThan(300);
});
