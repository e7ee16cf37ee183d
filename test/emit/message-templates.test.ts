// Notification templates: files of a bundle, copied and listed in the configuration.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { receiver, routing, secretFile } from 'dashwright';
import { load } from 'js-yaml';
import { afterAll, expect, test } from 'vitest';
import { emitAlertmanager, emitSharedAlertmanager } from '../../src/emit/alertmanager/index.js';
import { emitSharedPolicies } from '../../src/emit/grafana/alerting/index.js';
import { readTemplates } from '../../src/load/find.js';
import { resolveBundle, sharedRouting } from '../../src/resolve/index.js';
import { alertBy, alerting } from '../fixtures/alerting-bundle.js';

const root = mkdtempSync(join(tmpdir(), 'dashwright-templates-'));
afterAll(() => rmSync(root, { recursive: true }));

const text = '{{ define "shop.title" }}{{ .Status | toUpper }} $HOME{{ end }}\n';
mkdirSync(join(root, 'shop', 'templates'), { recursive: true });
writeFileSync(join(root, 'shop', 'templates', 'slack.tmpl'), text);

function shop(templates = readTemplates(join(root, 'shop'), root)) {
  const team = receiver('shop-team', {
    slack: { url: secretFile('slack-url'), channel: '#shop', title: '{{ template "shop.title" . }}' },
  });
  const { source } = alerting(
    'shop',
    { A: alertBy(['host'], 'warning') },
    { routing: routing({ receiver: team, templates: ['/etc/alertmanager/common/*.tmpl'] }) },
  );
  return resolveBundle(source, {}, { templates });
}
const read = (files: readonly { path: string; content: unknown }[], path: string) =>
  load(String(files.find((file) => file.path === path)?.content)) as Record<string, unknown>;

test('are read from the folder of the bundle', () => {
  expect(readTemplates(join(root, 'shop'), root)).toEqual({ slack: text });
});

test('are copied next to the configuration of the bundle, which lists them', () => {
  const files = emitAlertmanager(shop());
  expect(files).toContainEqual({ path: 'alertmanager/shop/templates/slack.tmpl', content: text });
  expect(read(files, 'alertmanager/shop/alertmanager.yml').templates).toEqual([
    'templates/*.tmpl',
    '/etc/alertmanager/common/*.tmpl',
  ]);
});

test('have a folder per bundle next to the common configuration', () => {
  const files = emitSharedAlertmanager([shop()].map(sharedRouting));
  expect(files).toContainEqual({ path: 'alertmanager/templates/shop/slack.tmpl', content: text });
  expect(read(files, 'alertmanager/alertmanager.yml').templates).toContain('templates/shop/*.tmpl');
});

test('are emitted for Grafana, without expanding environment variables', () => {
  const files = emitSharedPolicies([shop()].map(sharedRouting));
  expect(read(files, 'grafana-alerting/templates.yaml')).toMatchObject({
    templates: [{ orgId: 1, name: 'shop-slack', template: text.replace('$', '$$$$') }],
  });
});

test('do not exist for a bundle without templates', () => {
  const files = emitAlertmanager(shop({}));
  expect(files.map(({ path }) => path)).toEqual([
    'alertmanager/shop/alertmanager.yml',
    'alertmanager/shop/route-tests.yml',
  ]);
});
