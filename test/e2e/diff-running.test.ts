// `dashwright diff --prometheus`: a real Prometheus that has loaded the rules of a build, and then others.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { type RunningPrometheus, startPrometheus } from './support/prometheus.js';

const folder = temporaryFolder('diff-running');
let shop: Project;
let prometheus: RunningPrometheus;
const rules = join(folder, 'rules', 'alert_rules.yml');

const definitions = (bound: number) =>
  shopBundle({
    signals: `const share = d.signal({ title: 'Share', description: 'Per job.', expr: d.ratio(d.sum(d.rate(metrics.requests_total)), d.max(metrics.queue_length)) });
const Busy = d.alert({ when: d.above(share, ${bound}), for: '90s', keepFiringFor: '10m', severity: 'critical', summary: 'Busy', description: 'Many requests for each job.', runbook: d.runbook('queue-long') });`,
    alerts: 'Busy',
  });

beforeAll(async () => {
  shop = project(definitions(3));
  expect((await shop.build('--target', 'prometheus', 'helm')).errors).not.toContain('error');
  mkdirSync(join(folder, 'rules'), { recursive: true });
  copyFileSync(shop.path('dist/prometheus/shop/alert_rules.yml'), rules);
  writeFileSync(join(folder, 'prometheus.yml'), 'rule_files: [rules/*.yml]\n');
  prometheus = await startPrometheus(folder, ['--web.enable-lifecycle']);
}, 120_000);
afterAll(async () => {
  await prometheus?.stop();
  shop?.remove();
  removeFolder(folder);
});
const diff = () => shop.run('diff', '--from', shop.path('dist'), '--prometheus', prometheus.url);

test('the rules that Prometheus has loaded from a build are unchanged', async () => {
  const { out, errors, code } = await diff();
  expect(errors).toBe('');
  expect(out).toBe('shop 1.0.0: no change\n');
  expect(code).toBe(0);
});

test('a change of the definitions is shown, and so is a manual change on the server', async () => {
  shop.write(definitions(4));
  expect((await shop.build('--target', 'prometheus', 'helm')).code).toBe(0);
  expect((await diff()).out).toContain('alert Busy: threshold 3 → 4');
  const text = readFileSync(shop.path('dist/prometheus/shop/alert_rules.yml'), 'utf8');
  writeFileSync(rules, text.replace('for: 5m', 'for: 20m'));
  expect((await fetch(`${prometheus.url}/-/reload`, { method: 'POST' })).ok).toBe(true);
  expect((await diff()).out).toContain('alert QueueLong: for 20m → 5m');
});
