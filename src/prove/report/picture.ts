import { print } from '../../query/index.js';
import { mentions } from '../compile/mentions.js';
import type { CompiledSeries } from '../compile/series.js';
import { isRouting } from '../routing/dispatch.js';
import type { Failure } from '../run/check-plan.js';
import type { Plan } from '../run/plan.js';
import { type EvaluationSession, type RuleResult, stateAt, type Timeline } from '../run/session.js';
import { lastMoment, momentOf } from '../scenario/expectation.js';
import { durationText } from '../scenario/time.js';

/** Columns of the time axis. */
const width = 60;
const margin = 34;
const mostSeries = 6;

/** The series, the expression's value and the alert's state over time, one line each, for a failure. */
export function drawPicture(
  plan: Plan,
  session: EvaluationSession,
  result: RuleResult,
  failure: Failure,
): string {
  const { compiled } = session;
  const { end } = compiled.clock;
  const alert = plan.alerts.find(({ key }) => key === failure.alert) ?? plan.alerts[0];
  const expressions = alert ? [alert.expr, ...plan.expressions] : plan.expressions;
  const read = compiled.series
    .filter(({ labels }) => expressions.some((one) => mentions(one, labels.__name__ ?? '')))
    .filter(({ labels }) => labels.le === undefined && !labels.__name__?.endsWith('_sum'));
  const names = shortLabels(read.map(({ labels }) => labels));
  const lines = read
    .slice(0, mostSeries)
    .map((series, index) => seriesLine(series, `${series.labels.__name__}${names[index] ?? ''}`, end));
  if (read.length > mostSeries) lines.push(row(`and ${read.length - mostSeries} more series`, '', ''));
  if (alert) {
    const { threshold } = alert.source.condition;
    const node = threshold?.signal.node ?? alert.source.condition.node;
    const expr = print(node, { window: alert.source.over });
    const bound =
      typeof threshold?.bound === 'number' ? `, bound ${threshold.operator} ${threshold.bound}` : '';
    const curves = curvesOf(plan, session, expr);
    const own = shortLabels(curves.map(({ labels }) => labels));
    curves.slice(0, mostSeries).forEach(({ points }, index) => {
      const name = `${threshold?.signal.title ?? 'expression'}${own[index] ?? ''}`;
      lines.push(curveLine(name, columns(points, end), bound));
    });
    const states = result.timelines.filter((line) => line.alert === alert.key);
    const found = shortLabels(states.map(({ labels }) => labels));
    states.slice(0, mostSeries).forEach((line, index) => {
      lines.push(stateLine(line, `${line.alert}${found[index] ?? ''}`, end));
    });
    if (states.length === 0) lines.push(row(alert.key, '·'.repeat(width), 'never active'));
  }
  return [...lines, axis(end), ...pointer(failure, end)].join('\n');
}

function curvesOf(
  plan: Plan,
  session: EvaluationSession,
  expr: string,
): ReturnType<EvaluationSession['curves']> {
  try {
    const { end, step } = session.compiled.clock;
    return session.curves(expr, plan.groups(), Math.max(step, end / width));
  } catch {
    // If the expression cannot be evaluated, the failure already has the error.
    return [];
  }
}

function seriesLine({ samples, counts }: CompiledSeries, name: string, end: number): string {
  const points: (readonly [number, number])[] = [];
  let previous: readonly [number, number] | undefined;
  for (const [at, value] of samples) {
    if (value === 'stale') continue;
    const number = typeof value === 'number' ? value : value.count;
    if (!counts) points.push([at, number]);
    else if (previous) {
      const rise = number >= previous[1] ? number - previous[1] : number;
      points.push([at, rise / (at - previous[0])]);
    }
    previous = [at, number];
  }
  return curveLine(name, columns(points, end), counts ? ' per s' : '');
}

/** The highest value in each column; undefined without a sample. */
function columns(
  points: readonly (readonly [at: number, value: number])[],
  end: number,
): (number | undefined)[] {
  const cells = new Array<number | undefined>(width).fill(undefined);
  for (const [at, value] of points) {
    const column = columnOf(at, end);
    const known = cells[column];
    if (!Number.isNaN(value) && (known === undefined || value > known)) cells[column] = value;
  }
  const filled = points.length >= width ? cells : spread(cells);
  return filled;
}

/** Repeats each value up to the next one, for samples that are fewer than columns. */
function spread(cells: readonly (number | undefined)[]): (number | undefined)[] {
  const last = cells.findLastIndex((cell) => cell !== undefined);
  let current: number | undefined;
  return cells.map((cell, index) => {
    current = cell ?? current;
    return index <= last ? current : undefined;
  });
}

const bars = '▁▂▃▄▅▆▇█';

function curveLine(name: string, cells: readonly (number | undefined)[], unit: string): string {
  const values = cells.filter((cell): cell is number => cell !== undefined && Number.isFinite(cell));
  if (values.length === 0) return row(name, ' '.repeat(width), 'no sample');
  const [lowest, high] = [Math.min(...values), Math.max(...values)];
  // Values that read the same are the same: the rate of a counter has errors of rounding.
  const least = short(lowest) === short(high) ? high : lowest;
  // Changes that are small relative to the value do not show on a scale from zero.
  const low = least > high / 2 && least < high ? least : Math.min(least, 0);
  const text = cells.map((cell) => {
    if (cell === undefined) return ' ';
    const share = high === low ? 0 : (cell - low) / (high - low);
    return bars[Math.min(bars.length - 1, Math.max(0, Math.round(share * (bars.length - 1))))] ?? ' ';
  });
  const range = least === high ? short(high) : `${short(least)} … ${short(high)}`;
  return row(name, text.join(''), `${range}${unit}`);
}

function stateLine(line: Timeline, name: string, end: number): string {
  let text = '';
  for (let column = 0; column < width; column += 1) {
    const state = stateAt(line, (column / (width - 1)) * end);
    text += state === 'firing' ? '█' : state === 'pending' ? '░' : '·';
  }
  return row(name, text, '░ pending █ firing');
}

function axis(end: number): string {
  const half = durationText(Math.round(end / 2));
  const last = durationText(end);
  const middle = `0s${' '.repeat(Math.max(1, width / 2 - 2))}${half}`;
  return row('', `${middle}${' '.repeat(Math.max(1, width - middle.length - last.length))}${last}`, '');
}

function pointer({ expectation }: Failure, end: number): string[] {
  if (!expectation || (isRouting(expectation) && momentOf(expectation) === undefined)) return [];
  const at = lastMoment(expectation);
  const column = at === 0 ? 0 : columnOf(at, end);
  return [row('', `${' '.repeat(column)}↑ ${expectation.text}`, '')];
}

function columnOf(at: number, end: number): number {
  return Math.min(width - 1, Math.max(0, Math.round((at / end) * (width - 1))));
}

function row(name: string, cells: string, note: string): string {
  const label = name.length > margin ? `${name.slice(0, margin - 1)}…` : name;
  return `${label.padEnd(margin)} ${cells.padEnd(width)} ${note}`.trimEnd();
}

/** Labels of series beside each other: first those in which series of one name differ, as a long text is cut off. */
function shortLabels(all: readonly Readonly<Record<string, string>>[]): string[] {
  return all.map((labels) => {
    const { job: _job, instance: _instance, severity: _severity, bundle: _bundle, ...rest } = labels;
    const { __name__: _name, alertname: _alert, ...own } = rest;
    const beside = all.filter((one) => one.__name__ === labels.__name__);
    const isShared = ([label, value]: [string, string]) => beside.every((one) => one[label] === value);
    const differing = Object.entries(own).filter((pair) => !isShared(pair));
    const same = Object.entries(own).filter(isShared);
    const pairs = [...differing, ...same].map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    return pairs.length === 0 ? '' : `{${pairs.join(', ')}}`;
  });
}

function short(value: number): string {
  return String(Number(value.toPrecision(Math.abs(value) >= 10_000 ? 10 : 4)));
}
