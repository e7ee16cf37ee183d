import type { ResolvedBundle } from '../../resolve/index.js';
import { dashboardDatasources, ownDashboards } from '../terraform/own-dashboards.js';
import { isFolderUid, isNumber } from '../terraform/validations.js';
import { flag, type ModuleVariable, text, texts } from '../terraform/variable.js';

/** The input variables of the module for Grafana's API; those of the sidecar's module where they make sense. */
export function grafanaVariables(bundle: ResolvedBundle): ModuleVariable[] {
  return [
    text(
      'dashboard_folder',
      bundle.folder,
      'Title of the Grafana folder of the dashboards. The root folder if empty.',
    ),
    texts(
      'dashboard_folders',
      'Titles of the Grafana folders of single dashboards, by name of the dashboard.',
      [],
    ),
    texts('folder_uids', 'UIDs of existing folders, by title. They are used, but not managed.', [
      isFolderUid('folder_uids'),
    ]),
    text('parent_folder_uid', '', 'UID of the parent folder of the folders. The root folder if empty.'),
    flag(
      'prevent_destroy_if_not_empty',
      true,
      'Whether to fail instead of destroying a folder that has other content.',
    ),
    dashboardDatasources(),
    ...ownDashboards(),
    flag(
      'overwrite',
      false,
      'Whether to replace existing dashboards with the same uid that Terraform did not create.',
    ),
    text('message', '', 'Message in the version history of the dashboards.'),
    text(
      'org_id',
      '',
      'ID of the Grafana organisation. Defaults to that of the provider.',
      isNumber('org_id'),
    ),
  ];
}
