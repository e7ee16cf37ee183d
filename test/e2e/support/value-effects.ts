import { expect } from 'vitest';
import { dashboardsIn, type Rendering } from './helm.js';
import { alertsOf, type Data, type Group } from './packages.js';

/** The effect of one key of values.yaml on the objects that Helm renders of the tricky bundle. */
export interface ValueEffect {
  /** The key with its parents, as `prometheusRule.labels`. */
  readonly path: string;
  readonly value: unknown;
  /** Other values that are needed for the effect. */
  readonly given?: Data;
  /** Must hold with the value, and must not without it. */
  readonly effect: (rendering: Rendering) => void;
  /** A value that the schema rejects, with the path in the message. */
  readonly wrong: unknown;
}

interface Board extends Data {
  readonly templating: { readonly list: readonly { type: string; query?: unknown; current?: unknown }[] };
}

const own = { uid: 'own', title: 'Own', panels: [] };
const group = { name: 'own', rules: [{ alert: 'Own', expr: 'up == 0' }] };

const each = (rendering: Rendering, check: (object: Rendering['objects'][number]) => void) => {
  expect(rendering.objects.length).toBeGreaterThan(0);
  for (const object of rendering.objects) check(object);
};
const eachOf = (objects: Rendering['objects'], metadata: object) => {
  expect(objects.length).toBeGreaterThan(0);
  for (const object of objects) expect(object.metadata).toMatchObject(metadata);
};
const groupsOf = ({ rules }: Rendering): readonly Group[] => rules.flatMap(({ spec }) => spec?.groups ?? []);
const alerts = (rendering: Rendering): readonly Data[] => {
  const found = [...alertsOf(groupsOf(rendering)).values()];
  expect(found.length).toBeGreaterThan(0);
  return found;
};

/** Sections of the values that only charts with such objects have, by the kind of object. */
export const objectSections = {
  podMonitors: 'PodMonitor',
  serviceMonitors: 'ServiceMonitor',
  instrumentations: 'Instrumentation',
  grafanaOperator: 'GrafanaDashboard',
} as const;

type Section = keyof typeof objectSections;

const objectsOf = (rendering: Rendering, section: Section) => {
  const objects = rendering.objects.filter(({ kind }) => kind === objectSections[section]);
  expect(objects.length).toBeGreaterThan(0);
  return objects;
};

/** What every section of objects has. */
function sectionEffects(section: Section): ValueEffect[] {
  const given = { [section]: { enabled: true } };
  return [
    {
      path: `${section}.enabled`,
      value: true,
      effect: (rendering) => objectsOf(rendering, section),
      wrong: 'yes',
    },
    {
      path: `${section}.namespace`,
      value: 'elsewhere',
      given,
      effect: (rendering) => eachOf(objectsOf(rendering, section), { namespace: 'elsewhere' }),
      wrong: 'A_B',
    },
    {
      path: `${section}.labels`,
      value: { team: 'own', release: 'stack' },
      given: { ...given, commonLabels: { team: 'common' } },
      effect: (rendering) =>
        eachOf(objectsOf(rendering, section), { labels: { team: 'own', release: 'stack' } }),
      wrong: { release: 1 },
    },
    {
      path: `${section}.annotations`,
      value: { a: 'b' },
      given,
      effect: (rendering) => eachOf(objectsOf(rendering, section), { annotations: { a: 'b' } }),
      wrong: { a: 1 },
    },
  ];
}

function monitorEffects(section: Section): ValueEffect[] {
  const given = { [section]: { enabled: true } };
  return [
    ...['monitoring.coreos.com/v1', 'azmonitoring.coreos.com/v1']
      .slice(section === 'podMonitors' ? 0 : 1)
      .map(
        (version): ValueEffect => ({
          path: `${section}.apiVersion`,
          value: version,
          given,
          effect: (rendering) => {
            for (const { apiVersion } of objectsOf(rendering, section)) expect(apiVersion).toBe(version);
          },
          wrong: 'monitoring.example.com/v1',
        }),
      ),
    {
      path: `${section}.targetNamespaces`,
      value: ['one', 'two'],
      given,
      effect: (rendering) => {
        for (const { spec } of objectsOf(rendering, section))
          expect(spec?.namespaceSelector).toEqual({ matchNames: ['one', 'two'] });
      },
      wrong: ['A_B'],
    },
  ];
}

const grafanaSpecs = (rendering: Rendering) =>
  objectsOf(rendering, 'grafanaOperator').map(({ spec = expect.fail('no spec') }) => spec);

const objectEffects: readonly ValueEffect[] = [
  ...(Object.keys(objectSections) as Section[]).flatMap(sectionEffects),
  ...monitorEffects('podMonitors'),
  ...monitorEffects('serviceMonitors'),
  {
    path: 'grafanaOperator.instanceSelector',
    value: { grafana: 'own' },
    given: { grafanaOperator: { enabled: true } },
    effect: (rendering) => {
      for (const spec of grafanaSpecs(rendering))
        expect(spec.instanceSelector).toEqual({ matchLabels: { grafana: 'own' } });
    },
    wrong: { 'a b': 'c' },
  },
  {
    path: 'grafanaOperator.allowCrossNamespaceImport',
    value: true,
    given: { grafanaOperator: { enabled: true } },
    effect: (rendering) => {
      for (const spec of grafanaSpecs(rendering)) expect(spec.allowCrossNamespaceImport).toBe(true);
    },
    wrong: 'yes',
  },
  {
    path: 'grafanaOperator.resyncPeriod',
    value: '1h30m',
    given: { grafanaOperator: { enabled: true } },
    effect: (rendering) => {
      for (const spec of grafanaSpecs(rendering)) expect(spec.resyncPeriod).toBe('1h30m');
    },
    wrong: '5 minutes',
  },
];

const everywhere: readonly ValueEffect[] = [
  {
    path: 'nameOverride',
    value: 'shown',
    effect: (rendering) => each(rendering, ({ metadata }) => expect(metadata.name).toMatch(/^release-shown/)),
    wrong: '-',
  },
  {
    path: 'fullnameOverride',
    value: 'Whole_Name',
    effect: (rendering) => each(rendering, ({ metadata }) => expect(metadata.name).toMatch(/^whole-name/)),
    wrong: 'a b',
  },
  {
    path: 'commonLabels',
    value: { team: 'core' },
    effect: ({ objects }) => eachOf(objects, { labels: { team: 'core' } }),
    wrong: { team: 1 },
  },
  {
    path: 'commonAnnotations',
    value: { 'example.com/note': 'yes' },
    effect: ({ objects }) => eachOf(objects, { annotations: { 'example.com/note': 'yes' } }),
    wrong: { note: true },
  },
  {
    path: 'grafanaDashboards.enabled',
    value: false,
    effect: ({ configMaps }) => expect(configMaps).toEqual([]),
    wrong: 'no',
  },
  {
    path: 'grafanaDashboards.namespace',
    value: 'grafana',
    effect: ({ configMaps }) => eachOf(configMaps, { namespace: 'grafana' }),
    wrong: 'A_B',
  },
  {
    path: 'grafanaDashboards.folder',
    value: 'Elsewhere',
    effect: ({ configMaps }) =>
      expect(configMaps[0]?.metadata.annotations).toEqual({ grafana_folder: 'Elsewhere' }),
    wrong: 1,
  },
  {
    path: 'grafanaDashboards.datasources',
    value: { prometheus: 'Prometheus "<b>" & more' },
    effect: ({ configMaps }) => {
      const boards = Object.values(dashboardsIn(configMaps)) as Board[];
      expect(boards.length).toBeGreaterThan(0);
      for (const { templating } of boards) {
        const name = 'Prometheus "<b>" & more';
        const starting = templating.list.filter(
          ({ type, query }) => type === 'datasource' && query === 'prometheus',
        );
        expect(starting.length).toBeGreaterThan(0);
        for (const { current } of starting) expect(current).toEqual({ text: name, value: name });
      }
    },
    wrong: { graphite: 'x' },
  },
  {
    path: 'grafanaDashboards.folderAnnotation',
    value: 'k8s-sidecar-target-directory',
    effect: ({ configMaps }) =>
      eachOf(configMaps, { annotations: { 'k8s-sidecar-target-directory': expect.any(String) } }),
    wrong: 'a b',
  },
  {
    path: 'grafanaDashboards.label',
    value: 'dash',
    effect: ({ configMaps }) => eachOf(configMaps, { labels: { dash: '1' } }),
    wrong: 'a b',
  },
  {
    path: 'grafanaDashboards.labelValue',
    value: 'yes',
    effect: ({ configMaps }) => eachOf(configMaps, { labels: { grafana_dashboard: 'yes' } }),
    wrong: 'a b',
  },
  {
    path: 'grafanaDashboards.labels',
    value: { a: 'b' },
    effect: ({ configMaps, rules }) => {
      eachOf(configMaps, { labels: { a: 'b' } });
      for (const { metadata } of rules) expect(metadata.labels.a).toBeUndefined();
    },
    wrong: { a: 'b c' },
  },
  {
    path: 'grafanaDashboards.annotations',
    value: { a: 'b' },
    effect: ({ configMaps }) => eachOf(configMaps, { annotations: { a: 'b' } }),
    wrong: { 'a b': 'c' },
  },
  {
    path: 'grafanaDashboards.dashboards',
    value: [{ name: 'own', json: own }],
    effect: ({ configMaps }) => expect(Object.values(dashboardsIn(configMaps))).toEqual([own]),
    wrong: { own },
  },
  {
    path: 'grafanaDashboards.extraDashboards',
    value: [{ name: 'own', json: own }],
    effect: ({ configMaps }) => {
      expect(configMaps.length).toBeGreaterThan(1);
      expect(Object.values(dashboardsIn(configMaps))).toContainEqual(own);
    },
    wrong: [{ json: own }],
  },
  {
    path: 'prometheusRule.enabled',
    value: false,
    effect: ({ rules }) => expect(rules).toEqual([]),
    wrong: 'no',
  },
  {
    path: 'prometheusRule.namespace',
    value: 'prometheus',
    effect: ({ rules }) => eachOf(rules, { namespace: 'prometheus' }),
    wrong: 'a.b',
  },
  {
    path: 'prometheusRule.name',
    value: 'Own_Rules',
    effect: ({ rules }) => eachOf(rules, { name: 'own-rules' }),
    wrong: '_',
  },
  {
    path: 'prometheusRule.labels',
    value: { release: 'stack' },
    effect: ({ rules }) => eachOf(rules, { labels: { release: 'stack' } }),
    wrong: { release: 1 },
  },
  {
    path: 'prometheusRule.annotations',
    value: { a: 'b' },
    effect: ({ rules }) => eachOf(rules, { annotations: { a: 'b' } }),
    wrong: { a: 1 },
  },
  {
    path: 'prometheusRule.alertLabels',
    value: { cluster: 'prod' },
    effect: (rendering) => {
      for (const alert of alerts(rendering)) expect(alert).toMatchObject({ labels: { cluster: 'prod' } });
    },
    wrong: { 'a-b': 'c' },
  },
  {
    path: 'prometheusRule.alertAnnotations',
    value: { owner: 'core', summary: 'never' },
    effect: (rendering) => {
      for (const alert of alerts(rendering)) {
        expect(alert).toMatchObject({ annotations: { owner: 'core' } });
        expect(alert).not.toMatchObject({ annotations: { summary: 'never' } });
      }
    },
    wrong: { 'a-b': 'c' },
  },
  {
    path: 'prometheusRule.keepFiringFor',
    value: '10m',
    effect: (rendering) => {
      for (const { alert, keep_firing_for: held } of alerts(rendering))
        expect(held).toBe(alert === 'LagHigh' ? '5m' : '10m');
    },
    wrong: '10 minutes',
  },
  {
    path: 'prometheusRule.rules',
    value: { lag: false },
    effect: (rendering) => {
      expect(groupsOf(rendering).length).toBeGreaterThan(0);
      expect(groupsOf(rendering).map(({ name }) => name)).not.toContain('lag');
    },
    wrong: { lag: 'no' },
  },
  {
    path: 'prometheusRule.runbookUrl',
    value: 'https://wiki.example.com/{slug}',
    effect: (rendering) => {
      for (const alert of alerts(rendering))
        expect(alert).toMatchObject({
          annotations: { runbook_url: expect.stringMatching(/^https:\/\/wiki\.example\.com\/[a-z-]+$/) },
        });
    },
    wrong: 'wiki',
  },
  {
    path: 'prometheusRule.grafanaUrl',
    value: 'https://dash.example.com/',
    effect: (rendering) =>
      expect(alertsOf(groupsOf(rendering)).get('LagHigh')).toMatchObject({
        annotations: { dashboard_url: expect.stringMatching(/^https:\/\/dash\.example\.com\/d\//) },
      }),
    wrong: 'dash',
  },
  {
    path: 'prometheusRule.groups',
    value: [group],
    effect: (rendering) => expect(groupsOf(rendering)).toEqual([group]),
    wrong: [{ name: 'own' }],
  },
  {
    path: 'prometheusRule.extraGroups',
    value: [group],
    effect: (rendering) => {
      expect(groupsOf(rendering).length).toBeGreaterThan(1);
      expect(groupsOf(rendering)).toContainEqual(group);
    },
    wrong: [{ name: 'own', rules: [{ alert: 'Own' }] }],
  },
  {
    path: 'alerts',
    value: {
      RatioHigh: { threshold: 0.25, keep_firing_for: '15m', annotations: { owner: 'core', summary: 'Own' } },
      LagHigh: { enabled: false },
    },
    effect: (rendering) => {
      const found = alertsOf(groupsOf(rendering));
      expect(found.get('RatioHigh')?.expr).toContain('> 0.25');
      expect(found.get('RatioHigh')).toMatchObject({
        keep_firing_for: '15m',
        annotations: { owner: 'core', summary: 'Own' },
      });
      expect(found.get('BalanceLow')).not.toHaveProperty('keep_firing_for');
      expect(found.has('LagHigh')).toBe(false);
    },
    wrong: { RatioHigh: { threshold: 'high' } },
  },
];

export const valueEffects: readonly ValueEffect[] = [...everywhere, ...objectEffects];
