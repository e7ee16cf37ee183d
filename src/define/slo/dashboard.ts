import { list, made, type Shape, validate, within, wrong } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { type Dashboard, type DashboardOptions, dashboard } from '../dashboards/dashboard.js';
import { panel } from '../dashboards/panel.js';
import { type Row, row } from '../dashboards/row.js';
import type { Slo } from './slo.js';

/** Options of the dashboard of objectives. */
export interface SloDashboardOptions extends Omit<DashboardOptions, 'rows'> {
  /** Objectives to show. */
  readonly slos: readonly Slo[];
}

const objectives = list(made('slo()', 'slo'));
/** Of the other options, `dashboard` knows more. */
const shape: Shape = (value) =>
  isRecord(value)
    ? within('slos', objectives(value.slos) ?? [])
    : wrong(value, 'an object with slos and the options of a dashboard, such as uid and title');

/** A dashboard with one row per objective: the objective, the remaining error budget, and the burn rate. */
export function sloDashboard(given: SloDashboardOptions): Dashboard {
  validate(shape, given, 'sloDashboard', sloDashboard);
  const { slos, ...options } = given;
  return dashboard({ time: { from: 'now-7d', to: 'now' }, ...options, rows: slos.map(sloRow) });
}

function sloRow({ title, description, period, signals }: Slo): Row {
  const { ratios, burnRates } = signals;
  return row(title, [
    panel.stat({
      title: 'Objective',
      ...(description !== undefined && { description }),
      show: signals.objective,
      width: 4,
      decimals: 3,
    }),
    panel.stat({ title: `Good events in ${period}`, show: signals.periodSli, width: 4, decimals: 3 }),
    panel.stat({
      title: `Budget remaining of ${period}`,
      show: signals.budgetRemaining,
      width: 4,
      decimals: 1,
      thresholds: [
        { from: null, color: 'red' },
        { from: 0, color: 'orange' },
        { from: 0.25, color: 'green' },
      ],
    }),
    panel.stat({ title: 'Error budget', show: signals.budget, width: 4, decimals: 3 }),
    panel.stat({ title: 'Burn rate now', show: signals.currentBurnRate, width: 4, decimals: 1 }),
    panel.stat({ title: 'Period', show: signals.days, width: 4 }),
    panel.timeseries({
      title: 'Burn rate over long windows',
      description:
        '1 uses up the error budget exactly at the end of the period. The lines are the thresholds of the alerts.',
      show: [burnRates['1h'], burnRates['6h'], burnRates['1d'], burnRates['3d']],
      min: 0,
    }),
    panel.timeseries({
      title: 'Burn rate over short windows',
      description: 'The short windows of the alerts: they let an alert resolve soon after the errors stop.',
      show: [burnRates['5m'], burnRates['30m'], burnRates['2h'], burnRates['6h']],
      min: 0,
    }),
    panel.timeseries({
      title: 'Error ratio (SLI)',
      show: [ratios['5m'], ratios['1h'], ratios['1d'], ratios['3d']],
      min: 0,
    }),
    panel.timeseries({
      title: `Budget of ${period}`,
      show: [signals.budgetRemaining, signals.periodBurnRate],
    }),
    panel.timeseries({ title: 'Events', show: signals.events, min: 0, width: 24, height: 6 }),
  ]);
}
