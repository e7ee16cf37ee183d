import { Ajv, type ValidateFunction } from 'ajv';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { emitHelm } from '../../src/emit/helm/index.js';
import { tricky, trickyParts } from '../fixtures/tricky-bundle.js';

let validate: ValidateFunction;
let files: Map<string, string>;

beforeAll(async () => {
  const parts = await trickyParts();
  files = new Map(
    emitHelm(tricky, parts).map(({ path, content }) => [
      path.replace('helm/Tricky_Bundle/', ''),
      String(content),
    ]),
  );
  validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(files.get('values.schema.json') ?? ''),
  );
});

function problems(values: unknown): string[] {
  validate(values);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
}

describe('values.schema.json', () => {
  test.each(['values.yaml', 'values-sample.yaml'])('accepts %s', (name) => {
    expect(problems(load(files.get(name) ?? ''))).toEqual([]);
  });

  test('describes every value', () => {
    const schema = JSON.parse(files.get('values.schema.json') ?? '');
    const missing = (node: Described): string[] =>
      Object.entries(node.properties ?? {}).flatMap(([name, field]) =>
        field.description ? missing(field) : [name],
      );
    expect(missing({ properties: { root: { description: 'x', ...schema } } })).toEqual(
      Object.keys(schema.properties.alerts.properties),
    );
  });

  test.each([
    [
      'values of the former chart',
      {
        fullnameOverride: 'seamless_v2_observability-prod',
        commonLabels: { team: 'monitoring', component: 'seamless' },
        grafanaDashboards: {
          enabled: true,
          folder: 'Seamless',
          dashboards: [{ uid: 'seamless-sla-overview', title: 'Seamless SLA Overview' }],
        },
        prometheusRule: {
          enabled: true,
          namespace: 'monitoring',
          name: 'seamless_v2_observability-recording-rules',
          groups: [{ name: 'x', rules: [{ record: 'a', expr: 'up', labels: {} }] }],
        },
      },
    ],
    [
      "dashboards of one's own",
      {
        grafanaDashboards: {
          extraDashboards: [
            { name: 'a', json: '{}' },
            { name: 'b', json: { title: 'x' }, folder: 'F' },
          ],
        },
      },
    ],
    ['what a parent chart hands over', { global: { anything: 1 }, enabled: true }],
    [
      'what comes from the command line as text',
      {
        grafanaDashboards: { enabled: 'false', labelValue: 1 },
        prometheusRule: {
          requireCRDs: 'false',
          extraGroups: [{ name: 'g', limit: '5', interval: 0, rules: [{ alert: 'A', expr: 1, for: 0 }] }],
        },
        alerts: { RatioHigh: { threshold: '0.25', for: 0, severity: 1, enabled: 'false' } },
        grafanaOperator: { enabled: 'true', allowCrossNamespaceImport: 'true' },
      },
    ],
    [
      'nothing in place of anything that is named',
      {
        fullnameOverride: null,
        commonLabels: { team: null },
        grafanaDashboards: { enabled: null, datasources: { loki: null }, labels: null, dashboards: null },
        prometheusRule: null,
        alerts: { RatioHigh: null, LagHigh: { for: null, labels: { a: null } } },
        podMonitors: { apiVersion: null, targetNamespaces: null },
      },
    ],
    [
      'overrides of alerts',
      {
        alerts: {
          RatioHigh: { threshold: 0.1, for: '1h30m', severity: 'page', labels: { a: 'b' }, enabled: false },
        },
      },
    ],
  ])('takes %s', (_, values) => {
    expect(problems(values)).toEqual([]);
  });

  test.each([
    ['an unknown value', { grafanaDashboard: {} }, 'must NOT have additional properties'],
    [
      'an unknown nested value',
      { prometheusRule: { group: [] } },
      '/prometheusRule must NOT have additional',
    ],
    [
      'text for a switch',
      { prometheusRule: { enabled: 'yes' } },
      '/prometheusRule/enabled must be equal to one of the allowed values',
    ],
    [
      'a label that is a number',
      { commonLabels: { version: 1 } },
      '/commonLabels/version must be string,null',
    ],
    [
      'a label value with a space',
      { commonLabels: { team: 'a b' } },
      '/commonLabels/team must match pattern',
    ],
    ['a namespace in upper case', { prometheusRule: { namespace: 'Mon' } }, '/namespace must match pattern'],
    [
      'a dashboard without a name',
      { grafanaDashboards: { extraDashboards: [{ json: '{}' }] } },
      "must have required property 'name'",
    ],
    [
      'a misspelt entry',
      { grafanaDashboards: { extraDashboards: [{ name: 'a', jsno: '{}' }] } },
      'must NOT have additional',
    ],
    ['dashboards by name', { grafanaDashboards: { dashboards: { a: {} } } }, '/dashboards must be array'],
    [
      'a rule without expr',
      { prometheusRule: { extraGroups: [{ name: 'g', rules: [{ alert: 'A' }] }] } },
      "required property 'expr'",
    ],
    [
      'a misspelt rule',
      { prometheusRule: { extraGroups: [{ name: 'g', rules: [{ alert: 'A', expr: 'up', fore: '5m' }] }] } },
      'must NOT have additional',
    ],
    [
      'a bad duration',
      { alerts: { RatioHigh: { for: '5 minutes' } } },
      '/alerts/RatioHigh/for must match pattern',
    ],
    [
      'a threshold that is no number',
      { alerts: { RatioHigh: { threshold: '5%' } } },
      '/threshold must match',
    ],
    ['a duration without a unit', { alerts: { RatioHigh: { for: 5 } } }, '/for must be string,null'],
    [
      'nothing for an entry of a list',
      { prometheusRule: { extraGroups: [null] } },
      '/extraGroups/0 must be object',
    ],
    ['a misspelt override', { alerts: { RatioHigh: { treshold: 5 } } }, 'must NOT have additional'],
    [
      'a runbook URL without a scheme',
      { prometheusRule: { runbookUrl: 'runbooks' } },
      '/runbookUrl must match',
    ],
  ])('refuses %s', (_, values, message) => {
    expect(problems(values).join('\n')).toContain(message);
  });
});
