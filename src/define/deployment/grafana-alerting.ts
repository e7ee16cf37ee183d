import { choice, flag, matching, options as optionsOf, whole } from '../../catalog/shape/index.js';

/** What Grafana's provisioning of the alerts as Grafana-managed rules needs to know: `dist/grafana-alerting`. */
export interface GrafanaAlerting {
  /** Uid of the Prometheus data source that the rules query. @default prometheus */
  readonly datasourceUid?: string;
  /** Uid of the data source to which recording rules write. @default datasourceUid */
  readonly recordingDatasourceUid?: string;
  /** Grafana's organisation, 1 or more. @default 1 */
  readonly orgId?: number;
  /** State of an alert whose query fails. @default Error */
  readonly execErrState?: 'Error' | 'Alerting' | 'OK' | 'KeepLast';
  /**
   * State of an alert without samples. A condition in PromQL has samples only while the alert is active, so Grafana's
   * other states, `Alerting` and `NoData`, would make every alert fire that should not. @default OK
   */
  readonly noDataState?: 'OK' | 'KeepLast';
  /** Evaluations without its series after which an alert is resolved, 1 or more. @default 1, as in Prometheus */
  readonly missingSeriesEvalsToResolve?: number;
  /** Whether Grafana has the rules, but does not evaluate them. @default false */
  readonly isPaused?: boolean;
}

/** Grafana: util.MaxUIDLength, and the letters of util.IsValidShortUID. */
const uid = matching(/^[A-Za-z0-9_-]{1,40}$/, 'a uid: at most 40 of letters, digits, - and _');

export const grafanaAlertingShape = optionsOf<GrafanaAlerting>({
  datasourceUid: uid,
  recordingDatasourceUid: uid,
  orgId: whole(1, Number.MAX_SAFE_INTEGER),
  execErrState: choice('Error', 'Alerting', 'OK', 'KeepLast'),
  noDataState: choice('OK', 'KeepLast'),
  missingSeriesEvalsToResolve: whole(1, 1_000_000),
  isPaused: flag,
});
