import type { Options } from '@grafana/grafana-foundation-sdk/datagrid';
import { graphSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import type { WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/**
 * Options of `panel.datagrid`, besides those of all panels.
 *
 * @interface
 */
export type DatagridOptions = WithOverrides<FieldOptions> & WithJson<Options>;

/** The datagrid panel: editable data. */
export const datagrid: PanelTypeModule<DatagridOptions> = {
  ...usual,
  plugin: 'datagrid',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/datagrid'),
  optionNames: namesOf<Options>({ selectedSeries: true }),
  shapes: withOverrides(),
};
