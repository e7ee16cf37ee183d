import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { checkArtifacts } from '../../src/check/index.js';
import { emitStack } from '../../src/emit/stack/index.js';
import { awkwardTexts, operated } from '../fixtures/operated-bundle.js';

interface Service {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly command?: readonly string[];
  readonly networks?: readonly string[];
  readonly secrets?: readonly unknown[];
  readonly environment?: Readonly<Record<string, string>>;
}
interface Compose {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: object;
  readonly secrets: Readonly<Record<string, { file: string }>>;
}

function emitted(text = 'plain', more = {}) {
  const artifacts = emitStack(operated({ text, more }));
  const files = new Map(
    artifacts.map(({ path, content }) => [path.replace('stack/operated/', ''), String(content)]),
  );
  const read = <Content>(name: string) => load(files.get(name) ?? expect.fail(name)) as Content;
  return { artifacts, files, read, compose: read<Compose>('compose.yaml') };
}

describe('a stack', () => {
  test('has a file for each component', () => {
    expect([...emitted().files.keys()].sort()).toEqual([
      '.gitignore',
      'README.md',
      'compose.yaml',
      'grafana/dashboards.yaml',
      'grafana/datasources.yaml',
      'loki/loki.yaml',
      'otel-collector/config.yaml',
      'prometheus/prometheus.yml',
      'tempo/tempo.yaml',
    ]);
    const { routing: _, ...options } = operated().source.options;
    const bare = { ...operated(), source: { ...operated().source, options } };
    const services = load(String(emitStack(bare)[0]?.content)) as Compose;
    expect(Object.keys(services.services)).not.toContain('alertmanager');
  });

  test('passes the production checks', () => {
    for (const text of awkwardTexts) expect(checkArtifacts(emitted(text).artifacts)).toEqual([]);
  });

  test('publishes one port, on loopback, and mounts files of other targets', () => {
    const { compose } = emitted();
    const open = Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => [name, port]),
    );
    expect(open).toEqual([['grafana', '127.0.0.1:3000:3000']]);
    expect(compose.services.prometheus?.volumes).toContain(
      '../../prometheus/operated:/etc/prometheus/rules:ro',
    );
    expect(compose.services.alertmanager?.volumes).toContain(
      '../../alertmanager/operated/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro',
    );
    // Two folders: each dashboard is in its own.
    expect(compose.services.grafana?.volumes?.filter((volume) => volume.includes('.json'))).toHaveLength(2);
  });

  test('has secrets as files, each where it is read', () => {
    const { compose } = emitted();
    expect(compose.services.grafana?.environment?.GF_SECURITY_ADMIN_PASSWORD__FILE).toBe(
      '/run/secrets/grafana-admin-password',
    );
    expect(compose.services.alertmanager?.secrets).toContainEqual({
      source: 'teams-hook-url',
      target: '/etc/alertmanager/secrets/teams/hook-url',
    });
    expect(compose.services.prometheus?.secrets).toEqual([
      { source: 'scrape-token', target: '/etc/prometheus/secrets/scrape-token' },
    ]);
    expect(Object.keys(compose.secrets).sort()).toEqual([
      'grafana-admin-password',
      'hook-url',
      'mail-password',
      'pagerduty-key',
      'run-secrets-hook-token',
      'scrape-token',
      'slack-url',
      'teams-hook-url',
    ]);
  });

  test('keeps samples for 15 days unless the environment sets another retention', () => {
    expect(emitted().compose.services.prometheus?.command).toEqual(
      expect.arrayContaining([
        '--storage.tsdb.retention.time=${PROMETHEUS_RETENTION_TIME:-15d}',
        '--storage.tsdb.retention.size=${PROMETHEUS_RETENTION_SIZE:-0}',
      ]),
    );
    expect(emitted().files.get('README.md')).toContain('PROMETHEUS_RETENTION_SIZE=10GB');
  });

  test('collects in batches of 512, every 5 seconds, and logs warnings', () => {
    expect(emitted().read('otel-collector/config.yaml')).toMatchObject({
      processors: { batch: { timeout: '5s', send_batch_size: 512 } },
      service: {
        telemetry: { logs: { level: 'warn' } },
        pipelines: {
          metrics: { exporters: ['prometheus'] },
          logs: { exporters: ['otlphttp/loki'] },
          traces: { exporters: ['otlp/tempo'] },
        },
      },
    });
  });

  test.each(awkwardTexts)('keeps %j unchanged', (text) => {
    const { read } = emitted(text);
    const prometheus = read<{
      global: { external_labels: { site: string } };
      scrape_configs: { job_name: string; static_configs: [{ labels: object }] }[];
    }>('prometheus/prometheus.yml');
    // Prometheus and Grafana both read `$$` as a dollar sign.
    expect(prometheus.global.external_labels).toEqual({ site: text.replaceAll('$', '$$$$') });
    expect(prometheus.scrape_configs[0]?.job_name).toBe(`jobs ${text}`);
    expect(prometheus.scrape_configs[0]?.static_configs[0].labels).toEqual({ note: text });
    const { providers } = read<{ providers: { folder: string }[] }>('grafana/dashboards.yaml');
    expect(providers[0]?.folder.replaceAll('$$', '$')).toBe(text);
  });
});
