import { toJson } from '../../output/serialise.js';
import { type ResolvedBundle, resolveEnvironments } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { type OperatorObjects, operatorObjects } from '../kubernetes/operator-objects.js';
import { contentsOf } from '../packaging/contents.js';
import { generatedFrom } from '../packaging/header.js';
import { packageName } from '../packaging/names.js';
import { objectKinds, objectRows } from '../packaging/object-rows.js';
import type { PackageParts } from '../packaging/parts.js';
import { firstTunable } from '../packaging/sample.js';
import { alertTuning } from '../packaging/tuning.js';
import { readTemplate, renderTemplate } from '../templates.js';
import { chartFile, kubeVersionOf } from './chart-file.js';
import { environmentValues } from './environment-values.js';
import { fieldsSchema, valueRows } from './field.js';
import { chartFields } from './fields.js';
import { valuesSample } from './sample.js';
import { valuesFile } from './values-file.js';

/** Helm templates of the chart: the same for every bundle, except for the name of the chart. */
const chartTemplates = [
  '_helpers.tpl',
  '_dashboard.tpl',
  '_rules.tpl',
  'dashboards.yaml',
  'prometheus-rule.yaml',
  'NOTES.txt',
];

/** Templates of objects for operators, in charts with such objects. */
function objectTemplates({ sections, grafana }: OperatorObjects): string[] {
  const files = {
    podMonitors: 'pod-monitors',
    serviceMonitors: 'service-monitors',
    instrumentations: 'instrumentations',
    alertmanagerConfigs: 'alertmanager-configs',
  };
  return [
    '_objects.tpl',
    ...sections.map(({ name }) => `${files[name]}.yaml`),
    ...(grafana ? ['grafana-dashboards.yaml'] : []),
  ];
}

/**
 * The Helm chart of a bundle, under `helm/<bundle>/`. Dashboards and rules are packed as files that Helm reads
 * but never evaluates, so that `{{ $labels.x }}` reaches Prometheus byte for byte.
 */
export function emitHelm(bundle: ResolvedBundle, parts: PackageParts): Artifact[] {
  const tuning = alertTuning(bundle);
  const operators = operatorObjects(bundle);
  const fields = chartFields({ bundle, parts, tuning, operators });
  const chart = packageName(bundle.name);
  const environments = resolveEnvironments(bundle);
  const { registry } = bundle.source.options.packaging ?? {};
  const readme = {
    bundle,
    environments,
    chart,
    rows: valueRows(fields),
    registry: {
      known: registry !== undefined,
      // A name that is not in use, like the domain.
      address: registry ?? 'oci://registry.example.com/charts',
    },
    kubeVersion: kubeVersionOf(bundle),
    groupKey: JSON.stringify(bundle.alertGroups[0]?.name ?? 'name of the group'),
    contents: contentsOf(bundle, parts, tuning),
    example: firstTunable(tuning),
    exampleLevel: firstTunable(tuning)?.level,
    // An alert need not have one.
    exampleSeverity: firstTunable(tuning)?.override.severity ?? 'info',
    objects: operators && objectRows(operators),
    ...objectKinds(bundle, operators),
    hasDashboards: parts.dashboards.length > 0,
    hasRules: parts.groups.length > 0,
  };
  const files: Record<string, string> = {
    'Chart.yaml': chartFile(bundle),
    'values.yaml': valuesFile(
      `Default values of the chart ${chart}. ${generatedFrom(bundle)}\nOverride them in a values file of your own; the README describes the common changes.`,
      fields,
    ),
    'values.schema.json': toJson({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: `Values of the chart ${chart}`,
      ...fieldsSchema(fields),
    }),
    'values-sample.yaml': valuesSample(bundle, tuning, operators),
    'README.md': renderTemplate('helm/README.md', readme),
    '.helmignore': readTemplate('helm/.helmignore'),
  };
  for (const [name, text] of Object.entries(parts.files)) files[`files/${name}`] = text;
  for (const environment of environments) {
    files[`values-${environment.name}.yaml`] = environmentValues(bundle, environment);
  }
  const template = (name: string) => readTemplate(`helm/templates/${name}`).replaceAll('__chart__', chart);
  for (const name of chartTemplates) files[`templates/${name}`] = template(name);
  if (operators) {
    files['templates/NOTES.txt'] += template('NOTES-objects.txt');
    for (const name of objectTemplates(operators)) files[`templates/${name}`] = template(name);
  }
  return Object.entries(files).map(([path, content]) => ({ path: `helm/${bundle.name}/${path}`, content }));
}
