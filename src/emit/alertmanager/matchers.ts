import type { Matcher } from '../../catalog/index.js';

/** Names that Alertmanager takes without quotes in both of its syntaxes. */
const plainName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A matcher in Alertmanager's syntax: `severity=~"warning|info"`. Its two parsers read these escapes alike. */
export function matcherText({ label, operator, value }: Matcher): string {
  return `${plainName.test(label) ? label : quoted(label)}${operator}${quoted(value)}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
