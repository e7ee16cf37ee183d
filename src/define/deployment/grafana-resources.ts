import { choice, matching, name, options as optionsOf, record } from '../../catalog/shape/index.js';

/** Dashboards and folders as objects of Grafana's API, for `gcx resources push`, Git Sync and Terraform. */
export interface GrafanaResources {
  /**
   * Grafana's version of the schema: `v1beta1` from Grafana 12 on and `v1` from 13 on have classic dashboards in them;
   * `v2`, from 13 on, has tabs, auto grids and conditions. @default v1
   */
  readonly version?: 'v1beta1' | 'v1' | 'v2';
  /** Uids of folders that are there already, by their titles. @default a folder for each title is written */
  readonly folderUids?: Readonly<Record<string, string>>;
}

/** Grafana: util.MaxUIDLength, and the letters of util.IsValidShortUID. */
const uid = matching(/^[A-Za-z0-9_-]{1,40}$/, 'a uid: at most 40 of letters, digits, - and _');

export const grafanaResourcesShape = optionsOf<GrafanaResources>({
  version: choice('v1beta1', 'v1', 'v2'),
  folderUids: record(uid, name),
});
