import { type ComposedText, writeText } from '../../../define/alerting/message.js';
import { templateFor } from '../../../define/alerting/value-format.js';
import type { ParsedTemplate } from '../../../engine/index.js';
import { type Translated, translate } from './translate.js';

/**
 * Grafana's file provisioning replaces `$NAME` and `${NAME}` in most texts by variables of the environment, and `$$`
 * by the sign itself (pkg/services/provisioning/values). Expressions are left as they are, and so are routes and mute
 * times.
 */
export function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** A reference to a variable of the environment. */
export function fromEnvironment(name: string): string {
  return `\${${name}}`;
}

/** Go's template parser, for texts that hold actions. */
export type ReadTemplate = (text: string) => ParsedTemplate;

/**
 * A label or an annotation of Prometheus in Grafana's words. Versions of Grafana do not agree on whether variables of
 * the environment are replaced there, so no dollar sign is in it that could begin one.
 */
export function ruleText(text: string, read: ReadTemplate): Translated {
  const parsed: ParsedTemplate = text.includes('{{')
    ? read(text)
    : { ok: true, nodes: [{ kind: 'text', start: 0, text }], definitions: [] };
  // Neither of them expands a text that does not parse: its writer has been told.
  return parsed.ok ? translate(parsed) : { text: literal(text), incomplete: false };
}

/** How a text writes a threshold that is a series: that of query T, in its unit. */
export function thresholdOfQuery(unit: string | undefined): string {
  return templateFor('$threshold', unit);
}

/** @param threshold As Prometheus' template language writes it. */
export function annotationText(text: ComposedText, threshold: string, read: ReadTemplate): Translated {
  return ruleText(writeText(text, { threshold }), read);
}
