/** The URLs that alerts link to. */
export interface BundleUrls {
  /** URL of Grafana, with or without a trailing slash. @default none: alerts do not link to panels */
  readonly grafana?: string;
  /** URL of a runbook, with `{slug}` for its name. @default none: alerts do not link to runbooks */
  readonly runbooks?: string;
  /** URL of the bundle's generated documentation. @default relative links */
  readonly docs?: string;
}
