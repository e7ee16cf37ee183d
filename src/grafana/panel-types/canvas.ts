import type { Options } from '@grafana/grafana-foundation-sdk/canvas';
import { graphSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import type { WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/**
 * Options of `panel.canvas`, besides those of all panels.
 *
 * @interface
 */
export type CanvasOptions = WithOverrides<FieldOptions> & WithJson<Options>;

/** The canvas panel. */
export const canvas: PanelTypeModule<CanvasOptions> = {
  ...usual,
  plugin: 'canvas',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/canvas'),
  optionNames: namesOf<Options>(
    {
      inlineEditing: true,
      showAdvancedTypes: true,
      panZoom: true,
      infinitePan: true,
      root: true,
    },
    ['tooltip', 'zoomToContent'],
  ),
  shapes: withOverrides(),
};
