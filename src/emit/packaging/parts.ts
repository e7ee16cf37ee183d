/** The content of chart and module, ready to serialise. */
export interface PackageParts {
  readonly dashboards: readonly PackedDashboard[];
  /** Prometheus rule groups, recording groups before alert groups: the objects behind dist/prometheus. */
  readonly groups: readonly object[];
}

export interface PackedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly folder: string;
  readonly json: object;
}
