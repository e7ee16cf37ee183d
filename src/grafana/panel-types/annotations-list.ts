import type { Options } from '@grafana/grafana-foundation-sdk/annotationslist';
import { graphSize } from '../grid.js';
import type { WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/**
 * Options of `panel.annotationsList`, besides those of all panels.
 *
 * @interface
 */
export type AnnotationsListOptions = WithJson<Options>;

/** The annotations list panel. */
export const annotationsList: PanelTypeModule<AnnotationsListOptions> = {
  ...usual,
  plugin: 'annolist',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/annotationslist'),
  optionNames: namesOf<Options>({
    onlyFromThisDashboard: true,
    onlyInTimeRange: true,
    tags: true,
    limit: true,
    showUser: true,
    showTime: true,
    showTags: true,
    navigateToPanel: true,
    navigateBefore: true,
    navigateAfter: true,
  }),
  shapes: {},
};
