import type { AnyAlert } from '../define/alerting/alert.js';
import type { AnyPanelOptions, Panel } from '../define/dashboards/panel.js';
import type { AnySignal } from '../define/signal.js';
import { panelTypes, thresholdsLongForm } from '../grafana/index.js';
import type { ResolvedPanel, ResolvedTarget } from './resolved.js';
import { thresholdSteps } from './thresholds.js';

/** The alerts that look at the signals of one panel. */
export type Bounding = readonly { readonly name: string; readonly alert: AnyAlert }[];

/**
 * The thresholds of a panel, and of those of its targets that have others. A bound belongs to its signal and is a
 * number in that signal's unit. Series of one unit share an axis, and with it the lines of all their bounds; where each
 * value is shown by itself, it has the colour of its own bounds only.
 */
export function withThresholds(
  targets: readonly ResolvedTarget[],
  { type, options }: Panel,
  bounding: Bounding,
  severities?: readonly string[],
): Pick<ResolvedPanel, 'targets' | 'thresholds'> {
  const { thresholds: said = {}, unit: common }: AnyPanelOptions = options;
  const { steps: written } = thresholdsLongForm(said);
  if (written) return { targets, thresholds: written };
  const { sharesAxes } = panelTypes[type];
  const signals = signalsOf(targets);
  const unit = common ?? signals[0]?.unit;
  const share = (a: AnySignal, b: AnySignal) =>
    a === b || (sharesAxes && (common ?? a.unit ?? unit) === (common ?? b.unit ?? unit));
  const stepsOf = (one: AnySignal | undefined) =>
    thresholdSteps(
      numericBounds(bounding, one ? signals.filter((other) => share(one, other)) : []),
      severities,
    );
  const thresholds = stepsOf(signals[0]);
  const [first] = signals;
  if (!first || targets.length < 2 || bounding.length === 0) return { targets, thresholds };
  return {
    targets: targets.map((target) => {
      // What is counted from logs or traces has no signal, and so no bounds.
      if (target.signal && share(first, target.signal)) return target;
      const own = stepsOf(target.signal);
      return thresholds.length === 1 && own.length === 1 ? target : { ...target, thresholds: own };
    }),
    thresholds,
  };
}

function signalsOf(targets: readonly ResolvedTarget[]): readonly AnySignal[] {
  return [...new Set(targets.flatMap(({ signal }) => (signal ? [signal] : [])))];
}

/** Bounds of these signals: an alert on two signals bounds the first, and means nothing to the other. */
function numericBounds(bounding: Bounding, shown: readonly AnySignal[]) {
  const alerts = new Set(bounding.map(({ alert }) => alert));
  return [...alerts].flatMap((alert) => {
    const { threshold } = alert.condition;
    if (!threshold || typeof threshold.bound !== 'number' || !shown.includes(threshold.signal)) return [];
    return [
      { operator: threshold.operator, value: threshold.bound, severity: alert.severity, rank: alert.rank },
    ];
  });
}
