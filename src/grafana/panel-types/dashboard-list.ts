import type { Options } from '@grafana/grafana-foundation-sdk/dashboardlist';
import { graphSize } from '../grid.js';
import type { WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/**
 * Options of `panel.dashboardList`, besides those of all panels.
 *
 * @interface
 */
export type DashboardListOptions = WithJson<Options>;

/** The dashboard list panel. */
export const dashboardList: PanelTypeModule<DashboardListOptions> = {
  ...usual,
  plugin: 'dashlist',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/dashboardlist'),
  optionNames: namesOf<Options>({
    keepTime: true,
    includeVars: true,
    showStarred: true,
    showRecentlyViewed: true,
    showSearch: true,
    showHeadings: true,
    showFolderNames: true,
    maxItems: true,
    query: true,
    tags: true,
    folderId: true,
    folderUID: true,
  }),
  shapes: {},
};
