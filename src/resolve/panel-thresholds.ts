import type { AnyAlert } from '../define/alerting/alert.js';
import type { AnyPanelOptions, Panel } from '../define/dashboards/panel.js';
import type { AnySignal } from '../define/signal.js';
import { panelTypes, thresholdsLongForm } from '../grafana/index.js';
import type { ResolvedPanel, ResolvedTarget } from './resolved.js';
import { thresholdSteps } from './thresholds.js';

/** The alerts on the signals of one panel. */
export type Bounding = readonly { readonly name: string; readonly alert: AnyAlert }[];

/**
 * The thresholds of a panel, and of its targets with different ones. A threshold belongs to its signal, in the unit of
 * the signal. On graphs, series with the same unit share an axis, and so the threshold lines; elsewhere each value is
 * coloured by its own thresholds only.
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
      // Queries of logs and traces have no signal, and so no thresholds.
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

/** Thresholds of these signals: that of an alert on two signals belongs to the first. */
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
