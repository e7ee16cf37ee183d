// What `dashwright backtest` reports is what happened in the history, and what promtool's rule tests confirm.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Project, project } from '../support/project.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { run } from './support/processes.js';
import { fillStorage, type RunningPrometheus, startPrometheus } from './support/prometheus.js';
import { tool } from './support/tools.js';

const folder = temporaryFolder('backtest');
const hour = 3600;
const days = 6;
const begin = '2026-03-01T00:00:00Z';
const epoch = Date.parse(begin) / 1000;
const end = new Date((epoch + days * 24 * hour) * 1000).toISOString();

/** When every fifth request failed: hours from the start, and for how long. */
const incidents = [
  { at: 20, minutes: 30, ratio: 0.2 },
  { at: 60.5, minutes: 90, ratio: 0.2 },
  { at: 131, minutes: 20, ratio: 0.08 },
];

const definitions = (bound: number): Record<string, string> => ({
  'definitions/shop/runbooks/r.md': '# R\n\nLook.\n',
  'definitions/shop/bundle.ts': `import { above, alert, below, bundle, catalog, counter, dashboard, gauge, panel, rate, ratio, record, runbook, signal, sum } from 'dashwright';
const metrics = catalog({
  requests_total: counter({ help: 'Requests.', unit: 'requests', labels: { status: ['200', '500'] } }),
  never_seen: gauge({ help: 'Nothing.', unit: 'items' }),
  workers: gauge({ help: 'Workers.', unit: 'workers', labels: { worker: ['a', 'b'] } }),
});
export const failed = record('shop:failed:rate5m', { help: 'Failed.', expr: sum(rate(metrics.requests_total.where({ status: '500' }))) });
export const errors = signal({ title: 'Errors', description: 'd', expr: ratio(failed.series, sum(rate(metrics.requests_total))) });
export const nothing = signal({ title: 'Nothing', description: 'd', expr: metrics.never_seen });
export const workers = signal({ title: 'Workers', description: 'd', expr: sum(metrics.workers) });
const common = { severity: 'critical', summary: 's', description: 'd', runbook: runbook('r') } as const;
export const HighErrors = alert({ ...common, when: above(errors, ${bound}), for: '5m', summary: ({ value }) => \`\${value} fail\` });
export default bundle({
  name: 'shop', title: 'Shop', description: 'd', version: '1.0.0', metrics,
  dashboards: [dashboard({ uid: 'shop', title: 'Shop', rows: [panel.timeseries({ title: 'E', show: [errors] }), panel.timeseries({ title: 'N', show: nothing }), panel.timeseries({ title: 'W', show: workers })] })],
  recordingRules: { failed },
  alerts: {
    HighErrors, Unknown: alert({ ...common, when: above(nothing, 1) }),
    FewWorkers: alert({ ...common, when: below(workers, 20) }),
  },
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
});
`,
});

let prometheus: RunningPrometheus;
let shop: Project;

/** Cumulative counts of both statuses per minute, and workers of which one is gone for some minutes. */
function history() {
  const steps = Array.from({ length: days * 24 * 60 + 1 }, (_, index) => index * 60);
  let ok = 0;
  let bad = 0;
  const samples = steps.map((at) => {
    const ratio =
      incidents.find((one) => at > one.at * hour && at <= one.at * hour + one.minutes * 60)?.ratio ?? 0.01;
    bad += 600 * ratio;
    ok += 600 * (1 - ratio);
    return { at, ok, bad };
  });
  const gone = (at: number): boolean => at >= 100 * hour && at < 100 * hour + 1800;
  return [
    {
      labels: { __name__: 'requests_total', status: '200' },
      samples: samples.map(({ at, ok: value }) => [at, value] as const),
    },
    {
      labels: { __name__: 'requests_total', status: '500' },
      samples: samples.map(({ at, bad: value }) => [at, value] as const),
    },
    { labels: { __name__: 'workers', worker: 'a' }, samples: steps.map((at) => [at, 12] as const) },
    {
      labels: { __name__: 'workers', worker: 'b' },
      samples: steps.filter((at) => !gone(at)).map((at) => [at, 12] as const),
    },
  ];
}

beforeAll(async () => {
  writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n');
  mkdirSync(join(folder, 'data'));
  await fillStorage(folder, history(), epoch);
  prometheus = await startPrometheus(folder, ['--storage.tsdb.retention.time=50y']);
  shop = project(definitions(0.05));
});
afterAll(async () => {
  await prometheus?.stop();
  shop?.remove();
  removeFolder(folder);
});

interface Report {
  readonly alerts: readonly {
    readonly alert: string;
    readonly withoutData: boolean;
    readonly firings: readonly { readonly from: string; readonly to: string; readonly summary: string }[];
    readonly before?: { readonly firings: readonly object[] };
    readonly suggestion?: {
      readonly rows: readonly {
        readonly threshold: number;
        readonly cells: readonly { readonly firings: number }[];
      }[];
      readonly waits: readonly string[];
    };
  }[];
}

async function backtest(...args: string[]): Promise<Report> {
  const asked = [
    '--prometheus',
    prometheus.url,
    '--end',
    end,
    '--since',
    '30d',
    '--definitions',
    shop.path('definitions'),
  ];
  const ran = await shop.run('backtest', ...args, ...asked, '--format', 'json');
  expect(ran, ran.errors).toMatchObject({ code: 0 });
  return JSON.parse(ran.out);
}

describe('backtest over six days with three incidents', () => {
  test('finds exactly these, to the minute, with recording rules that never ran', async () => {
    const { alerts } = await backtest('HighErrors');
    const [found] = alerts;
    expect(found?.firings).toHaveLength(3);
    found?.firings.forEach(({ from, to, summary }, index) => {
      const incident = incidents[index];
      const at = epoch + (incident?.at ?? 0) * hour;
      const minutes = (text: string): number => (Date.parse(text) / 1000 - at) / 60;
      // The ratio over 5 minutes has to rise first, and then hold for 5.
      expect(minutes(from)).toBeGreaterThanOrEqual(5);
      expect(minutes(from)).toBeLessThanOrEqual(10);
      expect(minutes(to)).toBeGreaterThanOrEqual(incident?.minutes ?? 0);
      expect(minutes(to)).toBeLessThanOrEqual((incident?.minutes ?? 0) + 5);
      expect(summary).toMatch(/fail/);
    });
  });

  test('agrees with promtool at every minute around them', async () => {
    const { alerts } = await backtest('HighErrors');
    expect(await shop.build('--target', 'prometheus')).toMatchObject({ code: 0 });
    const test = promtoolTest(alerts[0]?.firings ?? []);
    writeFileSync(join(folder, 'test.yml'), test);
    const ran = await run(tool('promtool'), ['test', 'rules', join(folder, 'test.yml')]);
    expect(ran, ran.stdout + ran.stderr).toMatchObject({ code: 0 });
  });

  test('says that there are no data, not that an alert did not fire', async () => {
    const { alerts } = await backtest('Unknown', 'FewWorkers');
    expect(alerts.find(({ alert }) => alert === 'Unknown')).toMatchObject({ withoutData: true, firings: [] });
    // Half an hour, and the lookback delta of five minutes is not counted twice.
    const workers = alerts.find(({ alert }) => alert === 'FewWorkers');
    expect(workers?.firings).toHaveLength(1);
    const [firing] = workers?.firings ?? [];
    const length = (Date.parse(firing?.to ?? '') - Date.parse(firing?.from ?? '')) / 60_000;
    expect(length).toBeGreaterThanOrEqual(24);
    expect(length).toBeLessThanOrEqual(31);
  });

  test('shows the effect of other thresholds, and of a change', async () => {
    const { alerts } = await backtest('HighErrors', '--suggest');
    const suggestion = alerts[0]?.suggestion;
    const column = suggestion?.waits.indexOf('5m') ?? -1;
    const row = suggestion?.rows.find(({ threshold }) => threshold === 0.05);
    expect(row?.cells[column]?.firings).toBe(3);

    const changed = project(definitions(0.05));
    const git = (...args: string[]) => execFileSync('git', ['-C', changed.folder, ...args]);
    expect(await changed.build()).toMatchObject({ code: 0 });
    git('init', '-q');
    git('add', '-A');
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'a');
    changed.write(definitions(0.15));
    const asked = [
      '--prometheus',
      prometheus.url,
      '--end',
      end,
      '--since',
      '6d',
      '--definitions',
      changed.path('definitions'),
      '--out',
      changed.path('dist'),
    ];
    const compared = await changed.run('backtest', 'HighErrors', ...asked, '--against', 'HEAD');
    expect(compared.out).toMatch(/HighErrors \(critical\)\s+fired 2 times.*before the change 3 times/);
    expect(compared.out).toMatch(/no longer: 2026-03-06 11:/);
    const markdown = await changed.run(
      'backtest',
      'HighErrors',
      ...asked,
      '--against',
      'HEAD',
      '--format',
      'markdown',
    );
    expect(markdown.out).toContain('| HighErrors (critical) | 3 | 2 |');
    changed.remove();
  });

  test('a firing becomes a scenario that passes, without traces of where it was recorded', async () => {
    const file = shop.path('definitions/shop/scenarios/outage.ts');
    const asked = ['--prometheus', prometheus.url, '--end', end, '--since', '6d'];
    const definitionsOf = ['--definitions', shop.path('definitions')];
    const several = await shop.run(
      'backtest',
      'HighErrors',
      ...asked,
      ...definitionsOf,
      '--to-scenario',
      file,
    );
    expect(several).toMatchObject({ code: 2 });
    expect(several.errors).toContain('fired 3 times: choose one with --firing 1 to 3');
    const cut = [...definitionsOf, '--to-scenario', file, '--firing', '2'];
    const written = await shop.run('backtest', 'HighErrors', ...asked, ...cut);
    expect(written, written.errors).toMatchObject({ code: 0 });
    const text = readFileSync(file, 'utf8');
    expect(text).toContain("import { HighErrors } from '../bundle.js';");
    expect(text).toContain('requests_total{status="500"}');
    const failuresWith = async (bound: number): Promise<number[]> => {
      shop.write(definitions(bound));
      const tested = await shop.run('test', ...definitionsOf, '--format', 'json');
      const { bundles } = JSON.parse(tested.out) as {
        bundles: { scenarios: { failures: unknown[] }[] }[];
      };
      return (bundles[0]?.scenarios ?? []).map(({ failures }) => failures.length);
    };
    expect(await failuresWith(0.05)).toEqual([0]);
    // It is a test: with another threshold it fails.
    expect(await failuresWith(0.3)).not.toEqual([0]);
    shop.write(definitions(0.05));
    expect(await shop.run('backtest', 'HighErrors', ...asked, ...cut)).toMatchObject({ code: 2 });
  });

  test('rejects more samples than allowed, with the alert that reads them', async () => {
    const asked = [
      '--prometheus',
      prometheus.url,
      '--end',
      end,
      '--since',
      '6d',
      '--definitions',
      shop.path('definitions'),
    ];
    const refused = await shop.run('backtest', 'HighErrors', ...asked, '--max-samples', '5000');
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.errors).toMatch(/requests_total.*limit of 5000.*HighErrors/);
  });
});

/** Around each firing: the states at every minute from half an hour before to half an hour after. */
function promtoolTest(firings: readonly { readonly from: string; readonly to: string }[]): string {
  const [requests, failures] = history();
  const tests = firings.map(({ from, to }) => {
    const first = Math.floor((Date.parse(from) / 1000 - epoch) / 60) - 45;
    const last = Math.floor((Date.parse(to) / 1000 - epoch) / 60) + 30;
    const series = [requests, failures].map((one) => ({
      series: `requests_total{status="${one?.labels.status}"}`,
      values: (one?.samples ?? [])
        .slice(first, last + 1)
        .map(([, value]) => value)
        .join(' '),
    }));
    const isFiring = (minute: number): boolean => {
      const at = (epoch + minute * 60) * 1000;
      return at >= Date.parse(from) && at < Date.parse(to);
    };
    const minutes = Array.from({ length: last - first - 15 }, (_, index) => first + 15 + index);
    return {
      interval: '1m',
      input_series: series,
      promql_expr_test: minutes.map((minute) => ({
        expr: 'count(ALERTS{alertname="HighErrors", alertstate="firing"}) or vector(0)',
        eval_time: `${minute - first}m`,
        exp_samples: [{ labels: '{}', value: isFiring(minute) ? 1 : 0 }],
      })),
    };
  });
  // One group, because promtool evaluates groups in no fixed order, and recorded series could be a minute late.
  const rules = ['recording_rules.yml', 'alert_rules.yml'].flatMap((name) => {
    const file = load(readFileSync(shop.path('dist/prometheus/shop', name), 'utf8')) as {
      readonly groups: readonly { readonly rules: readonly object[] }[];
    };
    return file.groups.flatMap((group) => group.rules);
  });
  const file = join(folder, 'rules.yml');
  writeFileSync(file, dump({ groups: [{ name: 'shop', rules }] }));
  return dump({ rule_files: [file], evaluation_interval: '1m', fuzzy_compare: true, tests });
}
