import { bundle, catalog, dashboard, gauge, panel, record, row, signal } from 'dashwright';
import { expect, test } from 'vitest';
import { buildSize } from '../../src/pipeline/large-build.js';

const metrics = catalog({ jobs: gauge({ help: 'Waiting jobs.', unit: 'jobs', labels: {} }) });
const waiting = panel.stat({ title: 'Waiting', show: signal({ title: 'Waiting', expr: metrics.jobs }) });
const rule = record('jobs:waiting', { expr: metrics.jobs });

/** A bundle of one dashboard, with this many panels in rows, and a recording rule. */
function bundleOf(panels: number) {
  const rows = Array.from({ length: panels / 100 }, (_, i) => row(`Row ${i}`, Array(100).fill(waiting)));
  return bundle({
    name: 'shop',
    title: 'Shop',
    description: 'The shop.',
    version: '1.0.0',
    metrics,
    dashboards: [dashboard({ uid: 'shop', title: 'Shop', rows })],
    recordingRules: { rule },
    urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
  });
}

test('a build is large from the bundle on with which it has more than 40 000 panels and rules', () => {
  const size = buildSize();
  expect(size.add(bundleOf(20_000))).toBe(true);
  expect(size.add(bundleOf(19_900))).toBe(true);
  expect(size.add(bundleOf(100))).toBe(false);
  expect(buildSize().add(bundleOf(100))).toBe(true);
});
