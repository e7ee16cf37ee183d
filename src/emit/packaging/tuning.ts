import type { AnyAlert, Bundle } from '../../define/index.js';
import { thresholdText, thresholdToken } from '../../define/message.js';
import { replaceThreshold } from '../../define/resolve/environment.js';
import type { ResolvedAlert, ResolvedBundle } from '../../define/resolve/index.js';
import { resolveAlerts } from '../../define/resolve/rules.js';
import { dashboardPath } from '../../define/url.js';
import { templateFor } from '../../define/value-format.js';

/** What people who have only the chart or the module can change about one alert. */
export interface AlertTuning {
  readonly severity: string;
  readonly for: string;
  /** Absent where the alert has no single number to change. */
  readonly threshold?: TunableThreshold;
  /** Name of the runbook, for a runbook URL of one's own. */
  readonly runbook: string;
  /** Path of the panel that shows the alert, for a Grafana URL of one's own. */
  readonly dashboard?: string;
}

export interface TunableThreshold {
  readonly value: number;
  readonly unit?: string;
  /** The expression without the threshold: join the pieces with a number. */
  readonly expr: readonly string[];
  /** The annotations that name the threshold, likewise. The number is formatted when the alert fires. */
  readonly annotations: Readonly<Record<string, readonly string[]>>;
}

type Tuning = Readonly<Record<string, AlertTuning>>;

/** Chart, module and samples ask for the same. */
const known = new WeakMap<ResolvedBundle, Tuning>();

/** The tunable parts of every alert, by its name, in the order of the rules. */
export function alertTuning(bundle: ResolvedBundle): Tuning {
  let tuning = known.get(bundle);
  if (!tuning) {
    const pieces = expressionPieces(bundle);
    const alerts = bundle.alertGroups.flatMap((group) => group.rules);
    tuning = Object.fromEntries(alerts.map((rule) => [rule.alert, tuningOf(rule, pieces.get(rule.alert))]));
    known.set(bundle, tuning);
  }
  return tuning;
}

function tuningOf(alert: ResolvedAlert, expr: readonly string[] | undefined): AlertTuning {
  const { source, panel } = alert;
  const threshold = expr && thresholdOf(source, expr);
  return {
    severity: source.severity,
    for: alert.for,
    ...(threshold && { threshold }),
    runbook: source.runbook.slug,
    ...(panel && { dashboard: dashboardPath(panel.dashboard, panel.id) }),
  };
}

function thresholdOf(source: AnyAlert, expr: readonly string[]): TunableThreshold | undefined {
  const bound = source.condition.threshold?.bound;
  if (typeof bound !== 'number') return undefined;
  const unit = source.condition.threshold?.signal.unit;
  const texts = { summary: source.summary, description: source.description, ...source.annotations };
  const annotations: Record<string, readonly string[]> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (text.includes(thresholdToken)) annotations[name] = textPieces(text, unit);
  }
  return { value: bound, ...(unit !== undefined && { unit }), expr, annotations };
}

/** Units whose numbers are read in another scale: 0.05 as 5%, 90 as 1m 30s. */
const scaledUnits = new Set(['percentunit', 's', 'bytes', 'binBps', 'decbytes']);

/**
 * A text around its threshold. Neither Helm nor Terraform can write 0.05 as 5%, but Prometheus does so anyway when
 * it expands the alert's texts: `{{ 0.05 | humanizePercentage }}`.
 */
function textPieces(text: string, unit: string | undefined): readonly string[] {
  const number = '\u0001number\u0001';
  const shown =
    unit !== undefined && scaledUnits.has(unit)
      ? templateFor(number, unit)
      : thresholdText(1, unit).replace('1', number);
  return text.replaceAll(thresholdToken, () => shown).split(number);
}

/** No threshold anybody would define; printed without an exponent sign of its own. */
const mark = Number.MAX_VALUE;

/** The expressions of the alerts that have a threshold, cut where it stands. */
function expressionPieces(bundle: ResolvedBundle): ReadonlyMap<string, readonly string[]> {
  const marked = Object.fromEntries(
    Object.entries(bundle.source.alerts).map(([name, alert]) => [name, withMark(alert)]),
  );
  const source: Bundle = { ...bundle.source, alerts: marked };
  const pieces = new Map<string, readonly string[]>();
  for (const { alert, expr } of resolveAlerts(source, () => undefined).flatMap((group) => group.rules)) {
    const parts = expr.split(String(mark));
    if (parts.length > 1) pieces.set(alert, parts);
  }
  return pieces;
}

function withMark(alert: AnyAlert): AnyAlert {
  return { ...alert, condition: { ...alert.condition, node: replaceThreshold(alert.condition.node, mark) } };
}
