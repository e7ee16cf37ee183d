import {
  annotation,
  type BundleOptions,
  bundle,
  catalog,
  column,
  dashboard,
  dashboardQuery,
  datasource,
  expression,
  gauge,
  labelValues,
  logs,
  panel,
  query,
  rawQuery,
  row,
  signal,
  tab,
  variable,
} from 'dashwright';
import { grafanaBuilder } from '../../../src/emit/grafana/index.js';
import { emitGrafanaResources } from '../../../src/emit/grafana-resources/index.js';
import { resolveBundle } from '../../../src/resolve/index.js';
import type { PanelJson } from '../../support/grafana.js';

export const metrics = catalog({
  jobs: gauge({ help: 'Jobs.', unit: 'jobs', labels: { queue: ['mail', 'print'] } }),
});
export const jobs = signal({ title: 'Jobs', expr: metrics.jobs });

export const graph = panel.timeseries({
  title: 'Graph',
  show: jobs,
  links: [{ title: 'L', url: '/x', newTab: true }],
});
export const shared = panel.stat({ title: 'Shared', show: dashboardQuery(graph), transparent: true });
export const mixed = panel.timeseries({
  title: 'Mixed',
  show: [
    query(jobs, { id: 'jobs', hide: true }),
    logs('sum(rate({app="a"}[5m]))'),
    expression.math('$jobs * 2', { id: 'twice' }),
    rawQuery({ source: datasource('cloudwatch'), json: { queryMode: 'Metrics', namespace: 'AWS/SQS' } }),
  ],
  interval: '1m',
  maxDataPoints: 500,
  timeFrom: '1h',
  timeShift: '1d',
  hideTimeOverride: true,
  repeat: 'queue',
  repeatDirection: 'v',
  maxPerRow: 2,
  width: 6,
});
export const table = panel.table({ title: 'Table', show: [jobs, query(jobs)], json: { cacheTimeout: '60' } });
export const raw = panel.raw({
  title: 'Raw',
  json: {
    type: 'canvas',
    datasource: 'Loki',
    targets: [
      { expr: '{app="a"}' },
      { refId: 'Z', expr: '{app="b"}', datasource: { type: 'loki', uid: 'x' } },
    ],
  },
});
export const library = panel.raw({
  title: 'Library',
  json: { libraryPanel: { uid: 'abc', name: 'Library panel' } },
});

export const variables = [
  variable.query({
    name: 'queue',
    label: 'Queue',
    description: 'D',
    query: labelValues(metrics.jobs, 'queue'),
    multi: true,
    includeAll: true,
    sort: 'naturalDescending',
    regex: '/(.*)/',
    regexApplyTo: 'text',
    refresh: 'load',
    hide: 'menu',
  }),
  variable.query({ name: 'shop', query: 'SELECT 1', source: datasource('mysql'), default: 'a' }),
  variable.custom({
    name: 'size',
    values: { Small: '1', Large: '2' },
    default: '2',
    allowCustomValue: false,
  }),
  variable.interval({ name: 'step', values: ['1m', '5m'], auto: { count: 20, min: '30s' }, default: 'auto' }),
  variable.text({ name: 'search', default: 'x' }),
  variable.constant({ name: 'region', value: 'eu', hide: 'variable' }),
  variable.adhoc({ name: 'more', filters: [{ label: 'queue', value: 'mail' }] }),
  variable.raw({
    name: 'by',
    json: { type: 'groupby', datasource: { type: 'prometheus', uid: '${datasource}' } },
  }),
  variable.raw({
    name: 'on',
    json: {
      type: 'switch',
      current: { text: 'yes', value: 'yes' },
      options: [
        { text: 'Enabled', value: 'yes' },
        { text: 'Disabled', value: 'no' },
      ],
    },
  }),
];

export const frame = {
  uid: 'all',
  title: 'All of it',
  description: 'D',
  tags: ['a'],
  variables,
  annotations: [
    annotation.alerts(),
    annotation.query({ name: 'Q', expr: metrics.jobs, title: 'T', step: '1m', exceptPanels: [graph] }),
    annotation.grafana({ name: 'G', tags: ['deploy'], hide: 'menu', enabled: false }),
  ],
  links: [{ title: 'L', tags: ['a'], menu: true, json: { placement: 'inControlsMenu' as const } }],
  time: { from: 'now-1d', to: 'now' },
  timezone: 'utc',
  weekStart: 'monday' as const,
  crosshair: 'tooltip' as const,
  refresh: '30s',
  timePicker: {
    hidden: true,
    refreshIntervals: ['30s'],
    quickRanges: [{ title: 'Shift', from: 'now-8h', to: 'now' }],
    nowDelay: '1m',
  },
};

export const withTabs = dashboard({
  ...frame,
  rows: [
    tab('Overview', [graph, column(6, [shared])], { showWhen: { hasData: true } }),
    tab('Details', [
      mixed,
      row('Rows', [table, raw], {
        repeat: 'queue',
        collapsed: true,
        showWhen: [{ variable: 'size', equals: '1' }, { timeRangeShorterThan: '7d' }],
      }),
      row('Grid', [library], {
        autoGrid: { maxColumns: 2, columnWidth: 300, rowHeight: 'tall', fillScreen: true },
      }),
    ]),
    tab(
      'Each',
      [panel.text({ title: 'Each', markdown: '$queue', showWhen: { variable: 'size', notMatches: '1.*' } })],
      { repeat: 'queue', autoGrid: true },
    ),
  ],
});

export interface V2 {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly title: string;
    readonly elements: Readonly<Record<string, { readonly kind: string; readonly spec: PanelV2 }>>;
    readonly layout: { readonly kind: string; readonly spec: Readonly<Record<string, unknown>> };
    readonly variables: readonly {
      readonly kind: string;
      readonly spec: Readonly<Record<string, unknown>>;
    }[];
    readonly annotations: readonly { readonly spec: Readonly<Record<string, unknown>> }[];
    readonly panels: readonly PanelJson[];
  };
}
export interface PanelV2 {
  readonly id: number;
  readonly title: string;
  readonly vizConfig: { readonly group: string };
  readonly data: {
    readonly spec: {
      readonly queries: readonly {
        readonly spec: {
          readonly refId: string;
          readonly hidden: boolean;
          readonly query: {
            readonly group: string;
            readonly datasource?: { readonly name: string };
            readonly spec: Readonly<Record<string, unknown>>;
          };
        };
      }[];
    };
  };
}

export async function written(options: Partial<BundleOptions>) {
  const resolved = resolveBundle(
    bundle({
      name: 'shop',
      title: 'Shop',
      description: 'D',
      version: '1.0.0',
      metrics,
      urls: { grafana: 'https://g', runbooks: 'https://r/{slug}' },
      ...options,
    }),
  );
  const build = await grafanaBuilder(resolved);
  const classic = [...build()].map(({ json }) => JSON.parse(JSON.stringify(json)) as V2['spec'] & Json);
  const files = new Map(
    [...emitGrafanaResources(resolved, build())].map(({ path, content }) => [
      path,
      JSON.parse(String(content)) as V2,
    ]),
  );
  return { classic, files };
}
export type Json = Readonly<Record<string, unknown>>;

export async function v2Of(
  ...dashboards: NonNullable<BundleOptions['dashboards']>[number][]
): Promise<V2['spec']> {
  const { files } = await written({ dashboards, grafanaResources: { version: 'v2' } });
  const file = files.get(`grafana-resources/shop/dashboards/${dashboards[0]?.uid}.json`);
  if (!file) throw new Error('the dashboard is not written');
  return file.spec;
}
