export interface SiteHistory {
  /** RFC 3339, UTC, like all times of a report. */
  readonly start: string;
  readonly end: string;
  /** Alerts of the report that the definitions do not have. */
  readonly notDefined: readonly string[];
}

/** What is shown of a report of `dashwright backtest --format json`; docs/schemas/backtest.json is its schema. */
export interface HistoryReport {
  readonly start: string;
  readonly end: string;
  readonly alerts: readonly AlertHistory[];
}

/** What an alert would have done on the history of a Prometheus. */
export interface AlertOutcome {
  readonly firings: readonly HistoryFiring[];
  /** How often it became pending without firing. */
  readonly pendings: number;
  readonly firingSeconds: number;
  /** None of its series has a sample. */
  readonly withoutData: boolean;
  readonly problems: readonly string[];
}

export interface AlertHistory extends AlertOutcome {
  readonly alert: string;
  readonly severity: string;
  /** By the rules of before, where the report compares; null for a new alert. */
  readonly before?: AlertOutcome | null | undefined;
  /** What other thresholds, a row each, and other values of `for`, a cell each, would have given. */
  readonly suggestion?:
    | {
        readonly operator: string;
        readonly threshold: number;
        readonly for: string;
        readonly waits: readonly string[];
        readonly rows: readonly {
          readonly threshold: number;
          readonly cells: readonly { readonly firings: number; readonly firingMs: number }[];
        }[];
      }
    | undefined;
}

export interface HistoryFiring {
  readonly labels: Readonly<Record<string, string>>;
  readonly pending: string;
  readonly from: string;
  /** Null where it still fires at the end. */
  readonly to: string | null;
  /** Text where it is not a finite number. */
  readonly value: number | string;
  readonly summary?: string | undefined;
}
