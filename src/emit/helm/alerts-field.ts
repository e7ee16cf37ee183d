import { thresholdUnit } from '../packaging/threshold-unit.js';
import type { AlertTuning } from '../packaging/tuning.js';
import type { ValueField } from './field.js';
import type { JsonSchema } from './json-schema.js';
import { boolean, duration, prometheusLabels } from './schema-parts.js';

/** Overrides of single alerts, with the current settings of each alert as an example. */
export function alertsField(tuning: Readonly<Record<string, AlertTuning>>): ValueField {
  const names = Object.keys(tuning);
  return {
    name: 'alerts',
    about:
      'Overrides of single alerts, by name: threshold, for, keep_firing_for, severity, enabled, and labels and annotations to add.',
    schema: {
      type: 'object',
      // The schema allows any name: the templates reject unknown ones and list the valid names.
      properties: propertiesOf(tuning),
      additionalProperties: overrideSchema(undefined),
    },
    value: {},
    ...(names.length > 0 && {
      example: ['Defaults:', ...names.map((name) => exampleOf(name, tuning[name]))].join('\n'),
    }),
  };
}

/** An alert takes overrides; one with levels takes those of each. */
function propertiesOf(tuning: Readonly<Record<string, AlertTuning>>): Record<string, JsonSchema> {
  const properties: Record<string, JsonSchema> = {};
  for (const [key, alert] of Object.entries(tuning)) {
    const { alert: name, level } = alert;
    if (name === undefined || level === undefined) {
      properties[key] = overrideSchema(alert);
      continue;
    }
    const levels = properties[name]?.properties ?? {};
    properties[name] = {
      type: 'object',
      additionalProperties: false,
      properties: { ...levels, [level]: overrideSchema(alert) },
    };
  }
  return properties;
}

function overrideSchema(alert: AlertTuning | undefined): JsonSchema {
  const { threshold } = alert ?? {};
  const unit = threshold && thresholdUnit(threshold);
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      threshold: {
        description: `Threshold of the alert${unit ? `, in its unit: ${unit}` : ''}.`,
        type: 'number',
        ...(threshold && { default: threshold.value }),
      },
      for: {
        description: 'How long the condition must hold before the alert fires.',
        ...duration,
        ...(alert && { default: alert.for }),
      },
      keep_firing_for: {
        description: 'How long the alert keeps firing after its condition has cleared.',
        ...duration,
        ...(alert?.keepFiringFor !== undefined && { default: alert.keepFiringFor }),
      },
      severity: {
        description: 'Value of the label severity.',
        // Helm's command line parses 1 as a number.
        type: ['string', 'integer'],
        minLength: 1,
        ...(alert && { default: alert.severity }),
      },
      labels: { description: 'Labels to add to the alert.', ...prometheusLabels },
      annotations: {
        description: 'Annotations to add to the alert or to replace.',
        ...prometheusLabels,
      },
      enabled: { description: 'Whether to install the alert.', ...boolean, default: true },
    },
  };
}

/** Flow style: one line per alert keeps values.yaml short. */
function exampleOf(name: string, alert: AlertTuning | undefined): string {
  if (!alert) return `${name}: {}`;
  const { threshold } = alert;
  const number = threshold ? `threshold: ${threshold.value}, ` : '';
  const text = threshold && thresholdUnit(threshold);
  const unit = text ? ` # ${text}` : '';
  const severity = alert.severity === undefined ? '' : `, severity: ${alert.severity}`;
  const fields = `{ ${number}for: ${alert.for}${severity} }`;
  const { alert: of, level } = alert;
  if (of !== undefined && level !== undefined) return `${of}: { ${level}: ${fields} }${unit}`;
  return `${name}: ${fields}${unit}`;
}
