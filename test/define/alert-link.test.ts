import { above, alert, bundle, catalog, dashboard, gauge, panel, runbook, signal } from 'dashwright';
import { expect, it } from 'vitest';
import { resolveBundle } from '../../src/resolve/index.js';

const metrics = catalog({ lag: gauge({ help: 'Lag.', unit: 's' }), size: gauge({ help: 'Size.' }) });
const lag = signal({ title: 'Lag', expr: metrics.lag });
const size = signal({ title: 'Size', expr: metrics.size });
const texts = { severity: 'warning', summary: 's', description: 'd', runbook: runbook('r') } as const;

it('an alert links to the first graph of its signal, and to another panel only if there is no graph', () => {
  const overview = dashboard({
    uid: 'overview',
    title: 'Overview',
    rows: [panel.stat({ title: 'Lag now', show: lag }), panel.stat({ id: 2, title: 'Size now', show: size })],
  });
  const details = dashboard({
    uid: 'details',
    title: 'Details',
    rows: [panel.stat({ title: 'Size', show: size }), panel.timeseries({ id: 2, title: 'Lag', show: lag })],
  });
  const { alertGroups } = resolveBundle(
    bundle({
      name: 'b',
      title: 'B',
      description: '',
      version: '1.0.0',
      metrics,
      alerts: {
        Lag: alert({ when: above(lag, 1), ...texts }),
        Size: alert({ when: above(size, 1), ...texts }),
      },
      dashboards: [overview, details],
      urls: { grafana: 'https://g', runbooks: 'https://r/{slug}' },
    }),
  );
  expect(alertGroups[0]?.rules.map(({ annotations }) => annotations.dashboard_url)).toEqual([
    'https://g/d/details?viewPanel=2',
    'https://g/d/overview?viewPanel=2',
  ]);
});
