import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { project } from './support/project.js';

// Files that the guide shows are compiled and built here.
const guide = readFileSync(fileURLToPath(new URL('../docs/guide.md', import.meta.url)), 'utf8');
const shown = Object.fromEntries(
  [...guide.matchAll(/<!-- file: (\S+) -->\n```\w*\n(.*?)```/gs)].map(([, path = '', text = '']) => [
    path,
    text,
  ]),
);

const shop = project({
  ...shown,
  'definitions/shop/templates/slack.tmpl': '{{ define "shop.title" }}{{ .Status }}{{ end }}\n',
  'definitions/shop/bundle.ts': `
import { bundle, catalog, gauge } from 'dashwright';
import routing from './routing.js';

export default bundle({
  name: 'shop',
  title: 'Shop',
  description: 'A shop.',
  version: '1.0.0',
  metrics: catalog({ jobs: gauge({ help: 'Jobs.' }) }),
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
