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
      about: 'Overrides the name of the chart in resource names and labels.',
      schema: schema.nameOverride,
      value: '',
    },
    {
      name: 'fullnameOverride',
      about:
        'Overrides the prefix of all resource names, which is made from the names of the release and the chart.',
      schema: schema.nameOverride,
      value: '',
    },
    {
      name: 'commonLabels',
      about: 'Labels to add to all resources. Values must be strings: quote numbers and booleans.',
      schema: schema.kubernetesLabels,
      value: {},
    },
    {
      name: 'commonAnnotations',
      about: 'Annotations to add to all resources.',
      schema: schema.kubernetesAnnotations,
      value: {},
    },
    {
      name: 'grafanaDashboards',
      about: "Dashboards, in one ConfigMap each, for Grafana's dashboard sidecar.",
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
  {
    name: 'global',
    about: 'Set by parent charts for all subcharts. Not used.',
    schema: { type: 'object' },
    hidden: true,
  },
  {
    name: 'enabled',
    about: 'For the condition of a parent chart. Not used.',
    schema: schema.boolean,
    hidden: true,
  },
];
