import type { Metric } from '../catalog/index.js';
import { legacyLabelName, legacyMetricName } from '../catalog/names.js';
import type { ShownLabels } from './shown-labels.js';
import { type SimulatedMoment, type SimulatedSeries, valueAt } from './simulated-series.js';

/** Content type of the text format. */
export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * The metrics at a time of the scenario, in Prometheus' text format. Metrics without a current sample are left out; the
 * series of a histogram are together.
 */
export function exposition(
  series: readonly SimulatedSeries[],
  moment: SimulatedMoment,
  labelsOf: ShownLabels,
): string {
  let text = '';
  for (const family of familiesOf(series)) {
    const lines = family.series.flatMap((one) => {
      const value = valueAt(one, moment);
      return value === undefined ? [] : [`${sampleName(one.name, labelsOf(one))} ${numberText(value)}\n`];
    });
    if (lines.length > 0) text += headOf(family) + lines.join('');
  }
  return text;
}

interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly series: SimulatedSeries[];
}

/** Metric families, in the order of their first series in the scenario. */
function familiesOf(series: readonly SimulatedSeries[]): Family[] {
  const whole = new Set(series.filter(isWhole).map(({ metric }) => metric.name));
  const families = new Map<string, Family>();
  for (const one of series) {
    const { metric, name } = one;
    if (metric.kind === 'native_histogram') continue;
    // If a scenario has single series of a histogram, each of them is exposed as a counter.
    const part = name !== metric.name && !whole.has(metric.name);
    const own = part ? name : metric.name;
    const family = families.get(own) ?? { name: own, ...describe(metric, part), series: [] };
    families.set(own, family);
    family.series.push(one);
  }
  return [...families.values()];
}

/** Whether the scenario has the metric itself, and not only its `_sum` or `_count`. */
function isWhole({ name, metric }: SimulatedSeries): boolean {
  return metric.kind === 'histogram' ? name === `${metric.name}_bucket` : name === metric.name;
}

function describe({ kind, help }: Metric, part: boolean): Pick<Family, 'type' | 'help'> {
  return { type: part ? 'counter' : kind, help };
}

function headOf({ name, type, help }: Family): string {
  const shown = legacyMetricName.test(name) ? name : quoted(name);
  return `# HELP ${shown} ${escaped(help)}\n# TYPE ${shown} ${type}\n`;
}

/** A UTF-8 name is in quotes in the braces, as Prometheus 3 requires. */
function sampleName(name: string, labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([label, value]) => `${legacyLabelName.test(label) ? label : quoted(label)}=${quoted(value)}`,
  );
  const legacy = legacyMetricName.test(name);
  if (!legacy) pairs.unshift(quoted(name));
  return `${legacy ? name : ''}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''}`;
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', '\\"')}"`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}
