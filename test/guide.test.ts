import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { project } from './support/project.js';

// Files in the guide are compiled and built here.
const guide = readFileSync(fileURLToPath(new URL('../docs/guide.md', import.meta.url)), 'utf8');
const shown = Object.fromEntries(
  [...guide.matchAll(/<!-- file: (\S+) -->\n```\w*\n(.*?)```/gs)].map(([, path = '', text = '']) => [
    path,
    text,
  ]),
);

const shop = project({
  ...shown,
  'definitions/shop/runbooks/errors.md': '# Errors\n\nLook at the logs.\n',
  'definitions/shop/templates/slack.tmpl': '{{ define "shop.title" }}{{ .Status }}{{ end }}\n',
  'definitions/shop/bundle.ts': `
import { above, alert, bundle, catalog, counter, rate, ratio, runbook, signal, sum } from 'dashwright';
import routing from './routing.js';

export const metrics = catalog({
  http_requests_total: counter({ help: 'Requests.', unit: 'requests', labels: { status: ['200', '500'] } }),
});
const requests = metrics.http_requests_total;
export const HighErrorRatio = alert({
  when: above(
    signal({ title: 'Errors', expr: ratio(sum(rate(requests.where({ status: /5../ }))), sum(rate(requests))) }),
    0.05,
  ),
  for: '5m',
  severity: 'critical',
  summary: 'Requests fail',
  description: 'Customers see errors.',
  runbook: runbook('errors'),
});

export default bundle({
  name: 'shop',
  title: 'Shop',
  description: 'A shop.',
  version: '1.0.0',
  metrics,
  alerts: { HighErrorRatio },
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}' },
  routing,
});
`,
});
afterAll(() => shop.remove());

it('its files build', async () => {
  expect(Object.keys(shown)).not.toEqual([]);
  expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
  const written = shop.output();
  expect(written['alertmanager/shop/alertmanager.yml']).toContain('active_time_intervals:');
  expect(written['alertmanager/shop/templates/slack.tmpl']).toContain('shop.title');
});

it('its scenarios pass', async () => {
  const { code, out, errors } = await shop.run('test', '--definitions', shop.path('definitions'));
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('shop: 1 scenario, all hold');
});
