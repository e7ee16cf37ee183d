/** The path of a dashboard, or of one of its panels, below Grafana's address. */
export function dashboardPath(uid: string, panel?: number): string {
  return `/d/${uid}${panel === undefined ? '' : `?viewPanel=${panel}`}`;
}

/** The path of a dashboard, with the time range and the variables of the current one. */
export function pathInContext(uid: string): string {
  return `${dashboardPath(uid)}?\${__url_time_range}&\${__all_variables}`;
}
