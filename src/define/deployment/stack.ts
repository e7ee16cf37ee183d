import { type Duration, type Place, placeOf } from '../../catalog/index.js';
import {
  choice,
  chosenBy,
  duration,
  flag,
  list,
  matching,
  name,
  number,
  options as optionsOf,
  required,
  validate,
  whole,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { refuseSecrets } from '../secret.js';
import { seriesLabels, url } from '../shapes.js';
import { checkJobs, jobShape, refuseJobSecrets, type ScrapeJob } from './scrape.js';

/** The services of a stack. */
export type StackService = 'prometheus' | 'alertmanager' | 'grafana' | 'otelCollector' | 'loki' | 'tempo';

/** Resource limits of a service. */
export interface ResourceLimits {
  /** Number of CPUs; fractions are possible. */
  readonly cpus: number;
  /** Memory, such as `512M`. */
  readonly memory: `${number}${'M' | 'G'}`;
}

/** Retention of samples in Prometheus; the limit that is reached first applies. */
export interface Retention {
  /** Retention time. @default 15d */
  readonly time?: Duration;
  /** Maximum size on disk. @default no limit */
  readonly size?: `${number}${'MB' | 'GB' | 'TB'}`;
}

/** Options of Grafana in a stack. */
export interface StackGrafana {
  /** Port on the host. @default 3000 */
  readonly port?: number;
  /** Address on the host that the port is bound to. @default 127.0.0.1, for a reverse proxy on the host */
  readonly address?: string;
  /** Allows embedding dashboards in other pages. @default false */
  readonly embedding?: boolean;
  /** URL of Grafana for users, used in links of messages. @default the bundle's `urls.grafana` */
  readonly rootUrl?: string;
}

/** Options of the OpenTelemetry Collector in a stack. */
export interface StackOtelCollector {
  /** Maximum time before a batch is sent. @default 5s */
  readonly batchTimeout?: Duration;
  /** Number of items in a batch. @default 512 */
  readonly batchSize?: number;
  /** Level of the collector's own log. @default warn */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';
}

/** Options of a stack. */
export interface StackOptions {
  /** Scrape jobs. */
  readonly scrape: readonly ScrapeJob[];
  /** Scrape interval and evaluation interval. @default 15s */
  readonly scrapeInterval?: Duration;
  /** Retention of samples. @default 15d, without a limit of size */
  readonly retention?: Retention;
  /** External labels of this Prometheus. */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /** Options of Grafana. */
  readonly grafana?: StackGrafana;
  /** Runs an OpenTelemetry Collector. @default false */
  readonly otelCollector?: boolean | StackOtelCollector;
  /** Runs Loki for logs, with a retention time. @default false; `retention` 7d */
  readonly loki?: boolean | { readonly retention?: Duration };
  /** Runs Tempo for traces, with a retention time. @default false; `retention` 48h */
  readonly tempo?: boolean | { readonly retention?: Duration };
  /** Container images with a tag. @default the versions that this release was tested with */
  readonly images?: Partial<Readonly<Record<StackService, string>>>;
  /** Resource limits by service. @default none */
  readonly limits?: Partial<Readonly<Record<StackService, ResourceLimits>>>;
  /** Existing Docker network of the monitored containers. @default a network created by Docker Compose */
  readonly network?: string;
}

/** A Docker Compose stack for one machine: Prometheus, Grafana and the other services that are configured. */
export interface Stack {
  readonly type: 'stack';
  readonly options: StackOptions;
  readonly place: Place;
}

/** `true`, `false`, or options. */
function switchable<Options extends object>(fields: Parameters<typeof optionsOf<Options>>[0]) {
  const chosen = optionsOf<Options>(fields);
  return chosenBy((value) => (typeof value === 'boolean' ? flag : chosen));
}
interface Kept {
  readonly retention?: Duration;
}
type EachService<Value> = Partial<Readonly<Record<StackService, Value>>>;
const image = matching(
  /^[^\s:@]+(:\d+\/[^\s:@]+)?[:@]\S+$/,
  'an image with its tag, such as grafana/grafana:12.0.0',
);
const limits = optionsOf<ResourceLimits>({
  cpus: required(number(0)),
  memory: required(matching(/^\d+(\.\d+)?[MG]$/, 'a size such as 512M or 2G')),
});
const shape = optionsOf<StackOptions>({
  scrape: required(list(jobShape)),
  scrapeInterval: duration,
  retention: optionsOf<Retention>({
    time: duration,
    size: matching(/^\d+(\.\d+)?(MB|GB|TB)$/, 'a size such as 10GB'),
  }),
  externalLabels: seriesLabels,
  grafana: optionsOf<StackGrafana>({ port: whole(1, 65_535), address: name, embedding: flag, rootUrl: url }),
  otelCollector: switchable<StackOtelCollector>({
    batchTimeout: duration,
    batchSize: whole(1, 2 ** 31 - 1),
    logLevel: choice('debug', 'info', 'warn', 'error'),
  }),
  loki: switchable<Kept>({ retention: duration }),
  tempo: switchable<Kept>({ retention: duration }),
  images: optionsOf<EachService<string>>({
    prometheus: image,
    alertmanager: image,
    grafana: image,
    otelCollector: image,
    loki: image,
    tempo: image,
  }),
  limits: optionsOf<EachService<ResourceLimits>>({
    prometheus: limits,
    alertmanager: limits,
    grafana: limits,
    otelCollector: limits,
    loki: limits,
    tempo: limits,
  }),
  network: name,
});

/**
 * A Docker Compose stack for one machine: `bundle({ stack })`.
 *
 * @throws DefinitionError for a secret in it, or scrape jobs that Prometheus would reject
 * @example stack({ scrape: [{ job: 'shop', targets: ['shop:8080'] }] })
 */
export function stack(options: StackOptions): Stack {
  const place = placeOf(stack);
  // Secrets are rejected first, by a message that does not repeat them.
  if (!isRecord(options)) validate(shape, options, 'stack', place);
  refuseJobSecrets(options.scrape, place);
  refuseSecrets(options, 'stack', place);
  validate(shape, options, 'stack', place);
  checkJobs(options.scrape, place);
  return { type: 'stack', options, place };
}
