import { alertsField } from './alerts-field.js';
import type { ChartContent } from './chart-content.js';
import { dashboardFields } from './dashboard-fields.js';
import type { ValueField } from './field.js';
import { objectFields } from './object-fields.js';
import { ruleFields } from './rule-fields.js';
import * as schema from './schema-parts.js';

/** All values of a bundle's chart. */
export function chartFields(content: ChartContent): ValueField[] {
  return [
    ...hiddenFields,
    {
      name: 'nameOverride',
      about: "Replaces the chart's name in names and labels.",
      schema: schema.nameOverride,
      value: '',
    },
    {
      name: 'fullnameOverride',
      about: 'Prefix of all names, instead of one made from the release and the chart.',
      schema: schema.nameOverride,
      value: '',
    },
    {
      name: 'commonLabels',
      about: 'Labels of every object. Numbers and booleans need quotes.',
      schema: schema.kubernetesLabels,
      value: {},
    },
    {
      name: 'commonAnnotations',
      about: 'Annotations of every object.',
      schema: schema.kubernetesAnnotations,
      value: {},
    },
    {
      name: 'grafanaDashboards',
      about: 'Dashboards, one ConfigMap each, for the dashboard sidecar of Grafana.',
      schema: {},
      fields: dashboardFields(content),
    },
    {
      name: 'prometheusRule',
      about: 'Recording rules and alerts, as PrometheusRule objects for the Prometheus Operator.',
      schema: {},
      fields: ruleFields(content),
    },
    alertsField(content.tuning),
    ...objectFields(content.operators),
  ];
}

/** Helm passes `global` to every subchart; parent charts enable and disable subcharts by `enabled`. */
const hiddenFields: readonly ValueField[] = [
  { name: 'global', about: 'Shared with parent charts; not used.', schema: { type: 'object' }, hidden: true },
  {
    name: 'enabled',
    about: 'For the condition of a parent chart; not used.',
    schema: schema.boolean,
    hidden: true,
  },
];
