import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GrafanaStub, grafanaStub } from '../support/grafana-server.js';
import { type Project, project, shopBundle } from '../support/project.js';
import { sendJson, serve, type TestServer } from '../support/prometheus-server.js';

let shop: Project;
let grafana: GrafanaStub | undefined;
let prometheus: TestServer | undefined;
beforeEach(async () => {
  vi.stubEnv('GRAFANA_TOKEN', 'glsa_test');
  shop = project(shopBundle());
  expect((await shop.build('--target', 'grafana', 'prometheus', 'helm')).code).toBe(0);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await grafana?.close();
  await prometheus?.close();
  grafana = undefined;
  prometheus = undefined;
  shop.remove();
});
const diff = (...args: string[]) => shop.run('diff', '--from', shop.path('dist'), ...args);

/** The response of Prometheus 3: expressions in its own format, durations in seconds. */
const rule = (more: object = {}) => ({
  type: 'alerting',
  state: 'inactive',
  name: 'QueueLong',
  query: 'max by (queue) (queue_length)\n> 100',
  duration: 300,
  keepFiringFor: 0,
  labels: { bundle: 'shop', severity: 'warning' },
  annotations: {
    summary: 'Queue {{ $labels.queue }} is long',
    description: 'Many jobs wait.',
  },
  ...more,
});

describe('diff against a running Prometheus', () => {
  it('ignores different spelling of rules, and describes differences like diff', async () => {
    const file = shop.output()['prometheus/shop/alert_rules.yml'] ?? '';
    const text = (key: string) => new RegExp(`${key}: (.*)`).exec(file)?.[1]?.replace(/^'|'$/g, '') ?? '';
    const annotations = {
      summary: text('summary'),
      description: text('description'),
      runbook_url: text('runbook_url'),
      dashboard_url: text('dashboard_url'),
    };
    const group = (rules: object[], more: object = {}) => ({
      name: 'shop',
      file: '/etc/rules/shop.yml',
      interval: 60,
      limit: 0,
      rules,
      ...more,
    });
    let groups = [
      group([rule({ annotations })]),
      group([rule()], { file: '/etc/rules/other.yml', rules: [] }),
    ];
    prometheus = await serve((_, response) =>
      sendJson(response, 200, { status: 'success', data: { groups } }),
    );
    const same = await diff('--prometheus', prometheus.url);
    expect(same.errors).toBe('');
    expect(same.out).toBe('shop 1.0.0: no change\n');
    groups = [
      group([
        rule({ annotations, query: 'max by (queue) (queue_length) > 200', duration: 600 }),
        rule({ name: 'Gone', annotations }),
      ]),
    ];
    const changed = await diff('--prometheus', prometheus.url, '--check');
    expect(changed.out).toBe(
      `shop 1.0.0 (breaking)\n  breaking  alert Gone removed\n  patch     alert QueueLong: threshold 200 → 100, for 10m → 5m\n`,
    );
    expect(changed.code).toBe(1);
    groups = [];
    expect((await diff('--prometheus', prometheus.url)).out).toContain('alert QueueLong added');
  });

  it('explains problems of the server or the arguments', async () => {
    prometheus = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    });
    const page = await diff('--prometheus', prometheus.url);
    expect(page.errors).toContain('not a Prometheus server: it sends "<html>Sign in</html>" instead of JSON');
    expect(page.code).toBe(2);
    expect((await diff()).errors).toContain(
      'nothing to compare with: add --against, --grafana or --prometheus',
    );
    expect((await diff('--prometheus', prometheus.url, '--environment', 'x')).errors).toContain(
      '--environment x: the build has no environments',
    );
    expect((await diff('other', '--prometheus', prometheus.url)).errors).toContain('no bundle other');
    expect((await diff('--prometheus', prometheus.url, '--against', 'main')).code).toBe(2);
  });
});

describe('diff against a running Grafana', () => {
  it('shows what a build would change there', async () => {
    grafana = await grafanaStub();
    expect((await diff('--grafana', grafana.url)).out).toContain('dashboard shop added, title Shop');
    grafana.put('shop', JSON.parse(shop.output()['grafana/shop/shop.json'] ?? ''));
    expect((await diff('--grafana', grafana.url, '--check')).code).toBe(0);
    grafana.edit('shop', (json) => {
      json.refresh = '5m';
    });
    expect((await diff('--grafana', grafana.url)).out).toContain('dashboard shop: refresh 5m → 1m');
    expect((await diff('--grafana', grafana.url, '--format', 'markdown')).out).toContain(
      '- dashboard shop: refresh 5m → 1m',
    );
    expect(JSON.parse((await diff('--grafana', grafana.url, '--format', 'json')).out)).toMatchObject({
      bundles: [{ bundle: 'shop', changes: [{ kind: 'dashboard', name: 'shop' }] }],
    });
  });
});
