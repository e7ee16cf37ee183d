import type { Metric } from '../../../catalog/index.js';
import { metadataOf } from '../../../observed/index.js';
import type { Check } from '../../check.js';
import type { LiveModel } from '../../live/live-model.js';
import { listed } from '../../names.js';

export const liveType: Check = {
  id: 'live/type',
  level: 'error',
  summary: 'a metric whose type differs from the one in the catalog',
  live(live, report) {
    for (const metric of live.bundle.model.bundle.metrics) {
      if (live.seriesOf(metric).length === 0) continue;
      const problem = histogramForm(metric, live) ?? otherType(metric, live);
      if (problem) report(live.subjectOf(metric), problem.message, { expected: problem.expected });
    }
  },
};

interface Problem {
  readonly message: string;
  readonly expected: string;
}

/** Types of OpenMetrics that a catalog has under another name. */
const sameAs: Readonly<Record<string, string>> = {
  info: 'gauge',
  stateset: 'gauge',
};

function otherType(metric: Metric, { evidence }: LiveModel): Problem | undefined {
  const said = new Set(
    metadataOf(evidence.metadata, metric.name)
      .map(({ type }) => type)
      .filter((type) => type !== '' && type !== 'unknown' && type !== 'untyped'),
  );
  const own = metric.kind === 'native_histogram' ? 'histogram' : metric.kind;
  const types = new Set([...said].map((type) => (Object.hasOwn(sameAs, type) ? sameAs[type] : type)));
  if (types.size === 0 || types.has(own)) return undefined;
  return {
    message: `${metric.name} is a ${listed(said)} according to ${evidence.who}, and a ${own} in the catalog`,
    expected: `${listed(said)}: it needs other functions`,
  };
}

/** A histogram that is stored in the other form. On a page both are written alike. */
function histogramForm({ name, kind }: Metric, { evidence }: LiveModel): Problem | undefined {
  if (evidence.type === 'page' || (kind !== 'histogram' && kind !== 'native_histogram')) return undefined;
  const classic = evidence.names.has(`${name}_bucket`);
  const native = evidence.names.has(name);
  if (kind === 'histogram' && native && !classic) {
    return {
      message: `${name} is a native histogram according to ${evidence.who}, and a classic one in the catalog`,
      expected:
        'nativeHistogram(…), or a scrape that keeps classic histograms (always_scrape_classic_histograms)',
    };
  }
  if (kind === 'native_histogram' && classic && !native) {
    return {
      message: `${name} is a classic histogram according to ${evidence.who}, and a native one in the catalog`,
      expected: 'histogram(…), or a scrape with scrape_native_histograms',
    };
  }
  return undefined;
}
