import type { Options } from '@grafana/grafana-foundation-sdk/debug';
import { graphSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import type { WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/**
 * Options of `panel.debug`, besides those of all panels.
 *
 * @interface
 */
export type DebugOptions = WithOverrides<FieldOptions> & WithJson<Options>;

/** The debug panel, for developers of panel plugins. */
export const debug: PanelTypeModule<DebugOptions> = {
  ...usual,
  plugin: 'debug',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/debug'),
  optionNames: namesOf<Options>({ mode: true, counters: true }),
  shapes: withOverrides(),
};
