import type {
  ResourceLimits,
  Stack,
  StackOptions,
  StackOtelCollector,
  StackService,
} from '../../define/index.js';
import type { ResolvedBundle, ResolvedRouting } from '../../resolve/index.js';

/** The services of a stack, with all defaults. */
export interface StackParts {
  readonly bundle: ResolvedBundle;
  readonly options: StackOptions;
  /** Alertmanager is part of the stack if there is a receiver. */
  readonly routing: ResolvedRouting | undefined;
  readonly hasRules: boolean;
  readonly otelCollector: Required<StackOtelCollector> | undefined;
  readonly loki: { readonly retention: string } | undefined;
  readonly tempo: { readonly retention: string } | undefined;
  readonly image: (service: StackService) => string;
  readonly limits: (service: StackService) => ResourceLimits;
}

/**
 * Prometheus and Alertmanager have the versions that the tests run with these files; the others are pinned but
 * untested.
 */
const images: Readonly<Record<StackService, string>> = {
  prometheus: 'prom/prometheus:v3.16.0',
  alertmanager: 'prom/alertmanager:v0.31.1',
  grafana: 'grafana/grafana:12.3.1',
  otelCollector: 'otel/opentelemetry-collector-contrib:0.144.0',
  loki: 'grafana/loki:3.5.1',
  tempo: 'grafana/tempo:2.8.1',
};

const limits: Readonly<Record<StackService, ResourceLimits>> = {
  prometheus: { cpus: 1, memory: '2G' },
  alertmanager: { cpus: 0.25, memory: '256M' },
  grafana: { cpus: 0.5, memory: '512M' },
  otelCollector: { cpus: 0.5, memory: '512M' },
  loki: { cpus: 1, memory: '1G' },
  tempo: { cpus: 1, memory: '1G' },
};

export function stackParts(
  bundle: ResolvedBundle,
  { options }: Stack,
  routing: ResolvedRouting | undefined,
): StackParts {
  return {
    bundle,
    options,
    routing,
    hasRules: bundle.alertGroups.length + bundle.recordingGroups.length > 0,
    otelCollector: part<Required<StackOtelCollector>>(options.otelCollector, {
      batchTimeout: '5s',
      batchSize: 512,
      logLevel: 'warn',
    }),
    loki: part<{ retention: string }>(options.loki, { retention: '7d' }),
    tempo: part<{ retention: string }>(options.tempo, { retention: '48h' }),
    image: (service) => options.images?.[service] ?? images[service],
    limits: (service) => options.limits?.[service] ?? limits[service],
  };
}

function part<Options extends object>(
  given: boolean | Partial<Options> | undefined,
  defaults: Options,
): Options | undefined {
  if (given === undefined || given === false) return undefined;
  return given === true ? defaults : { ...defaults, ...given };
}
