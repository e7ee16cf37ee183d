import {
  annotation,
  bundle,
  catalog,
  column,
  dashboard,
  datasource,
  gauge,
  labelValues,
  linkTo,
  max,
  panel,
  row,
  signal,
  tab,
  variable,
} from 'dashwright';

// Examples of dashboards in the guide, one per region.

// #region queues
const metrics = catalog({
  queue_length: gauge({
    help: 'Waiting jobs.',
    unit: 'jobs',
    labels: { queue: ['mail', 'print'], region: ['eu'] },
  }),
  queue_oldest_seconds: gauge({
    help: 'Age of the oldest job.',
    unit: 's',
    labels: { queue: ['mail', 'print'] },
  }),
});
const length = signal({ title: 'Length', expr: max(metrics.queue_length, { by: ['queue'] }) });
const oldest = signal({ title: 'Oldest job', expr: max(metrics.queue_oldest_seconds, { by: ['queue'] }) });
const archive = datasource('prometheus', { name: 'archive' });
// #endregion

// #region variables
const variables = [
  variable.query({
    name: 'queue',
    query: labelValues(metrics.queue_length, 'queue'),
    filters: 'queue',
    multi: true,
    includeAll: 'list',
    sort: 'natural',
  }),
  variable.query({
    name: 'busiest',
    query: 'query_result(topk(3, queue_length))',
    regex: '/queue="([^"]+)"/',
    refresh: 'time',
  }),
  variable.query({ name: 'pod', query: 'label_values({app="worker"}, pod)', source: datasource('loki') }),
  variable.custom({
    name: 'size',
    values: { Small: '10', Large: '100' },
    default: '100',
    allowCustomValue: false,
  }),
  variable.interval({
    name: 'step',
    values: ['1m', '5m', '1h'],
    auto: { count: 50, min: '1m' },
    default: 'auto',
  }),
  variable.text({ name: 'note', label: 'Note', default: '' }),
  variable.constant({ name: 'team', value: 'mail', hide: 'variable' }),
  variable.adhoc({ name: 'more', filters: [{ label: 'region', value: 'eu' }] }),
];
// #endregion

// #region annotations
const lengths = panel.timeseries({ title: 'Length', show: length, description: 'Team $team: $note' });

const annotations = [
  annotation.query({
    name: 'Very long',
    expr: metrics.queue_length.where({ queue: 'mail' }),
    color: 'orange',
    panels: [lengths],
  }),
  annotation.logs({
    name: 'Deployments',
    expr: '{app="worker", pod="$pod"} |= "started"',
    title: 'Started',
    enabled: false,
  }),
  annotation.grafana({ name: 'Incidents', tags: ['incident'], color: 'red', hide: 'menu' }),
];
const links = [
  { title: 'Queues', tags: ['queues'], menu: true, icon: 'dashboard' as const, keepTime: false },
  { ...linkTo({ uid: 'queues', title: 'Overview' }), icon: 'bolt' as const, newTab: true },
];
// #endregion

// #region layout
const overview = dashboard({
  uid: 'queues',
  title: 'Queues',
  variables,
  annotations,
  links,
  refresh: false,
  weekStart: 'monday',
  timezone: 'Europe/Berlin',
  timePicker: { refreshIntervals: ['1m', '5m'], nowDelay: '1m' },
  rows: [
    lengths,
    column(6, [
      panel.stat({ title: 'Longest', show: length, key: 'longest' }),
      panel.stat({ title: 'Oldest', show: oldest }),
    ]),
    row('Archive of $size jobs, at least $busiest', [
      panel.timeseries({ title: 'Length every $step', show: length, source: archive, at: { x: 6, y: 0 } }),
    ]),
  ],
  json: { fiscalYearStartMonth: 3 },
});
// #endregion

// #region tabs
const tabs = dashboard({
  uid: 'queues-tabs',
  title: 'Queues in tabs',
  variables: [variable.custom({ name: 'size', values: ['small', 'large'] })],
  rows: [
    tab(
      'Now',
      [panel.stat({ title: 'Length', show: length }), panel.stat({ title: 'Oldest', show: oldest })],
      {
        autoGrid: { maxColumns: 4, rowHeight: 'short' },
      },
    ),
    tab('History', [
      row('Large', [panel.timeseries({ title: 'Length', show: length })], {
        showWhen: { variable: 'size', equals: 'large' },
      }),
      row('Last week', [panel.timeseries({ title: 'Oldest', show: oldest })], {
        showWhen: { any: [{ hasData: true }, { timeRangeShorterThan: '7d' }] },
      }),
    ]),
  ],
});
// #endregion

// #region resources
export const queues = bundle({
  name: 'queues',
  title: 'Queues',
  description: 'Queues of the shop.',
  version: '1.0.0',
  metrics,
  dashboards: [overview, tabs],
  grafanaResources: { version: 'v2', folderUids: { Shared: 'shared-dashboards' } },
  urls: { grafana: 'https://grafana.example.net', runbooks: 'https://runbooks.example.net/{slug}.md' },
});
// #endregion

export { metrics };
