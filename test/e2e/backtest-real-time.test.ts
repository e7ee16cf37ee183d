// What `dashwright backtest` reports for the last minute is what Prometheus did, which evaluated the same rules in
// that minute.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { expect, test } from 'vitest';
import { type Project, project } from '../support/project.js';
import { atAnyPace } from './support/eventually.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { type RunningPrometheus, startPrometheus } from './support/prometheus.js';

let folder: string;
/** The length of a second of the story, in milliseconds: a whole number of seconds. */
let second = 1000;
/** Seconds after the start in which requests fail, and in which one of two workers is gone. */
const failing = [20, 40] as const;
const away = [30, 50] as const;
const length = 75;

const bundle =
  () => `import { above, alert, below, bundle, catalog, counter, gauge, rate, record, runbook, signal, sum } from 'dashwright';
const metrics = catalog({
  requests_total: counter({ help: 'Requests.', unit: 'requests', labels: { status: ['200', '500'] } }),
  workers: gauge({ help: 'Workers.', unit: 'workers', labels: { worker: ['a', 'b'] } }),
});
const failed = record('shop:failed:rate', { help: 'Failed.', expr: sum(rate(metrics.requests_total.where({ status: '500' }), '${inSeconds(10)}')) });
const failures = signal({ title: 'Failures', description: 'd', expr: failed.series });
const workers = signal({ title: 'Workers', description: 'd', expr: sum(metrics.workers) });
const each = signal({ title: 'Worker', description: 'd', expr: metrics.workers });
const common = { severity: 'critical', summary: 's', description: 'd', runbook: runbook('r') } as const;
export default bundle({
  name: 'shop', title: 'Shop', description: 'd', version: '1.0.0', metrics,
  recordingRules: { failed },
  alerts: {
    Failing: alert({ ...common, when: above(failures, ${5000 / second}), for: '${inSeconds(5)}' }),
    StillFailing: alert({ ...common, when: above(failures, ${5000 / second}), keepFiringFor: '${inSeconds(8)}' }),
    FewWorkers: alert({ ...common, when: below(workers, 20), for: '${inSeconds(3)}' }),
    Busy: alert({ ...common, when: above(each, 11) }),
  },
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
});
`;

const inSeconds = (count: number) => `${(count * second) / 1000}s`;

let began = 0;
let target: Server;
let prometheus: RunningPrometheus;
let shop: Project;

/** The current page of metrics. */
function page(): string {
  const now = (Date.now() - began) / second;
  const [from, to] = failing;
  const bad = 20 * Math.min(Math.max(now - from, 0), to - from);
  const workers = now >= away[0] && now < away[1] ? ['a'] : ['a', 'b'];
  return [
    '# TYPE requests_total counter',
    `requests_total{status="200"} ${100 * now}`,
    `requests_total{status="500"} ${bad}`,
    '# TYPE workers gauge',
    ...workers.map((name) => `workers{worker="${name}"} 12`),
    '',
  ].join('\n');
}

/** Prometheus scrapes and evaluates from the beginning to the end of the story. */
async function begin(): Promise<void> {
  shop = project({
    'definitions/shop/bundle.ts': bundle(),
    'definitions/checks.ts': `export default { scrapeInterval: '${inSeconds(1)}' };\n`,
    'definitions/shop/runbooks/r.md': '# R\n\nLook.\n',
  });
  const built = await shop.build('--target', 'prometheus');
  expect(built, built.errors).toMatchObject({ code: 0 });
  target = createServer((_, response) => response.setHeader('Content-Type', 'text/plain').end(page()));
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', () => resolve()));
  const { port } = target.address() as AddressInfo;
  const configuration = {
    global: { scrape_interval: inSeconds(1), evaluation_interval: inSeconds(1) },
    rule_files: [shop.path('dist/prometheus/shop/*_rules.yml')],
    scrape_configs: [{ job_name: 'shop', static_configs: [{ targets: [`127.0.0.1:${port}`] }] }],
  };
  folder = temporaryFolder('backtest-real-time');
  writeFileSync(join(folder, 'prometheus.yml'), dump(configuration));
  mkdirSync(join(folder, 'data'));
  began = Date.now();
  prometheus = await startPrometheus(folder);
  await new Promise((resolve) => setTimeout(resolve, began + length * second - Date.now()));
}
async function end(): Promise<void> {
  await prometheus?.stop();
  target?.close();
  shop?.remove();
  if (folder) removeFolder(folder);
}

interface Life {
  readonly alert: string;
  readonly from: number;
  readonly to: number;
}

/** When alerts fired in the running Prometheus: samples of ALERTS at every evaluation. */
async function ranLive(until: number): Promise<Life[]> {
  const query = new URLSearchParams({
    query: `ALERTS{alertstate="firing"}[${inSeconds(length)}]`,
    time: String(until / 1000),
  });
  const answer = (await (await fetch(`${prometheus.url}/api/v1/query?${query}`)).json()) as {
    data: { result: { metric: Record<string, string>; values: [number, string][] }[] };
  };
  return answer.data.result.flatMap(({ metric, values }) =>
    lives(
      `${metric.alertname} ${metric.worker ?? ''}`,
      values.map(([at]) => at * 1000),
    ),
  );
}

/** Times with a gap of at most two seconds of the story are one period. */
function lives(alert: string, times: readonly number[]): Life[] {
  const found: { alert: string; from: number; to: number }[] = [];
  for (const at of times) {
    const last = found.at(-1);
    if (last && at - last.to <= 2.5 * second) last.to = at;
    else found.push({ alert, from: at, to: at });
  }
  return found;
}

// A story of 75 seconds, and longer where the machine is late.
test(
  'every alert fired when backtest says it fired',
  () =>
    atAnyPace(async (seconds) => {
      second = seconds * 1000;
      try {
        await begin();
        await agrees();
      } finally {
        await end();
      }
    }),
  900_000,
);

async function agrees(): Promise<void> {
  const until = Date.now();
  const live = await ranLive(until);
  const asked = [
    '--prometheus',
    prometheus.url,
    '--since',
    inSeconds(length),
    '--interval',
    inSeconds(1),
    '--end',
    new Date(until).toISOString(),
  ];
  const ran = await shop.run(
    'backtest',
    ...asked,
    '--definitions',
    shop.path('definitions'),
    '--format',
    'json',
  );
  expect(ran, ran.errors).toMatchObject({ code: 0 });
  const report = JSON.parse(ran.out) as {
    alerts: {
      alert: string;
      firings: { labels: Record<string, string>; from: string; to: string | null }[];
    }[];
  };
  const tried = report.alerts.flatMap(({ alert, firings }) =>
    firings.map(
      ({ labels, from, to }): Life => ({
        alert: `${alert} ${labels.worker ?? ''}`,
        from: Date.parse(from),
        to: to === null ? until : Date.parse(to) - second,
      }),
    ),
  );
  const order = (a: Life, b: Life): number =>
    a.alert === b.alert ? a.from - b.from : a.alert < b.alert ? -1 : 1;
  live.sort(order);
  tried.sort(order);
  expect(tried.map(({ alert }) => alert)).toEqual(live.map(({ alert }) => alert));
  // Busy fires for both workers, and twice for the one that was gone.
  expect(tried.map(({ alert }) => alert)).toEqual([
    'Busy a',
    'Busy b',
    'Busy b',
    'Failing ',
    'FewWorkers ',
    'StillFailing ',
  ]);
  tried.forEach((one, index) => {
    // The evaluations are at different times, so an effect may be seen one evaluation later.
    expect(Math.abs(one.from - (live[index]?.from ?? 0)), one.alert).toBeLessThanOrEqual(2 * second);
    expect(Math.abs(one.to - (live[index]?.to ?? 0)), one.alert).toBeLessThanOrEqual(2 * second);
  });
}
