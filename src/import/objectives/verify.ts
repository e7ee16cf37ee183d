import { parseDuration } from '../../catalog/duration.js';
import type { Slo } from '../../define/index.js';
import type { Engine } from '../../engine/index.js';
import { type Difference, differences } from '../verify/difference.js';
import { type BuiltGroup, expressionForms } from '../verify/rules.js';
import { type InputObjective, type ReadObjectives, tierNames } from './model.js';
import { windows } from './windows.js';

/** The windows over which ratios are recorded. */
const recorded = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];

/**
 * Holds objectives that are built against those of the input: the promise and its period, the ratio of errors over each
 * window, labels, and the bounds, windows and waiting of each alert. Names of rules and groups do not count, nor does
 * what is ours of idle services: where nothing is counted Sloth divides by zero, and here there is no sample.
 */
export function compareObjectives(
  { objectives, lost }: ReadObjectives,
  { slos, groups }: { readonly slos: readonly Slo[]; readonly groups: readonly BuiltGroup[] },
  engine: Engine,
): Difference[] {
  const found: Difference[] = [...lost];
  const byId = new Map(slos.map((one) => [one.id, one]));
  for (const objective of objectives) {
    const { origin, path, service, name } = objective;
    const report = (at: string, message: string) =>
      found.push({ file: origin.file, at: `${origin.place(path)}${at === '' ? '' : `: ${at}`}`, message });
    const own = byId.get(`${service}-${name}`);
    if (!own) {
      report('', `the objective ${service}-${name} is missing`);
      continue;
    }
    for (const { at, message } of differences(meaning(objective), builtMeaning(own))) report(at, message);
    const rules = groups
      .flatMap(({ rules: all }) => all as readonly BuiltRule[])
      .filter(({ labels }) => labels?.sloth_id === own.id);
    compareRatios(objective, rules, engine, report);
  }
  return found;
}

interface BuiltRule {
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

function meaning({ objective, period, labels, tiers }: InputObjective) {
  const { severity, ...others } = labels;
  return {
    objective,
    period: parseDuration(period),
    labels: others,
    alerts: Object.fromEntries(
      tierNames.map((name) => {
        const tier = tiers[name];
        if (!tier) return [name, 'off'];
        return [
          name,
          {
            ...windows[name],
            ...(tier.factor !== undefined && { factor: tier.factor }),
            for: parseDuration(tier.for),
            severity: tier.severity ?? severity ?? (name.startsWith('page') ? 'critical' : 'warning'),
            labels: tier.labels,
            annotations: tier.annotations,
          },
        ];
      }),
    ),
  };
}

function builtMeaning({ objective, period, labels, burnRateAlerts }: Slo) {
  const built = new Map(burnRateAlerts.map((tier) => [tier.name, tier]));
  return {
    objective: Number((objective * 100).toPrecision(12)),
    period: parseDuration(period),
    labels,
    alerts: Object.fromEntries(
      tierNames.map((name) => {
        const tier = built.get(name);
        if (!tier) return [name, 'off'];
        const { long, short, factor, severity, summary, description } = tier;
        return [
          name,
          {
            long,
            short,
            factor,
            for: parseDuration(tier.for),
            severity,
            labels: tier.labels,
            annotations: {
              ...tier.annotations,
              ...(summary !== undefined && { summary }),
              ...(description !== undefined && { description }),
            },
          },
        ];
      }),
    ),
  };
}

/** The ratio of errors over each window, as the input defines it and as it is recorded. */
function compareRatios(
  { indicator }: InputObjective,
  rules: readonly BuiltRule[],
  engine: Engine,
  report: (at: string, message: string) => void,
): void {
  const expressions = new Map(rules.map(({ record = '', expr }) => [record, expr]));
  const over = (query: string, window: string) =>
    `(${query.replaceAll(/\{\{-?\s*\.window\s*-?\}\}/g, window).trim()}\n)`;
  const compare = (record: string, expected: string) => {
    const actual = expressions.get(record);
    if (actual === undefined) return report(record, 'is not recorded');
    const [wanted, own] = expressionForms([expected, actual], engine);
    if (wanted !== own) report(record, `is ${actual} instead of ${expected.replaceAll(/\s+/g, ' ')}`);
  };
  for (const window of recorded) {
    const record = `slo:sli_error:ratio_rate${window}`;
    if (indicator.kind === 'ratio') {
      const ratio = `clamp_min(${over(indicator.ratio, window)}, 0) >= 0`;
      compare(window === '5m' ? 'slo:sli_errors:rate5m' : record, ratio);
      continue;
    }
    const [errors, total] = [over(indicator.errors, window), over(indicator.total, window)];
    if (window === '5m') {
      compare('slo:sli_errors:rate5m', `${errors} or ${total} * 0`);
      compare('slo:sli_total:rate5m', total);
    } else compare(record, `(${errors} or ${total} * 0) / (${total} > 0)`);
  }
}
