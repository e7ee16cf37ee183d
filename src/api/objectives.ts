/**
 * Service level objectives: indicators, burn rate alerts, dashboards.
 *
 * @module
 */
export {
  type Absent,
  type AbsentOptions,
  type AnySli,
  type BurnRateAlert,
  type BurnRateAlertChoices,
  type BurnRateAlertName,
  type BurnRateAlertOptions,
  type BurnWindow,
  type Sli,
  type Slo,
  type SloAlertOptions,
  type SloDashboardOptions,
  type SloOptions,
  type SloRecords,
  type SloSignals,
  sli,
  slo,
  sloDashboard,
} from '../define/index.js';
