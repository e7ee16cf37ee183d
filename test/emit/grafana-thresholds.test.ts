import {
  above,
  alert,
  atLeast,
  below,
  type Condition,
  catalog,
  counter,
  dashboard,
  gauge,
  logs,
  type PanelOptions,
  panel,
  rate,
  runbook,
  signal,
  sum,
} from 'dashwright';
import { expect, test } from 'vitest';
import { dashboardsOf, type PanelJson } from '../support/grafana.js';

const metrics = catalog({
  requests_total: counter({ help: 'Requests.', unit: 'requests' }),
  queue_length: gauge({ help: 'Waiting.', unit: 'jobs' }),
  oldest_seconds: gauge({ help: 'Age of the oldest.', unit: 's' }),
  newest_seconds: gauge({ help: 'Age of the newest.', unit: 's' }),
});
const traffic = signal({ title: 'Requests', unit: 'reqps', expr: sum(rate(metrics.requests_total)) });
const waiting = signal({ title: 'Waiting', unit: 'short', expr: metrics.queue_length });
const oldest = signal({ title: 'Oldest', unit: 's', expr: metrics.oldest_seconds });
const newest = signal({ title: 'Newest', unit: 's', expr: metrics.newest_seconds });

const on = (when: Condition<'instance' | 'job'>, severity: 'critical' | 'warning' = 'warning') =>
  alert({ when, severity, summary: 's', description: 'd', runbook: runbook('r') });

/** One panel of a bundle with alerts on its signals. */
async function panelWith(
  type: 'timeseries' | 'stat' | 'table',
  show: NonNullable<PanelOptions['show']>,
  alerts: Readonly<Record<string, unknown>>,
  options: Partial<PanelOptions<'timeseries'>> = {},
): Promise<PanelJson> {
  const shown = panel[type]({ title: 'Panel', show, ...(options as object) });
  const boards = [dashboard({ uid: 'd', title: 'D', rows: [shown] })];
  const [board] = await dashboardsOf({ metrics, alerts, dashboards: boards });
  return board?.panels[0] ?? expect.fail();
}

const steps = (...of: readonly [value: number | null, color: string][]) => ({
  mode: 'absolute',
  steps: of.map(([value, color]) => ({ value, color })),
});

test('a threshold is not drawn on the axis of a signal with another unit', async () => {
  const { fieldConfig } = await panelWith('timeseries', [traffic, oldest], { Old: on(above(oldest, 60)) });
  expect(fieldConfig.defaults).toMatchObject({ unit: 'reqps', thresholds: steps([null, 'green']) });
  expect(fieldConfig.overrides).toEqual([
    {
      matcher: { id: 'byFrameRefID', options: 'B' },
      properties: [
        { id: 'unit', value: 's' },
        { id: 'thresholds', value: steps([null, 'green'], [60, 'orange']) },
        { id: 'custom.thresholdsStyle', value: { mode: 'dashed' } },
      ],
    },
  ]);
});

test('each of two units has its own thresholds', async () => {
  const { fieldConfig } = await panelWith('timeseries', [waiting, oldest], {
    Long: on(above(waiting, 100), 'critical'),
    Old: on(above(oldest, 60)),
  });
  expect(fieldConfig.defaults.thresholds).toEqual(steps([null, 'green'], [100, 'red']));
  expect(fieldConfig.overrides[0]?.properties).toEqual([
    { id: 'unit', value: 's' },
    { id: 'thresholds', value: steps([null, 'green'], [60, 'orange']) },
  ]);
});

test('a signal without thresholds does not get those of the first', async () => {
  const { fieldConfig } = await panelWith('timeseries', [oldest, traffic], { Old: on(above(oldest, 60)) });
  expect(fieldConfig.defaults.thresholds).toEqual(steps([null, 'green'], [60, 'orange']));
  expect(fieldConfig.overrides[0]?.properties).toEqual([
    { id: 'unit', value: 'reqps' },
    { id: 'thresholds', value: steps([null, 'green']) },
    { id: 'custom.thresholdsStyle', value: { mode: 'off' } },
  ]);
});

test('signals with the same unit share an axis and threshold lines', async () => {
  const { fieldConfig } = await panelWith('timeseries', [oldest, newest], {
    Old: on(above(oldest, 60)),
    Silent: on(above(newest, 30), 'critical'),
  });
  expect(fieldConfig.defaults.thresholds).toEqual(steps([null, 'green'], [30, 'red'], [60, 'red']));
  expect(fieldConfig.overrides).toEqual([]);
});

test('a single value has the colours of its own thresholds', async () => {
  const { fieldConfig } = await panelWith('stat', [oldest, newest], { Silent: on(above(newest, 30)) });
  expect(fieldConfig.defaults.thresholds).toEqual(steps([null, 'green']));
  expect(fieldConfig.overrides).toEqual([
    {
      matcher: { id: 'byFrameRefID', options: 'B' },
      properties: [{ id: 'thresholds', value: steps([null, 'green'], [30, 'orange']) }],
    },
  ]);
});

test('a query on logs has neither the unit nor the thresholds of a signal next to it', async () => {
  const { fieldConfig } = await panelWith('timeseries', [oldest, logs('sum(rate({app="api"}[5m]))')], {
    Old: on(above(oldest, 60)),
  });
  expect(fieldConfig.defaults).toMatchObject({
    unit: 's',
    thresholds: steps([null, 'green'], [60, 'orange']),
  });
  expect(fieldConfig.overrides).toEqual([
    {
      matcher: { id: 'byFrameRefID', options: 'B' },
      properties: [
        { id: 'unit', value: 'short' },
        { id: 'thresholds', value: steps([null, 'green']) },
        { id: 'custom.thresholdsStyle', value: { mode: 'off' } },
      ],
    },
  ]);
});

test('a column of a table has its own unit and thresholds', async () => {
  const { fieldConfig } = await panelWith('table', [waiting, oldest], { Old: on(above(oldest, 60)) });
  expect(fieldConfig.defaults.thresholds).toEqual(steps([null, 'green']));
  expect(fieldConfig.overrides).toEqual([
    {
      matcher: { id: 'byName', options: 'Oldest' },
      properties: [
        { id: 'unit', value: 's' },
        { id: 'thresholds', value: steps([null, 'green'], [60, 'orange']) },
      ],
    },
  ]);
});

test('thresholds and a unit set in the definition apply to all series', async () => {
  const alerts = { Old: on(above(oldest, 60)) };
  const written = [
    { from: null, color: 'blue' },
    { from: 5, color: 'purple' },
  ];
  const own = await panelWith('timeseries', [oldest, traffic], alerts, { thresholds: written });
  expect(own.fieldConfig.defaults.thresholds).toEqual(steps([null, 'blue'], [5, 'purple']));
  expect(own.fieldConfig.overrides[0]?.properties).toEqual([{ id: 'unit', value: 'reqps' }]);
  const common = await panelWith('timeseries', [traffic, oldest], alerts, { unit: 'short' });
  expect(common.fieldConfig.defaults.thresholds).toEqual(steps([null, 'green'], [60, 'orange']));
  expect(common.fieldConfig.overrides).toEqual([]);
});

test('the steps of overlapping thresholds are ascending', async () => {
  const { fieldConfig } = await panelWith('timeseries', oldest, {
    Young: on(below(oldest, 90), 'critical'),
    Old: on(atLeast(oldest, 60)),
  });
  expect(fieldConfig.defaults.thresholds).toEqual(steps([null, 'red'], [60, 'red'], [90, 'orange']));
});

test('a threshold style applies to all series of the panel', async () => {
  const { fieldConfig } = await panelWith(
    'timeseries',
    [traffic, oldest],
    { Old: on(above(oldest, 60)) },
    { thresholds: { style: 'area' } },
  );
  expect(fieldConfig.defaults).toMatchObject({ custom: { thresholdsStyle: { mode: 'area' } } });
  expect(fieldConfig.overrides.flatMap(({ properties }) => properties.map(({ id }) => id))).toEqual([
    'unit',
    'thresholds',
  ]);
});
