import {
  above,
  alert,
  atMost,
  below,
  both,
  bundle,
  catalog,
  dashboard,
  gauge,
  panel,
  runbook,
  signal,
} from 'dashwright';
import { describe, expect, it } from 'vitest';
import { resolveBundle } from '../../src/resolve/index.js';

const metrics = catalog({
  done: gauge({ help: 'Done.' }),
  moved: gauge({ help: 'M.' }),
  limit: gauge({ help: 'L.' }),
});
const done = signal({ title: 'Done', expr: metrics.done });
const moved = signal({ title: 'Moved', expr: metrics.moved });

function panels(when: Parameters<typeof alert>[0]['when']) {
  const Stuck = alert({
    when,
    severity: 'critical',
    summary: '',
    description: '',
    runbook: runbook('stuck'),
  });
  const page = dashboard({
    uid: 'page',
    title: 'Page',
    rows: [
      panel.timeseries({ title: 'Done', show: done }),
      panel.timeseries({ title: 'Moved', show: moved }),
    ],
  });
  const { dashboards } = resolveBundle(
    bundle({
      name: 'b',
      title: 'B',
      description: '',
      version: '1.0.0',
      metrics,
      alerts: { Stuck },
      dashboards: [page],
      urls: { grafana: 'https://g', runbooks: 'https://r/{slug}' },
    }),
  );
  return dashboards[0]?.items ?? [];
}

describe('the threshold of an alert', () => {
  it('is drawn on the panel of its signal, not on that of another signal in the condition', () => {
    const [first, second] = panels(both(below(done, 0.5), atMost(moved, 0)) as never);
    expect(first).toMatchObject({ thresholds: [{ color: 'red' }, { from: 0.5 }], alerts: ['Stuck'] });
    expect(second).toMatchObject({ thresholds: [{ from: null, color: 'green' }], alerts: ['Stuck'] });
  });
  it('is drawn as a series if it is an expression', () => {
    const [first, second] = panels(both(above(done, metrics.limit), atMost(moved, 0)) as never);
    expect(first).toMatchObject({ targets: [{ expr: 'done' }, { expr: 'limit', bound: true }] });
    expect(second).toMatchObject({ targets: [{ expr: 'moved' }] });
  });
});
