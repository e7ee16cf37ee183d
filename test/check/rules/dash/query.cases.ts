import { annotation, dashboard, dashboardQuery, expression, panel, query, signal } from 'dashwright';
import { cases, metrics } from '../../support.js';

const lag = signal({ title: 'Lag', expr: metrics.lag_seconds });
const fill = signal({ title: 'Fill', expr: metrics.fill_ratio });

const shown = (...show: NonNullable<Parameters<typeof panel.timeseries>[0]['show']>[]) => ({
  given: {
    dashboards: [
      dashboard({ uid: 'u', title: 'U', rows: [panel.timeseries({ title: 'A', show: show.flat() })] }),
    ],
  },
});

const graph = panel.timeseries({ title: 'Graph', show: lag });
const shared = panel.stat({ title: 'Shared', show: dashboardQuery(graph) });
const rows = (...all: Parameters<typeof dashboard>[0]['rows'][number][]) => ({
  given: { dashboards: [dashboard({ uid: 'u', title: 'U', rows: all })] },
});

export default cases('dash/query', {
  trips: {
    'an annotation for a panel that is not there': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [shared, graph],
            annotations: [
              annotation.grafana({ name: 'N', exceptPanels: [panel.text({ title: 'T', markdown: '' })] }),
            ],
          }),
        ],
      },
      says: 'the annotation N is for a panel, which the dashboard does not have',
      path: 'shop/dashboards/u/annotations/N',
    },
    'an annotation for an id that is not there': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [graph],
            annotations: [annotation.grafana({ name: 'N', panels: [3] })],
          }),
        ],
      },
      says: 'the panel 3',
    },
    'a formula with a misspelt id': {
      ...shown(query(lag, { id: 'lag' }), expression.math('$lak * 2')),
      says: 'the expression A reads the query lak, which the panel does not have',
      suggests: 'lag',
    },
    'a formula of itself': {
      ...shown(lag, expression.math('$B * 2', { id: 'B' })),
      says: 'reads itself',
    },
    'a signal that the panel does not show': {
      ...shown(lag, expression.reduce(fill, { reducer: 'mean' })),
      says: 'reads the query Fill',
    },
    'a panel that is not on the dashboard': { ...rows(shared), says: 'does not have' },
    'its own panel': {
      ...rows(panel.stat({ title: 'S', id: 7, show: dashboardQuery(7) })),
      says: 'its own panel',
    },
    'a panel that shows another one': {
      ...rows(graph, shared, panel.stat({ title: 'S', show: dashboardQuery(shared) })),
      says: '"Shared", which shows those of another panel itself',
    },
  },
  silent: {
    'annotations on panels of the dashboard': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [graph],
            annotations: [annotation.grafana({ name: 'N', panels: [graph] })],
          }),
        ],
      },
    },
    'queries by id, by themselves and by their signal': shown(
      query(lag, { id: 'lag' }),
      fill,
      expression.math('${lag} / $A * 100', { id: 'share' }),
      expression.reduce(fill, { reducer: 'mean' }),
      expression.threshold('share', { gt: 5 }),
    ),
    'a panel of the dashboard': rows(graph, shared),
  },
});
