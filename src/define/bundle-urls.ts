/** Where the things that an alert links to are found. */
export interface BundleUrls {
  /** Grafana; a slash at the end makes no difference. */
  readonly grafana: string;
  /** A runbook, with `{slug}` for its name. */
  readonly runbooks: string;
  /** The folder of the bundle's generated documentation, where its pages are not to link to each other relatively. */
  readonly docs?: string;
}
