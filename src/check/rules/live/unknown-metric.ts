import { formatDuration } from '../../../catalog/duration.js';
import type { Metric } from '../../../catalog/index.js';
import type { Check } from '../../check.js';
import { type LiveModel, placesOf } from '../../live/live-model.js';
import { renamedTo } from '../../live/similar-metric.js';
import { affectedBy, affectedText, readersOf } from '../../live/uses.js';
import { listed } from '../../names.js';

export const liveUnknownMetric: Check = {
  id: 'live/unknown-metric',
  level: 'error',
  summary: 'a metric in the catalog that the running system does not have',
  live(live, report) {
    const { bundle, evidence } = live;
    for (const metric of bundle.model.bundle.metrics) {
      const used = live.seriesOf(metric);
      if (used.length === 0 || !live.isJudged(metric)) continue;
      const missing = used.filter((name) => (evidence.current.get(name) ?? 0) === 0);
      if (missing.length === 0) continue;
      const sites = missing.flatMap((name) => (bundle.byName.get(name) ?? []).map(({ site }) => site));
      const affected = live.unsuppressed(liveUnknownMetric.id, affectedBy(readersOf(bundle, sites)));
      if (affected.length === 0) continue;
      const { what, expected, level, suggestion } = absence(metric, missing, live);
      const verb = level === 'error' ? 'this breaks' : 'read by';
      report(live.subjectOf(metric), `${what}: ${verb} ${affectedText(affected)}`, {
        level,
        expected,
        suggestion,
        elsewhere: placesOf(affected),
      });
    }
  },
};

interface Absence {
  readonly what: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly expected: string;
  readonly suggestion?: string | undefined;
}

/** In seconds. */
const hour = 3600;

function absence(metric: Metric, missing: readonly string[], live: LiveModel): Absence {
  const { evidence } = live;
  const names = listed(missing);
  const expected = 'a metric that exists there, or a catalog and expressions without it';
  const parts = /histogram|summary/.test(metric.kind) ? ['', '_bucket', '_sum', '_count'] : [];
  const others = parts
    .map((part) => `${metric.name}${part}`)
    .filter((name) => (evidence.current.get(name) ?? 0) > 0);
  if (others.length > 0) {
    return {
      what: `${evidence.who} has no series ${names}`,
      level: 'error',
      expected,
      // A histogram that became a summary, or native.
      ...(metric.kind === 'histogram' && missing.includes(`${metric.name}_bucket`)
        ? {
            suggestion: `${listed(others)} ${others.length === 1 ? 'is' : 'are'} there: has its type changed?`,
          }
        : {}),
    };
  }
  const renamed = missing.map((name) => renamedTo(name, live.undeclared)).find((name) => name !== undefined);
  if (renamed !== undefined) {
    return {
      what: `${evidence.who} has no series ${names}`,
      level: 'error',
      expected,
      suggestion: `${renamed} is there, and no bundle declares it: was it renamed?`,
    };
  }
  const recent = missing.find((name) => evidence.series.has(name));
  if (recent !== undefined) {
    const down = targetsOf(recent, live);
    const time = formatDuration((evidence.recent ?? hour) * 1000);
    return {
      what: `${evidence.who} has had series ${names} within the last ${time}, and has none now${down}`,
      level: 'warning',
      expected: 'targets that are scraped and expose it, or a catalog and expressions without it',
    };
  }
  // A client that describes a metric without having a series of it yet: its labels come with the first event.
  const described = isDescribed(metric, evidence.metadata);
  if (described) {
    return {
      what: `${evidence.who} describes ${metric.name}, but has no series of it yet`,
      level: 'info',
      expected: 'series as soon as the first event is counted',
    };
  }
  if (mayComeLater(metric)) {
    return {
      what: `${evidence.who} has no series ${names}; as it has labels, it may appear with its first event`,
      level: 'warning',
      expected: 'a service that has had such an event, or that sets the series to 0 when it starts',
    };
  }
  return { what: `${evidence.who} has no series ${names}`, level: 'error', expected };
}

function isDescribed({ name }: Metric, metadata: LiveModel['evidence']['metadata']): boolean {
  return metadata !== undefined && (metadata.has(name) || metadata.has(name.replace(/_total$/, '')));
}

/** Clients make the series of a counter or histogram with labels when the first event has these. */
function mayComeLater({ kind, labels }: Metric): boolean {
  return kind !== 'gauge' && Object.keys(labels).length > 0;
}

/** Whether the targets that had the series are down. */
function targetsOf(name: string, { evidence: { series, targets } }: LiveModel): string {
  if (!targets) return '';
  const jobs = new Set<string>();
  for (const { job = '', instance = '' } of series.get(name)?.sets ?? []) {
    if (targets.get(`${job} ${instance}`) === true) return '; the targets that had it are up';
    // Series that are not of a scrape, such as those of a recording rule, have no job.
    if (job !== '') jobs.add(job);
  }
  return jobs.size === 0
    ? ''
    : `; the targets of ${listed([...jobs].map((job) => `job ${job}`))} that had it are down or gone`;
}
