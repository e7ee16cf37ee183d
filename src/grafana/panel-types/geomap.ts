import type { Options } from '@grafana/grafana-foundation-sdk/geomap';
import { choice, chosenBy, fields, flag, json, number, optionsFrom } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { graphSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Data, defined, type Plain, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface OwnOptions {
  /** Initial view: all data (`fit`), or a location. @default the whole world */
  readonly view?: 'fit' | MapView;
  /** Base layer, as Grafana's JSON. @default the default of the server */
  readonly basemap?: Plain<Options['basemap']>;
  /** Data layers, as Grafana's JSON. @default none */
  readonly layers?: Plain<Options['layers']>;
  /** Tooltip. @default details */
  readonly tooltip?: 'details' | 'none';
  /** Shows the zoom buttons. @default true */
  readonly zoomButtons?: boolean;
}
/** The initial view of a map: its centre and zoom level. */
export interface MapView {
  /** Latitude in degrees: -90 to 90. */
  readonly latitude?: number;
  /** Longitude in degrees: -180 to 180. */
  readonly longitude?: number;
  /** Zoom level: 0 (world) to 28 (building). @default 1 */
  readonly zoom?: number;
}
/**
 * Options of `panel.geomap`, besides those of all panels.
 *
 * @interface
 */
export type GeomapOptions = WithOverrides<FieldOptions> & OwnOptions & WithJson<Options>;

const place = optionsFrom(
  fields<MapView>({ latitude: number(-90, 90), longitude: number(-180, 180), zoom: number(0, 28) }),
);

/** The geomap panel. */
export const geomap: PanelTypeModule<GeomapOptions> = {
  ...usual,
  plugin: 'geomap',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/geomap'),
  optionNames: namesOf<Options>({ view: true, controls: true, basemap: true, layers: true, tooltip: true }),
  shapes: {
    ...withOverrides(),
    ...fields<OwnOptions>({
      view: chosenBy((value) => (isRecord(value) ? place : choice('fit'))),
      basemap: json,
      layers: json,
      tooltip: choice('details', 'none'),
      zoomButtons: flag,
    }),
  },
  implicit: { color: 'thresholds', custom: { hideFrom: { legend: false, tooltip: false, viz: false } } },
  options: ({ view, basemap, layers, tooltip, zoomButtons }): Data<Options> =>
    defined({
      view: view === undefined ? undefined : viewOf(view),
      controls: zoomButtons === undefined ? undefined : { showZoom: zoomButtons },
      basemap,
      layers: layers && [...layers],
      tooltip: tooltip && { mode: tooltip },
    }),
};

function viewOf(view: 'fit' | MapView): NonNullable<Data<Options>['view']> {
  if (view === 'fit') return { id: 'fit' };
  const { latitude: lat, longitude: lon, zoom } = view;
  return { id: 'coords', ...defined({ lat, lon, zoom }) };
}
