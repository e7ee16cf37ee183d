import type { Matcher } from '../../catalog/index.js';
import { legacyLabelName } from '../../catalog/names.js';

/** A matcher in Alertmanager's syntax: `severity=~"warning|info"`. Its two parsers read these escapes alike. */
export function matcherText({ label, operator, value }: Matcher): string {
  return `${legacyLabelName.test(label) ? label : quoted(label)}${operator}${quoted(value)}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
