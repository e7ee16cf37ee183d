import type { Note } from '../note.js';
import type { Problem } from '../problems.js';
import type { Origin, Path } from '../read/origin.js';
import { isPlain, listOf, type Plain, plain } from '../read/plain.js';
import type { InputIndicator, InputObjective, InputTier, ReadObjectives, TierName } from './model.js';
import { textsOf } from './sloth.js';

/** The alerts of Pyrra for an objective over 28 days, `Windows` in its sources: factor, waiting time and severity. */
const tiers: Readonly<
  Record<TierName, { readonly factor: number; readonly for: string; readonly severity: string }>
> = {
  pageFast: { factor: 14, for: '2m', severity: 'critical' },
  pageSlow: { factor: 7, for: '15m', severity: 'critical' },
  ticketFast: { factor: 2, for: '1h', severity: 'warning' },
  ticketSlow: { factor: 1, for: '3h', severity: 'warning' },
};

const keys = {
  spec: ['target', 'window', 'description', 'indicator', 'alerting', 'performanceOverAccuracy'],
  indicator: ['ratio', 'latency', 'latencyNative', 'bool_gauge', 'boolGauge'],
};

/** Labels of an objective with this prefix become labels of its alerts, without it. */
const labelPrefix = 'pyrra.dev/';

/**
 * Reads a ServiceLevelObjective of Pyrra. Its alerts have Pyrra's factors, waiting times and severities for 28 days, over
 * the windows of this bundle's alerts.
 */
export function readPyrra(
  object: Plain,
  origin: Origin,
): { readonly read: ReadObjectives; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const lost: Note[] = [];
  const notes: Note[] = [];
  const refuse = (path: Path, message: string) => problems.push(origin.problem(path, message));
  const lose = (path: Path, message: string) =>
    lost.push({ file: origin.fileAndLine(path), at: origin.place(path), message });
  const metadata = plain(object.metadata);
  const spec = plain(object.spec);
  for (const key of Object.keys(spec))
    if (!keys.spec.includes(key)) lose(['spec', key], `${key} is no field of an objective that is known`);
  const name = typeof metadata.name === 'string' ? metadata.name : '';
  if (name === '') refuse(['metadata', 'name'], 'is missing');
  const target = Number(spec.target);
  if (!(target > 0 && target < 100))
    refuse(['spec', 'target'], 'expected a percentage between 0 and 100, such as "99.9"');
  const period = typeof spec.window === 'string' ? spec.window : '';
  if (period === '') refuse(['spec', 'window'], 'is missing: expected a duration such as 4w');
  const indicator = indicatorOf(plain(spec.indicator), ['spec', 'indicator']);
  if (!indicator || problems.length > 0) return { read: { objectives: [], notes, lost }, problems };
  const alerting = plain(spec.alerting);
  const labels: Record<string, string> = {};
  for (const [key, text] of Object.entries(textsOf(metadata.labels)))
    if (key.startsWith(labelPrefix)) labels[key.slice(labelPrefix.length)] = text;
  const annotations: Record<string, string> = {};
  for (const [key, text] of Object.entries(textsOf(metadata.annotations)))
    if (key.startsWith(labelPrefix)) annotations[key.slice(labelPrefix.length)] = text;
  if (typeof alerting.name === 'string' && alerting.name !== '')
    lose(
      ['spec', 'alerting', 'name'],
      `names the alerts ${alerting.name}: those of the bundle are named after the objective`,
    );
  if (alerting.absent !== false && alerting.disabled !== true)
    notes.push({
      file: origin.file,
      at: origin.place(['spec', 'alerting']),
      message: `Pyrra also alerts when the metric of ${name} is absent: add an alert with absent(…)`,
    });
  if (alerting.burnRateType === 'dynamic')
    lose(
      ['spec', 'alerting', 'burnRateType'],
      'thresholds of burn rates that follow the traffic are static in the bundle',
    );
  if (alerting.severities !== undefined)
    lose(['spec', 'alerting', 'severities'], 'severities of its own: the bundle has those of Pyrra');
  const off = alerting.disabled === true || alerting.burnrates === false;
  const objective: InputObjective = {
    origin,
    path: ['spec'],
    service: labels.service ?? textOf(metadata.namespace) ?? name,
    name,
    description: typeof spec.description === 'string' ? spec.description : undefined,
    objective: target,
    period,
    labels,
    indicator,
    tiers: off ? {} : tiersOf(annotations),
  };
  notes.push({
    file: origin.file,
    at: origin.place(['spec']),
    message: `the alerts of ${name} look back over 1h, 6h, 1d and 3d: Pyrra's windows grow with the period of the objective`,
  });
  return { read: { objectives: [objective], notes, lost }, problems };

  function indicatorOf(given: Plain, path: Path): InputIndicator | undefined {
    for (const [kind, value] of Object.entries(given)) {
      if (!keys.indicator.includes(kind)) refuse([...path, kind], 'is no indicator of Pyrra that is known');
      const { grouping } = plain(value);
      if (listOf(grouping).length > 0)
        lose(
          [...path, kind, 'grouping'],
          `groups the objective by ${listOf(grouping).join(', ')}: the bundle has one for all`,
        );
    }
    const rate = (metric: string) => `sum(rate(${metric}[{{.window}}]))`;
    const metric = (of: unknown, at: Path) => {
      const text = plain(of).metric;
      if (typeof text === 'string' && text.trim() !== '') return text.trim();
      refuse([...at, 'metric'], 'is missing: expected a metric with its matchers');
      return undefined;
    };
    const { ratio, latency, latencyNative } = given;
    const gauge = given.bool_gauge ?? given.boolGauge;
    if (isPlain(ratio)) {
      const errors = metric(ratio.errors, [...path, 'ratio', 'errors']);
      const total = metric(ratio.total, [...path, 'ratio', 'total']);
      return errors && total ? { kind: 'events', errors: rate(errors), total: rate(total) } : undefined;
    }
    if (isPlain(latency)) {
      const success = metric(latency.success, [...path, 'latency', 'success']);
      const total = metric(latency.total, [...path, 'latency', 'total']);
      return success && total
        ? { kind: 'events', errors: `${rate(total)} - ${rate(success)}`, total: rate(total) }
        : undefined;
    }
    if (isPlain(latencyNative)) {
      const total = metric(latencyNative.total, [...path, 'latencyNative', 'total']);
      const seconds = secondsOf(latencyNative.latency);
      if (seconds === undefined)
        refuse([...path, 'latencyNative', 'latency'], 'expected a duration such as 200ms');
      return total && seconds !== undefined
        ? { kind: 'ratio', ratio: `1 - histogram_fraction(0, ${seconds}, ${rate(total)})` }
        : undefined;
    }
    if (isPlain(gauge)) {
      const of = metric(gauge, [...path, 'bool_gauge']);
      return of
        ? {
            kind: 'ratio',
            ratio: `1 - sum(sum_over_time(${of}[{{.window}}])) / sum(count_over_time(${of}[{{.window}}]))`,
          }
        : undefined;
    }
    refuse(path, `has no indicator: expected one of ${keys.indicator.slice(0, 4).join(', ')}`);
    return undefined;
  }
}

function tiersOf(annotations: Readonly<Record<string, string>>): InputObjective['tiers'] {
  const found: Partial<Record<TierName, InputTier>> = {};
  for (const [name, tier] of Object.entries(tiers))
    found[name as TierName] = { ...tier, labels: {}, annotations };
  return found;
}

function textOf(given: unknown): string | undefined {
  return typeof given === 'string' && given !== '' ? given : undefined;
}

/** A duration of Go with one unit, in seconds. */
function secondsOf(given: unknown): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(String(given ?? '')) ?? [];
  const seconds = { ms: 0.001, s: 1, m: 60 }[unit ?? ''];
  return seconds === undefined ? undefined : Number((Number(count) * seconds).toPrecision(12));
}
