import type { Options } from '@grafana/grafana-foundation-sdk/news';
import { graphSize } from '../grid.js';
import type { WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/**
 * Options of `panel.news`, besides those of all panels.
 *
 * @interface
 */
export type NewsOptions = WithJson<Options>;

/** The news panel: an RSS feed. */
export const news: PanelTypeModule<NewsOptions> = {
  ...usual,
  plugin: 'news',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/news'),
  optionNames: namesOf<Options>({ feedUrl: true, showImage: true }),
  shapes: {},
};
