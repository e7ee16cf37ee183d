import { choice, matching, name, options as optionsOf, record } from '../../catalog/shape/index.js';

/** Dashboards and folders as resources of Grafana's API, for `gcx resources push`, Git Sync and Terraform. */
export interface GrafanaResources {
  /**
   * Version of the dashboard API: `v1beta1` (Grafana 12 and later) and `v1` (Grafana 13 and later) contain classic
   * dashboards; `v2` (Grafana 13 and later) has tabs, auto grids and conditions.
   *
   * @default v1
   */
  readonly version?: 'v1beta1' | 'v1' | 'v2';
  /** Uids of existing folders by title. @default a folder is written for each title */
  readonly folderUids?: Readonly<Record<string, string>>;
}

/** Grafana: util.MaxUIDLength, and the letters of util.IsValidShortUID. */
const uid = matching(/^[A-Za-z0-9_-]{1,40}$/, 'a uid: at most 40 of letters, digits, - and _');

export const grafanaResourcesShape = optionsOf<GrafanaResources>({
  version: choice('v1beta1', 'v1', 'v2'),
  folderUids: record(uid, name),
});
