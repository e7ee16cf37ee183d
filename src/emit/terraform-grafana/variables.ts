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
      'Title of the Grafana folder of the dashboards. The root if empty.',
    ),
    texts('dashboard_folders', 'Titles of the Grafana folders of single dashboards, by name.', []),
    texts('folder_uids', 'Existing folders, as uid by title: they are used, not created.', [
      isFolderUid('folder_uids'),
    ]),
    text('parent_folder_uid', '', 'The uid of the parent folder of the folders. The root if empty.'),
    flag(
      'prevent_destroy_if_not_empty',
      true,
      'Whether Terraform keeps a folder with other content when it should remove it.',
    ),
    dashboardDatasources(),
    ...ownDashboards(),
    flag(
      'overwrite',
      false,
      'Whether to replace dashboards with the same uid that Terraform did not create.',
    ),
    text('message', '', 'Message in the version history of the dashboards.'),
    text(
      'org_id',
      '',
      "Grafana organisation; that of the provider's configuration if empty.",
      isNumber('org_id'),
    ),
  ];
}
