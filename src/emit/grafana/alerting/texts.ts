import { type ComposedText, writeText } from '../../../define/alerting/message.js';
import { templateFor } from '../../../define/alerting/value-format.js';
import type { ParsedTemplate } from '../../../engine/index.js';
import { type Translated, translate } from './translate.js';

/**
 * Grafana's file provisioning replaces `$NAME` and `${NAME}` in most texts by environment variables, and `$$` by a
 * dollar sign (pkg/services/provisioning/values). Expressions, notification policies and mute timings are not affected.
 */
export function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** A reference to an environment variable. */
export function fromEnvironment(name: string): string {
  return `\${${name}}`;
}

/** Go's template parser, for texts that hold actions. */
export type ReadTemplate = (text: string) => ParsedTemplate;

/**
 * Translates a label or an annotation from Prometheus to Grafana. Versions of Grafana differ in whether they replace
 * environment variables there, so the result has no dollar sign that could start one.
 */
export function ruleText(text: string, read: ReadTemplate): Translated {
  const parsed: ParsedTemplate = text.includes('{{')
    ? read(text)
    : { ok: true, nodes: [{ kind: 'text', start: 0, text }], definitions: [] };
  // A text that does not parse is not expanded by either of them, and a check has reported it.
  return parsed.ok ? translate(parsed) : { text: literal(text), incomplete: false };
}

/** The text for a threshold that is a series: the value of query T, in its unit. */
export function thresholdOfQuery(unit: string | undefined): string {
  return templateFor('$threshold', unit);
}

/** @param threshold In Prometheus' template language. */
export function annotationText(text: ComposedText, threshold: string, read: ReadTemplate): Translated {
  return ruleText(writeText(text, { threshold }), read);
}
