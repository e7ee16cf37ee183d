import { dnsLabel, labelValue, qualifiedName } from '../../catalog/kubernetes-names.js';
import {
  datasourceType,
  goDuration,
  grafanaAddress,
  prometheusLabel,
  ruleDuration,
  webAddress,
} from '../packaging/patterns.js';
import type { JsonSchema } from './json-schema.js';

export const boolean: JsonSchema = { type: 'boolean' };
export const text: JsonSchema = { type: 'string' };
export const url: JsonSchema = { type: 'string', pattern: webAddress };
export const grafanaUrl: JsonSchema = { type: 'string', pattern: grafanaAddress };
/**
 * Also the number 0, which needs no unit and which Helm's command line parses as a number. Helm says of any other number
 * that it wants a string.
 */
export const duration: JsonSchema = durationText({ minLength: 1 });

/** The same, or nothing. */
export const optionalDuration: JsonSchema = durationText({});

function durationText(limits: JsonSchema): JsonSchema {
  return {
    type: ['string', 'integer'],
    anyOf: [{ type: 'string', ...limits, pattern: ruleDuration }, { const: 0 }],
  };
}

/** A duration as accepted by the Grafana Operator's CRD, or empty. */
export const operatorDuration: JsonSchema = {
  type: 'string',
  pattern: `^$|${goDuration}`,
};

/** RFC 1123 label, or empty. */
export const namespace: JsonSchema = { type: 'string', pattern: `^(${dnsLabel.slice(1, -1)})?$` };

export const namespaces: JsonSchema = {
  type: 'array',
  items: { type: 'string', pattern: dnsLabel },
};

/** Switches by name. The templates reject unknown names and list the valid ones. */
export function switches(names: readonly string[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      names.map((name) => [
        name,
        { description: 'Whether to install the group.', ...boolean, default: true },
      ]),
    ),
    additionalProperties: boolean,
  };
}

export function oneOf(texts: readonly string[]): JsonSchema {
  return { type: 'string', enum: texts };
}

/** A text that can be converted to a name: the chart replaces underscores and upper case. */
export const nameOverride: JsonSchema = {
  type: 'string',
  maxLength: 253,
  pattern: '^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$',
};

export const labelName: JsonSchema = { type: 'string', pattern: qualifiedName };
export const labelText: JsonSchema = { type: 'string', pattern: labelValue };
/** The value of a label; Helm's command line parses 1 as a number and true as a boolean. */
export const singleLabelText: JsonSchema = { ...labelText, type: ['string', 'integer', 'boolean'] };
export const annotationName: JsonSchema = { type: 'string', pattern: `^$|${qualifiedName}` };

export const kubernetesLabels = mapOf(qualifiedName, labelText);
export const kubernetesAnnotations = mapOf(qualifiedName, text);
export const prometheusLabels = mapOf(prometheusLabel, text);

/** Names of data sources by their type. */
export const datasourceNames = mapOf(datasourceType, { type: 'string', minLength: 1 });

/** A map whose keys match a pattern. Not by `propertyNames`, for which Helm's validator reports a wrong path. */
function mapOf(keys: string, value: JsonSchema): JsonSchema {
  return { type: 'object', patternProperties: { [keys]: value }, additionalProperties: false };
}

const entryFields = {
  name: {
    description: 'Name of the dashboard in this release, and part of the name of its ConfigMap.',
    type: 'string',
    minLength: 1,
  },
  file: {
    description: 'A JSON file packed in the chart, such as files/dashboards/overview.json.',
    type: 'string',
    pattern: '\\.json$',
  },
  json: { description: 'The dashboard, as a JSON string or as an object.', type: ['string', 'object'] },
  folder: { description: 'Grafana folder of this dashboard.', type: 'string' },
};

/**
 * Dashboards by file or with their JSON. Entries with a `uid` are for compatibility with the former chart, where they
 * had any field of the dashboard beside its JSON, or the uid and title of a packed dashboard.
 */
export const dashboardEntries: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      ...entryFields,
      uid: { description: 'Uid of a packed dashboard.', type: 'string', minLength: 1, maxLength: 40 },
    },
    if: { required: ['uid'] },
    else: {
      required: ['name'],
      properties: { name: true, file: true, json: true, folder: true },
      additionalProperties: false,
    },
  },
};

const rule: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['expr'],
  properties: {
    alert: { type: 'string', minLength: 1 },
    record: { type: 'string', minLength: 1 },
    expr: { type: ['string', 'number'] },
    for: duration,
    keep_firing_for: duration,
    labels: prometheusLabels,
    annotations: prometheusLabels,
  },
};

/** Rule groups as Prometheus and the PrometheusRule CRD have them. */
export const ruleGroups: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'rules'],
    properties: {
      name: { type: 'string', minLength: 1 },
      interval: duration,
      query_offset: duration,
      limit: { type: 'integer', minimum: 0 },
      labels: prometheusLabels,
      partial_response_strategy: { type: 'string', pattern: '^(abort|warn|ABORT|WARN)?$' },
      rules: { type: 'array', items: rule },
    },
  },
};
