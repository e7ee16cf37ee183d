/**
 * Service level objectives: indicators, burn rate alerts, dashboards.
 *
 * @module
 */
export {
  type Absent,
  type AbsentOptions,
  type AnySli,
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
  type Tier,
  type TierChoices,
  type TierName,
  type TierOptions,
} from '../define/index.js';
