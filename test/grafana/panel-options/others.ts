import { type Cases, common } from './common.js';

/** Maps, and panels with only the common options. */
export const otherCases: Cases = {
  geomap: [
    common,
    {
      given: {
        view: { latitude: 52, longitude: 13, zoom: 5 },
        basemap: { type: 'osm-standard', name: 'Map' },
        layers: [{ type: 'markers', name: 'Points' }],
        tooltip: 'none',
        zoomButtons: false,
      },
      options: {
        view: { id: 'coords', lat: 52, lon: 13, zoom: 5 },
        basemap: { type: 'osm-standard', name: 'Map' },
        layers: [{ type: 'markers', name: 'Points' }],
        tooltip: { mode: 'none' },
        controls: { showZoom: false },
      },
    },
    { given: { view: 'fit' }, options: { view: { id: 'fit' } } },
  ],
  canvas: [common],
  datagrid: [common],
  debug: [common],
  nodeGraph: [common],
};
