import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { emitHelm } from '../../src/emit/helm/index.js';
import { type PackageParts, packageParts } from '../../src/emit/packaging/parts.js';
import { emitSamples } from '../../src/emit/samples/index.js';
import { tricky, trickyParts } from '../fixtures/tricky-bundle.js';

let parts: PackageParts;
let files: Map<string, string>;
const file = (path: string): string =>
  files.get(`helm/Tricky_Bundle/${path}`) ?? expect.fail(`no file ${path}`);

beforeAll(async () => {
  parts = await trickyParts();
  files = new Map(emitHelm(tricky, parts).map(({ path, content }) => [path, String(content)]));
});

describe('the chart', () => {
  test('has the files of a chart, each dashboard and the rules', () => {
    expect([...files.keys()].map((path) => path.replace('helm/Tricky_Bundle/', '')).sort()).toEqual([
      '.helmignore',
      'Chart.yaml',
      'README.md',
      'files/alerts.yaml',
      'files/dashboards/Tricky_Overview.json',
      'files/dashboards/a234567890_234567890_234567890_234567890.json',
      'files/dashboards/tricky-overview.json',
      'files/objects.yaml',
      'files/rules.yaml',
      'templates/NOTES.txt',
      'templates/_dashboard.tpl',
      'templates/_helpers.tpl',
      'templates/_objects.tpl',
      'templates/_rules.tpl',
      'templates/dashboards.yaml',
      'templates/grafana-dashboards.yaml',
      'templates/instrumentations.yaml',
      'templates/pod-monitors.yaml',
      'templates/prometheus-rule.yaml',
      'templates/service-monitors.yaml',
      'values-sample.yaml',
      'values.schema.json',
      'values.yaml',
    ]);
  });

  test('has a name that Kubernetes and registries accept, and states its bundle', () => {
    expect(load(file('Chart.yaml'))).toMatchObject({
      apiVersion: 'v2',
      name: 'tricky-bundle-d0104b60',
      version: '1.2.3+build.7',
      appVersion: 'v1.10+git (dirty)',
      annotations: { 'dashwright/bundle': 'Tricky_Bundle' },
    });
  });

  test('has the metadata that registries and Artifact Hub show', () => {
    const { annotations, ...chart } = load(file('Chart.yaml')) as { annotations: Record<string, string> };
    expect(chart).toMatchObject({
      kubeVersion: '>=1.16.0-0',
      home: 'https://acme.io/{{ .Values.x }}',
      icon: 'data:image/svg+xml;base64,PHN2Zy8+',
      sources: ['https://git.acme.io/monitoring', 'ssh://git@git.acme.io/monitoring'],
      maintainers: [{ name: 'Müller: "core"', email: 'core@acme.io', url: 'https://acme.io/core' }],
      keywords: ['monitoring', 'grafana', 'dashboards', 'prometheus', 'alerts', 'tricky'],
    });
    expect(annotations).toMatchObject({
      'artifacthub.io/category': 'monitoring-logging',
      'artifacthub.io/license': 'Apache-2.0',
    });
    expect(load(annotations['artifacthub.io/changes'] ?? '')).toEqual([
      { kind: 'fixed', description: '`a: b` # no comment, {{ no template }}' },
      { kind: 'security', description: '- no list' },
    ]);
    expect(load(annotations['artifacthub.io/links'] ?? '')).toEqual([
      { name: 'Wiki | page', url: 'https://wiki.acme.io?a=b#c' },
    ]);
  });

  test('has no metadata that the bundle does not set', () => {
    const { packaging: _, appVersion: __, ...options } = tricky.source.options;
    const silent = { ...tricky, appVersion: undefined, source: { ...tricky.source, options } };
    const bare = new Map(emitHelm(silent, parts).map(({ path, content }) => [path, String(content)]));
    const { annotations, ...chart } = load(bare.get('helm/Tricky_Bundle/Chart.yaml') ?? '') as Record<
      string,
      unknown
    >;
    expect(Object.keys(chart)).toEqual([
      ...['apiVersion', 'name', 'description', 'type', 'version', 'appVersion', 'kubeVersion', 'keywords'],
    ]);
    expect(chart.appVersion).toBe('1.2.3+build.7');
    expect(annotations).toEqual({
      'artifacthub.io/category': 'monitoring-logging',
      'dashwright/bundle': 'Tricky_Bundle',
    });
    expect(bare.get('helm/Tricky_Bundle/README.md')).toContain(
      'Replace `oci://registry.example.com/charts` with the registry',
    );
    expect(file('README.md')).not.toContain('registry.example.com');
  });

  test('describes in its README how to install, upgrade and uninstall it, without paths of the repository', () => {
    const readme = file('README.md');
    for (const text of [
      'oci://registry.acme.io/charts/tricky-bundle-d0104b60 --version 1.2.3+build.7',
      'helm uninstall tricky-bundle-d0104b60',
      '## Upgrade',
    ])
      expect(readme).toContain(text);
    expect(readme).not.toMatch(/\b(dist|definitions|src|templates)\//);
  });

  test('has comments in the format of helm-docs: the description above a value, the example below', () => {
    const values = file('values.yaml');
    expect(values).toContain(
      '  # -- Additional labels for the PrometheusRule. They must match the ruleSelector of Prometheus (see README).\n  labels: {}\n  #   release: kube-prometheus-stack\n\n  # -- Additional annotations',
    );
    const described = [...values.matchAll(/# -- .+\n *([A-Za-z]+):/g)].length;
    expect(described).toBeGreaterThan(30);
  });

  test('contains minified dashboards and unchanged rules', () => {
    for (const { uid, json } of parts.dashboards) {
      const text = file(`files/dashboards/${uid}.json`);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(json)));
      expect(text.trim().split('\n')).toHaveLength(1);
    }
    expect(load(file('files/rules.yaml'))).toEqual({ groups: parts.groups });
    expect(file('files/rules.yaml')).toContain('{{ $value | humanizePercentage }}');
  });

  test('has a small values.yaml: dashboards by file, no rules', () => {
    expect(load(file('values.yaml'))).toMatchObject({
      fullnameOverride: '',
      commonLabels: {},
      grafanaDashboards: {
        enabled: true,
        folder: 'Tricky | ${bundle}',
        labelValue: '1',
        dashboards: [
          { name: 'tricky-overview', file: 'files/dashboards/tricky-overview.json' },
          {
            name: expect.stringMatching(/^tricky-overview-[0-9a-f]{8}$/),
            file: 'files/dashboards/Tricky_Overview.json',
            folder: 'Elsewhere: {{ folder }}',
          },
          { name: expect.stringMatching(/^[a-z0-9-]{49}$/) },
        ],
        extraDashboards: [],
      },
      prometheusRule: { enabled: true, namespace: '', name: '', groups: [] },
      alerts: {},
    });
    expect(file('values.yaml').length).toBeLessThan(8000);
  });

  test('explains every value', () => {
    const lines = file('values.yaml').split('\n');
    lines.forEach((line, index) => {
      if (/^( {2})?[a-zA-Z]+:/.test(line)) expect(lines[index - 1]).toMatch(/^ *# /);
    });
  });

  test('documents every value, dashboard and alert', () => {
    const readme = file('README.md');
    for (const text of [
      '`grafanaDashboards.extraDashboards`',
      '`Tricky_Overview`',
      '| RatioHigh | Tricky_Bundle | critical | 5% | 0.05 | ratio, 1 is 100% | 5m |',
      '| LagHigh | lag | warning | – | – | – | 10m |',
      'Tricky | ${bundle}: Texts with {{ braces }} and `backticks`.',
    ])
      expect(readme).toContain(text);
  });

  test('has template names with its own prefix, and no unresolved placeholder', () => {
    for (const [path, content] of files) expect(content, path).not.toContain('__chart__');
    expect(file('templates/_helpers.tpl')).toContain('define "tricky-bundle-d0104b60.fullname"');
  });

  test('never evaluates dashboards and rules as templates', () => {
    for (const [path, content] of files) {
      if (path.includes('/templates/')) expect(content, path).not.toMatch(/\btpl\b[^"']*\$/);
    }
  });

  test('is reproducible', () => {
    expect(emitHelm(tricky, parts).map(({ content }) => content)).toEqual([...files.values()]);
  });

  test('supports a bundle without dashboards and rules', () => {
    const empty = {
      ...tricky,
      dashboards: [],
      alertGroups: [],
      recordingGroups: [],
      source: { ...tricky.source, alerts: {} },
    };
    const bare = new Map(
      emitHelm(empty, packageParts({ bundle: empty, dashboards: () => [] })).map(({ path, content }) => [
        path,
        String(content),
      ]),
    );
    expect(load(bare.get('helm/Tricky_Bundle/values.yaml') ?? '')).toMatchObject({
      grafanaDashboards: { enabled: false, dashboards: [] },
      prometheusRule: { enabled: false },
    });
    expect(load(bare.get('helm/Tricky_Bundle/files/rules.yaml') ?? '')).toEqual({ groups: [] });
  });
});

test('samples are outside of chart and module', () => {
  const samples = emitSamples(tricky);
  expect(samples.map(({ path }) => path)).toEqual([
    'samples/Tricky_Bundle.helm-values.yaml',
    'samples/Tricky_Bundle.terraform.tfvars',
  ]);
  expect(load(String(samples[0]?.content))).toMatchObject({
    commonLabels: { team: 'observability' },
    grafanaDashboards: { namespace: 'monitoring' },
    prometheusRule: { namespace: 'monitoring', labels: { release: 'kube-prometheus-stack' } },
    alerts: { RatioHigh: { threshold: 0.05, for: '5m', severity: 'critical' } },
  });
});
