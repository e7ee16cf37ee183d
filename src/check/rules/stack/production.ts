import { load } from 'js-yaml';
import type { Check, ReportArtifact } from '../../check.js';

/** Points of a production checklist, verified on the emitted files. */
export const production: Check = {
  id: 'stack/production',
  level: 'error',
  summary: 'a stack that is not ready for production',
  artifacts: (report) => ({
    visit({ path, content }) {
      const file = /^stack\/[^/]+\/(.+)$/.exec(path)?.[1];
      if (file === 'compose.yaml') checkCompose(path, load(String(content)) as Compose, report);
      if (file === 'otel-collector/config.yaml')
        checkCollector(path, load(String(content)) as Collector, report);
    },
  }),
};

interface Compose {
  readonly services?: Readonly<Record<string, Service>>;
}
interface Service {
  readonly image?: string;
  readonly ports?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly network_mode?: string;
  readonly healthcheck?: object;
  readonly deploy?: { readonly resources?: { readonly limits?: { cpus?: string; memory?: string } } };
}
interface Collector {
  readonly service?: { readonly telemetry?: { readonly logs?: { readonly level?: string } } };
}

function checkCompose(path: string, { services = {} }: Compose, report: ReportArtifact): void {
  // A neighbour in the same network namespace asks for an image that has no shell.
  const asked = new Set(
    Object.values(services).flatMap(({ network_mode: mode, healthcheck }) =>
      healthcheck && mode?.startsWith('service:') ? [mode.slice('service:'.length)] : [],
    ),
  );
  for (const [name, service] of Object.entries(services)) {
    checkService(path, name, service, report);
    if (!service.healthcheck && !asked.has(name))
      report(path, `${name} has no health check`, { expected: 'a healthcheck, or a neighbour with one' });
  }
}

function checkService(path: string, name: string, service: Service, report: ReportArtifact): void {
  const { image = '', ports = [], command = [], environment = {}, deploy } = service;
  const tag = /:([^/:@]+)(@sha256:[0-9a-f]{64})?$/.exec(image)?.[1];
  if (tag === undefined || tag === 'latest') {
    report(path, `${name} uses the image ${image}, whose content can change`, {
      expected: 'an image with a version as tag',
    });
  }
  for (const port of ports.filter((text) => !/^(127\.0\.0\.1|\[::1\]):/.test(text))) {
    const grafana = name === 'grafana';
    report(path, `${name} publishes the port ${port} on all interfaces`, {
      expected: grafana
        ? '127.0.0.1, behind a proxy'
        : 'no published port: only the proxy is reachable from outside',
    });
  }
  const { cpus, memory } = deploy?.resources?.limits ?? {};
  if (!positive(cpus) || !positive(memory))
    report(path, `${name} has no CPU or memory limit`, { expected: 'deploy.resources.limits' });
  for (const variable of Object.keys(environment)) {
    if (/(PASSWORD|SECRET|TOKEN)$/.test(variable))
      report(path, `${name} has the secret ${variable} in an environment variable`, {
        expected: `${variable}__FILE`,
      });
  }
  if (name === 'prometheus' && !command.some((flag) => /retention\.time=\D*[1-9]/.test(flag)))
    report(path, 'prometheus has no retention', {
      expected: '--storage.tsdb.retention.time',
    });
}

function positive(amount: string | undefined): boolean {
  return amount !== undefined && Number.parseFloat(amount) > 0;
}

function checkCollector(path: string, { service }: Collector, report: ReportArtifact): void {
  const level = service?.telemetry?.logs?.level ?? 'info';
  if (level === 'debug' || level === 'info') {
    report(path, `the collector logs at ${level}: a line for every batch`, {
      level: 'warning',
      expected: 'warn',
    });
  }
}
