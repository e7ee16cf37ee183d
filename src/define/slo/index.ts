export type { Absent, AbsentOptions } from './absent.js';
export { absentAlertName } from './absent-alert.js';
export type { SloAlertOptions } from './alert-options.js';
export { alertName } from './alerts.js';
export type {
  BurnRateAlert,
  BurnRateAlertChoices,
  BurnRateAlertName,
  BurnRateAlertOptions,
} from './burn-rate-alerts.js';
export { type SloDashboardOptions, sloDashboard } from './dashboard.js';
export { type BurnWindow, burnWindows, type SloRecord, type SloRecords } from './records.js';
export type { SloSignals } from './signals.js';
export { type AnySli, type Sli, sli } from './sli.js';
export { type Slo, type SloOptions, slo } from './slo.js';
