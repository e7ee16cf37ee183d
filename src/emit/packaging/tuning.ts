import { listedName } from '../../define/alerting/keys.js';
import { type ComposedText, writeText } from '../../define/alerting/message.js';
import { formatOf, type ValueFormat } from '../../define/alerting/value-format.js';
import type { AnyAlert, Bundle } from '../../define/index.js';
import type { NumberScale } from '../../define/number-scale.js';
import { unitInTexts } from '../../define/signal.js';
import { dashboardPath } from '../../grafana/index.js';
import { replaceThreshold } from '../../resolve/environment.js';
import { oncePer, type ResolvedAlert, type ResolvedBundle } from '../../resolve/index.js';
import { resolveAlerts, textsOf } from '../../resolve/rules.js';

/** The parts of an alert that users of the chart or the module can change. */
export interface AlertTuning {
  /** The name of an alert with levels, and which of them it is: values and variables have `alerts.<alert>.<level>`. */
  readonly alert?: string;
  readonly level?: string;
  /** Absent where the alert has no label `severity`. */
  readonly severity?: string;
  readonly for: string;
  /** `keep_firing_for`, if it is set. */
  readonly keepFiringFor?: string;
  /** Absent if the alert has no single threshold number. */
  readonly threshold?: TunableThreshold;
  /** Name of the runbook, for a different runbook URL. */
  readonly runbook?: string;
  /** Path of the panel that shows the alert, for a different Grafana URL. */
  readonly dashboard?: string;
}

export interface TunableThreshold {
  readonly value: number;
  readonly unit?: string;
  /** The expression without the threshold: join the pieces with a number. */
  readonly expr: readonly string[];
  /** The annotations with the threshold, likewise: join them with the formatted number. */
  readonly annotations: Readonly<Record<string, readonly string[]>>;
  /** Absent for timestamps, which are joined with the plain number. */
  readonly scale?: NumberScale;
}

type Tuning = Readonly<Record<string, AlertTuning>>;

/** Something for one alert, where values and variables have it: for a level, in its alert. */
export function atAlert<Value>(
  key: string,
  { alert, level }: Pick<AlertTuning, 'alert' | 'level'>,
  value: Value,
): Readonly<Record<string, Value | Readonly<Record<string, Value>>>> {
  return alert === undefined || level === undefined ? { [key]: value } : { [alert]: { [level]: value } };
}

/** The tunable parts of every alert, by its key, in the order of the rules. */
export const alertTuning = oncePer((bundle: ResolvedBundle): Tuning => {
  const pieces = expressionPieces(bundle);
  const alerts = bundle.alertGroups.flatMap((group) => group.rules);
  return Object.fromEntries(alerts.map((rule) => [rule.key, tuningOf(rule, pieces.get(rule.key))]));
});

function tuningOf(alert: ResolvedAlert, expr: readonly string[] | undefined): AlertTuning {
  const { source, panel } = alert;
  const threshold = expr && thresholdOf(source, expr);
  return {
    ...(source.isLevel && {
      alert: listedName(alert.key, source),
      ...(source.severity !== undefined && { level: source.severity }),
    }),
    ...(source.severity !== undefined && { severity: source.severity }),
    for: alert.for,
    ...(alert.keepFiringFor !== undefined && { keepFiringFor: alert.keepFiringFor }),
    ...(threshold && { threshold }),
    ...(source.runbook && { runbook: source.runbook.slug }),
    ...(panel && { dashboard: dashboardPath(panel.dashboard, panel.id) }),
  };
}

function thresholdOf(source: AnyAlert, expr: readonly string[]): TunableThreshold | undefined {
  const { threshold } = source.condition;
  if (!threshold || typeof threshold.bound !== 'number') return undefined;
  const { bound, signal } = threshold;
  const unit = unitInTexts(signal);
  const format = formatOf(unit);
  const annotations: Record<string, readonly string[]> = {};
  for (const [name, text] of Object.entries(textsOf(source))) {
    const pieces = textPieces(text, format);
    if (pieces.length > 1) annotations[name] = pieces;
  }
  return {
    value: bound,
    ...(unit !== undefined && { unit }),
    expr,
    annotations,
    ...(format.scale && { scale: format.scale }),
  };
}

/**
 * A text split at its threshold; for a timestamp, split at the number, as neither Helm nor Terraform can format it but
 * Prometheus does when it expands the text.
 */
function textPieces(text: ComposedText, { scale, template }: ValueFormat): readonly string[] {
  const number = 'number';
  const [first = '', ...others] = scale ? ['', ''] : template(number).split(number);
  const pieces = [''];
  const add = (more: string) => pieces.push((pieces.pop() ?? '') + more);
  for (const part of text) {
    if (part.type !== 'threshold') {
      add(writeText([part], { threshold: '' }));
      continue;
    }
    add(first);
    pieces.push(...others);
  }
  return pieces;
}

/** A number that no definition uses as a threshold, and that is printed without an exponent. */
const mark = Number.MAX_VALUE;

/** The expressions of the alerts with a threshold, split at the threshold. */
function expressionPieces(bundle: ResolvedBundle): ReadonlyMap<string, readonly string[]> {
  const marked = Object.fromEntries(
    Object.entries(bundle.source.alerts).map(([name, alert]) => [name, withMark(alert)]),
  );
  const source: Bundle = { ...bundle.source, alerts: marked };
  const pieces = new Map<string, readonly string[]>();
  for (const { key, expr } of resolveAlerts(source, () => undefined).flatMap((group) => group.rules)) {
    const parts = expr.split(String(mark));
    if (parts.length > 1) pieces.set(key, parts);
  }
  return pieces;
}

function withMark(alert: AnyAlert): AnyAlert {
  return { ...alert, condition: { ...alert.condition, node: replaceThreshold(alert.condition.node, mark) } };
}
