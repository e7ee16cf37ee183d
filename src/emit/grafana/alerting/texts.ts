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

/**
 * An annotation of Prometheus in Grafana's words, without a dollar sign: versions of Grafana do not agree on which of
 * them are variables of the environment in annotations. `$labels` is `.Labels`, `$value` the number of query A. A bound
 * that Prometheus looks up with `query` is query T here, for Grafana's templates know no `query`.
 */
export function annotationText(text: string, hasBound: boolean): string {
  return text
    .replaceAll(lookUp, (_, shown: string) =>
      hasBound ? shown.replaceAll(/(?<![\w.])\.Value\b/g, '.Values.T.Value') : 'the threshold',
    )
    .split(/(\{\{.*?\}\})/s)
    .map((part) => (part.startsWith('{{') ? action(part) : part.replaceAll('$', '{{ "\\x24" }}')))
    .join('');
}

/** What our own texts look a bound up with (define/resolve/rules.ts). */
const lookUp = /\{\{ range query \(printf `[^`]*`[^)`]*\) \}\}(.*?)\{\{ end \}\}/gs;

function action(part: string): string {
  return part
    .replaceAll(/\$labels\b/g, '.Labels')
    .replaceAll(/\$value\b|(?<![\w.)\]])\.Value\b(?!s)/g, '.Values.A.Value')
    .replaceAll('$', '$$$$');
}
