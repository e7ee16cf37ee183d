/** The URLs that alerts link to. */
export interface BundleUrls {
  /** URL of Grafana, with or without a slash at the end. @default none: alerts do not link to panels */
  readonly grafana?: string;
  /** URL of a runbook, with `{slug}` for its name. @default none: alerts do not link to runbooks */
  readonly runbooks?: string;
  /** URL of the bundle's generated documentation, if its pages should not use relative links. */
  readonly docs?: string;
}
