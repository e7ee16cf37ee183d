import type { StackService } from '../../define/index.js';
import { dashboardFolders } from './grafana.js';
import type { StackParts } from './parts.js';
import { prometheusFolder } from './prometheus.js';
import { adminPassword, alertmanagerSecrets, scrapeSecrets } from './secrets.js';

/** Services of the compose file by name. */
export function services(parts: StackParts): Readonly<Record<string, object>> {
  const { otelCollector, loki, tempo, routing } = parts;
  return {
    prometheus: prometheus(parts),
    ...(routing && { alertmanager: alertmanager(parts) }),
    grafana: grafana(parts),
    ...(otelCollector && {
      'otel-collector': {
        ...common(parts, 'otelCollector'),
        command: ['--config=/etc/otelcol/config.yaml'],
        volumes: ['./otel-collector/config.yaml:/etc/otelcol/config.yaml:ro'],
      },
      'otel-collector-health': probe('otel-collector', 'http://127.0.0.1:13133/'),
    }),
    ...(loki && {
      loki: {
        ...common(parts, 'loki'),
        command: ['-config.file=/etc/loki/loki.yaml'],
        volumes: ['./loki/loki.yaml:/etc/loki/loki.yaml:ro', 'loki-data:/loki'],
      },
      'loki-health': probe('loki', 'http://127.0.0.1:3100/ready'),
    }),
    ...(tempo && {
      tempo: {
        ...common(parts, 'tempo'),
        command: ['-config.file=/etc/tempo/tempo.yaml'],
        volumes: ['./tempo/tempo.yaml:/etc/tempo/tempo.yaml:ro', 'tempo-data:/var/tempo'],
      },
      'tempo-health': probe('tempo', 'http://127.0.0.1:3200/ready'),
    }),
  };
}

function prometheus(parts: StackParts): object {
  const { options, hasRules, bundle, tempo } = parts;
  const { time = '15d', size = '0' } = options.retention ?? {};
  const rules = `../../prometheus/${bundle.name}:${prometheusFolder}/rules:ro`;
  const secrets = scrapeSecrets(parts);
  return {
    ...common(parts, 'prometheus'),
    command: [
      `--config.file=${prometheusFolder}/prometheus.yml`,
      '--storage.tsdb.path=/prometheus',
      // Whichever ends first; a size of 0 is no limit.
      `--storage.tsdb.retention.time=\${PROMETHEUS_RETENTION_TIME:-${time}}`,
      `--storage.tsdb.retention.size=\${PROMETHEUS_RETENTION_SIZE:-${size}}`,
      '--log.level=warn',
      ...(tempo ? ['--enable-feature=exemplar-storage'] : []),
    ],
    volumes: [
      `./prometheus/prometheus.yml:${prometheusFolder}/prometheus.yml:ro`,
      ...(hasRules ? [rules] : []),
      'prometheus-data:/prometheus',
    ],
    ...(secrets.length > 0 && { secrets }),
    healthcheck: healthcheck('http://127.0.0.1:9090/-/healthy'),
  };
}

function alertmanager(parts: StackParts): object {
  const { bundle } = parts;
  const secrets = alertmanagerSecrets(parts);
  return {
    ...common(parts, 'alertmanager'),
    command: [
      '--config.file=/etc/alertmanager/alertmanager.yml',
      '--storage.path=/alertmanager',
      '--cluster.listen-address=',
      '--log.level=warn',
    ],
    volumes: [
      `../../alertmanager/${bundle.name}/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro`,
      ...(Object.keys(bundle.templates).length > 0
        ? [`../../alertmanager/${bundle.name}/templates:/etc/alertmanager/templates:ro`]
        : []),
      'alertmanager-data:/alertmanager',
    ],
    ...(secrets.length > 0 && { secrets }),
    healthcheck: healthcheck('http://127.0.0.1:9093/-/healthy'),
  };
}

function grafana(parts: StackParts): object {
  const { options, bundle } = parts;
  const { port = 3000, address = '127.0.0.1', embedding = false, rootUrl } = options.grafana ?? {};
  return {
    ...common(parts, 'grafana'),
    environment: {
      // As a Docker secret, it is neither in this file nor in the output of `docker inspect`.
      GF_SECURITY_ADMIN_PASSWORD__FILE: `/run/secrets/${adminPassword}`,
      GF_SERVER_ROOT_URL: verbatim(rootUrl ?? bundle.urls.grafana ?? `http://localhost:${port}`),
      GF_USERS_ALLOW_SIGN_UP: 'false',
      GF_AUTH_ANONYMOUS_ENABLED: 'false',
      GF_SECURITY_ALLOW_EMBEDDING: String(embedding),
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_LOG_LEVEL: 'warn',
    },
    ports: [`${address}:${port}:3000`],
    volumes: [
      './grafana/datasources.yaml:/etc/grafana/provisioning/datasources/datasources.yaml:ro',
      './grafana/dashboards.yaml:/etc/grafana/provisioning/dashboards/dashboards.yaml:ro',
      ...dashboardVolumes(parts),
      'grafana-data:/var/lib/grafana',
    ],
    secrets: [adminPassword],
    healthcheck: healthcheck('http://127.0.0.1:3000/api/health'),
  };
}

/** All dashboards as one mounted folder; with several Grafana folders, each file is mounted separately. */
function dashboardVolumes(parts: StackParts): readonly string[] {
  const { bundle } = parts;
  const source = `../../grafana/${bundle.name}`;
  const folders = dashboardFolders(parts);
  const [only] = folders.keys();
  if (folders.size === 1) return [`${source}:${only}:ro`];
  return [...folders].flatMap(([path, folder]) =>
    bundle.dashboards
      .filter((dashboard) => dashboard.folder === folder)
      .map(({ uid }) => `${source}/${uid}.json:${path}/${uid}.json:ro`),
  );
}

/** Settings of all services; those that the monitored system connects to are also in its network. */
function common({ image, limits, options }: StackParts, service: StackService): object {
  const { cpus, memory } = limits(service);
  const reached = service !== 'grafana';
  return {
    image: verbatim(image(service)),
    restart: 'unless-stopped',
    security_opt: ['no-new-privileges:true'],
    networks: ['monitoring', ...(reached && options.network !== undefined ? ['system'] : [])],
    deploy: { resources: { limits: { cpus: String(cpus), memory } } },
  };
}

/** Images without a shell cannot run a health check: a sidecar in the same network namespace does. */
function probe(service: string, url: string): object {
  return {
    image: 'busybox:1.37.0',
    restart: 'unless-stopped',
    security_opt: ['no-new-privileges:true'],
    network_mode: `service:${service}`,
    command: ['sleep', 'infinity'],
    read_only: true,
    deploy: { resources: { limits: { cpus: '0.05', memory: '16M' } } },
    healthcheck: healthcheck(url),
  };
}

function healthcheck(url: string): object {
  return {
    test: ['CMD', 'wget', '-q', '-O', '/dev/null', url],
    interval: '15s',
    timeout: '5s',
    retries: 5,
    start_period: '30s',
  };
}

/** Compose expands `$NAME`, so dollar signs are doubled. */
export function verbatim(text: string): string {
  return text.replaceAll('$', '$$$$');
}
