import type { Options } from '@grafana/grafana-foundation-sdk/nodegraph';
import { graphSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import type { WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/**
 * Options of `panel.nodeGraph`, besides those of all panels.
 *
 * @interface
 */
export type NodeGraphOptions = WithOverrides<FieldOptions> & WithJson<Options>;

/** The node graph panel. */
export const nodeGraph: PanelTypeModule<NodeGraphOptions> = {
  ...usual,
  plugin: 'nodeGraph',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/nodegraph'),
  optionNames: namesOf<Options>({ nodes: true, edges: true, zoomMode: true }),
  shapes: withOverrides(),
};
