import type { Labels } from '../../../src/engine/index.js';

/** One series as it was scraped: seconds from the beginning, and values. */
export interface ScrapedSeries {
  readonly labels: Labels;
  readonly samples: readonly (readonly [at: number, value: number])[];
}

/** Something that went wrong, in seconds from the beginning of the history. */
export interface Incident {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export const monthLength = 30 * day;
/** Around incidents targets are scraped eight times as often. */
export const closeScrape = 15;
const scrape = 120;

export const incidents = {
  /** Models answer slowly for five hours, and so does what depends on them. */
  slow: { name: 'models are slow', from: 6 * day + 9 * hour + 10 * minute, to: 6 * day + 14 * hour },
  /** Nothing runs; counters begin again, and the measurements of models an hour after all others. */
  gone: { name: 'nothing runs', from: 14 * day + 22 * hour + 30 * minute, to: 14 * day + 23 * hour },
  /** Requests, pull requests and models fail. */
  failing: { name: 'requests fail', from: 24 * day + 3 * hour, to: 24 * day + 3 * hour + 50 * minute },
} as const satisfies Readonly<Record<string, Incident>>;
const modelsBack = incidents.gone.to + hour;

const during = ({ from, to }: Incident, at: number): boolean => at >= from && at < to;

/** Two bad minutes at another hour of each day but the first: alerts become pending by them, and must not fire. */
const isBlip = (at: number): boolean => {
  const today = Math.floor(at / day);
  const into = (at % day) - ((today * 7) % 24) * hour;
  return today > 0 && into >= 0 && into < 2 * minute;
};

/** Busier by day than by night, between half and one and a half. */
const load = (at: number): number => 1 + 0.5 * Math.sin((2 * Math.PI * (at % day)) / day);

interface Source {
  readonly labels: Labels;
  /** Of a counter: by how much it grows in a second. */
  readonly rate?: (at: number) => number;
  /** Of a gauge. */
  readonly value?: (at: number) => number;
  /** When it has no samples. A counter begins again after that. */
  readonly away?: (at: number) => boolean;
}

const isGone = (at: number): boolean => during(incidents.gone, at);
const withoutModels = (at: number): boolean => at >= incidents.gone.from && at < modelsBack;

/** Cumulative buckets of requests of which some are slow. */
function buckets(
  labels: Labels,
  bounds: readonly (readonly [le: string, share: (slow: number) => number])[],
  perSecond: (at: number) => number,
  slow: (at: number) => number,
  away: (at: number) => boolean,
): Source[] {
  return bounds.map(([le, share]) => ({
    labels: { ...labels, __name__: `${labels.__name__}_bucket`, le },
    rate: (at) => perSecond(at) * share(slow(at)),
    away,
  }));
}

function agui(): Source[] {
  const namespace = 'myapp';
  const failed = (at: number): number => (during(incidents.failing, at) ? 0.4 : isBlip(at) ? 0.3 : 0.01);
  const slow = (at: number): number => (during(incidents.slow, at) ? 0.8 : 0.01);
  const models = ['claude', 'small'].flatMap((model, index) => {
    const labels = {
      __name__: 'gen_ai_client_operation_duration_seconds',
      namespace,
      gen_ai_request_model: model,
    };
    const perSecond = (at: number): number => (2 - index) * load(at);
    // Only one of them fails: of the other there is no series with failures.
    const ok = (at: number): number => perSecond(at) * (index === 0 ? 1 - failed(at) : 1);
    return [
      ...buckets(
        labels,
        [
          ['20.48', (part) => 1 - part],
          ['40.96', (part) => 1 - part / 2],
          ['+Inf', () => 1],
        ],
        ok,
        slow,
        withoutModels,
      ),
      { labels: { ...labels, __name__: `${labels.__name__}_count` }, rate: ok, away: withoutModels },
      ...(index === 0 ? ['_bucket', '_count'] : []).map((part) => ({
        labels: {
          ...labels,
          __name__: `${labels.__name__}${part}`,
          error_type: 'timeout',
          ...(part === '_bucket' && { le: '+Inf' }),
        },
        rate: (at: number) => perSecond(at) * failed(at),
        away: withoutModels,
      })),
    ];
  });
  const http = (code: string, share: (at: number) => number): Source => ({
    labels: { __name__: 'http_server_duration_milliseconds_count', namespace, http_status_code: code },
    rate: (at) => 5 * load(at) * share(at),
    away: isGone,
  });
  const errors = (at: number): number => (during(incidents.failing, at) ? 0.2 : isBlip(at) ? 0.15 : 0.005);
  return [
    ...models,
    { labels: { __name__: 'agui_agent_request_count_total', namespace }, rate: load, away: isGone },
    http('200', (at) => 1 - errors(at)),
    http('500', errors),
    {
      labels: { __name__: 'up', namespace, job: 'myapp/agui-server-metrics' },
      value: (at) => (isGone(at) ? 0 : 1),
    },
  ];
}

function multiAgent(): Source[] {
  const namespace = 'agent-system';
  const failing = (at: number): boolean => during(incidents.failing, at);
  const slow = (at: number): number => (during(incidents.slow, at) ? 0.7 : 0.01);
  const one = (name: string, labels: Labels, rate: (at: number) => number): Source => ({
    labels: { __name__: name, namespace, ...labels },
    rate,
    away: isGone,
  });
  const errors = (at: number): number =>
    failing(at) ? 0.3 : during(incidents.slow, at) || isBlip(at) ? 0.25 : 0.002;
  const shares = (bounds: readonly string[]) =>
    bounds.map((le, index): [string, (part: number) => number] => [
      le,
      (part) => (index === 0 ? 0.8 * (1 - part) : index === 1 ? 1 - part : index === 2 ? 1 - part / 3 : 1),
    ]);
  return [
    one('router_requests_total', {}, (at) => 4 * load(at)),
    one('router_errors_total', {}, (at) => 4 * load(at) * errors(at)),
    ...buckets(
      { __name__: 'router_classification_duration_seconds', namespace },
      shares(['1', '2.5', '5', '+Inf']),
      (at) => 4 * load(at),
      slow,
      isGone,
    ),
    ...buckets(
      { __name__: 'sdb_processing_duration_seconds', namespace },
      shares(['60', '300', '600', '+Inf']),
      (at) => 0.5 * load(at),
      slow,
      isGone,
    ),
    one('sdb_pr_created_total', { status: 'success' }, (at) => (failing(at) ? 0 : 0.02 * load(at))),
    one('sdb_pr_created_total', { status: 'failed' }, (at) => (failing(at) ? 0.02 : 0)),
    ...['claude', 'small'].flatMap((model) => [
      one('sdb_llm_requests_total', { model, status: 'success' }, (at) => load(at) * (1 - errors(at))),
      one('sdb_llm_requests_total', { model, status: 'error' }, (at) => load(at) * errors(at)),
    ]),
    // The first stays a target that cannot be scraped; of the other nothing is left.
    {
      labels: { __name__: 'up', namespace, job: 'router-agent', instance: 'router:8000' },
      value: (at) => (isGone(at) ? 0 : 1),
    },
    {
      labels: { __name__: 'up', namespace, job: 'sdb-agent', instance: 'sdb:8000' },
      value: () => 1,
      away: isGone,
    },
  ];
}

const isClose = (at: number): boolean =>
  Object.values(incidents).some(({ from, to }) => at >= from - 10 * minute && at < to + 10 * minute);

/** Thirty days of what the rules of two bundles read, with three incidents in them. */
export function month(): ScrapedSeries[] {
  return [...agui(), ...multiAgent()].map(({ labels, rate, value, away }) => {
    const samples: [number, number][] = [];
    let count = 0;
    for (let at = 0; at <= monthLength; at += closeScrape) {
      if (away?.(at)) {
        count = 0;
        continue;
      }
      count += (rate?.(at) ?? 0) * closeScrape;
      if (at % scrape !== 0 && !isClose(at)) continue;
      samples.push([at, value ? value(at) : Math.floor(count)]);
    }
    return { labels, samples };
  });
}

/** In the notation of promtool's tests, one value each fifteen seconds: of a part of the history, in seconds. */
export function notation({ samples }: ScrapedSeries, first: number, last: number): string {
  const parts: string[] = [];
  let next = first / closeScrape;
  for (const [at, value] of samples) {
    if (at < first || at > last) continue;
    const index = at / closeScrape;
    if (index > next) parts.push(index - next === 1 ? '_' : `_x${index - next}`);
    parts.push(String(value));
    next = index + 1;
  }
  return parts.join(' ') || '_';
}
