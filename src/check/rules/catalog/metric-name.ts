import type { Metric } from '../../../catalog/index.js';
import type { MetricNaming } from '../../../define/index.js';
import type { Check } from '../../check.js';
import { within } from '../../collect/subject.js';

export const metricName: Check = {
  id: 'catalog/metric-name',
  level: 'error',
  summary: "a metric of the bundle's own applications that is not named <namespace>_<name>_<unit>_<suffix>",
  bundle({ bundle, subject }, report) {
    const { naming } = bundle.source.options;
    if (!naming) return;
    for (const metric of bundle.metrics) {
      if (!isOwn(metric, naming)) continue;
      for (const { problem, better } of problemsOf(metric, naming.namespace)) {
        report(within(subject, `metrics/${metric.name}`, metric), `metric ${metric.name} ${problem}`, {
          expected: `${naming.namespace}_<name>_<unit>_<suffix>`,
          suggestion: better && `call it ${better}`,
        });
      }
    }
  },
};

function isOwn({ name }: Metric, { namespace, own }: MetricNaming): boolean {
  return own
    ? Object.values(own).some(({ metric }) => metric?.name === name)
    : name.startsWith(`${namespace}_`);
}

interface Problem {
  readonly problem: string;
  /** A name without this problem. */
  readonly better?: string;
}

/** At most one problem of each kind is reported: prefix, spelling, suffix, unit. */
function* problemsOf(metric: Metric, namespace: string): Generator<Problem> {
  const { name, kind } = metric;
  if (!name.startsWith(`${namespace}_`)) {
    yield { problem: `does not begin with ${namespace}_`, better: `${namespace}_${name}` };
  }
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(name)) {
    const better = snakeCase(name);
    yield { problem: 'is not in lower case with single underscores', ...(better !== name && { better }) };
  }
  const total = name.endsWith('_total');
  if (kind === 'counter' && !total) yield { problem: 'is a counter without _total', better: `${name}_total` };
  if (kind !== 'counter' && total) {
    yield {
      problem: `ends in _total and is a ${kind.replace('_', ' ')}`,
      better: name.replace(/_total$/, ''),
    };
  }
  yield* unitProblems(metric);
}

/** The unit as written in names. Units that count things (`requests`) have none. */
const unitSuffixes: Readonly<Record<string, string>> = {
  s: 'seconds',
  bytes: 'bytes',
  decbytes: 'bytes',
  ratio: 'ratio',
  percentunit: 'ratio',
  timestamp: 'timestamp_seconds',
};
/** Units that are not base units, and what to measure in. */
const scaled: Readonly<Record<string, string>> = {
  ms: 'seconds',
  µs: 'seconds',
  ns: 'seconds',
  m: 'seconds',
  h: 'seconds',
  percent: 'a ratio from 0 to 1',
  kbytes: 'bytes',
  mbytes: 'bytes',
};

function* unitProblems({ name, kind, unit = '' }: Metric): Generator<Problem> {
  const base = scaled[unit];
  if (base !== undefined) yield { problem: `is measured in ${unit}, not in ${base}` };
  const suffix = unitSuffixes[unit];
  if (suffix === undefined) return;
  const stem = kind === 'counter' ? name.replace(/_total$/, '') : name;
  if (stem.endsWith(`_${suffix}`)) return;
  const better = `${stem}_${suffix}${stem === name ? '' : '_total'}`;
  yield { problem: `does not include its unit, ${suffix}, before the suffix`, better };
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
