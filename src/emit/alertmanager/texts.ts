/** Notification texts as Alertmanager templates, which use the annotations of the alerts. */
export interface MessageTexts {
  readonly title: string;
  readonly text: string;
  readonly subject: string;
  readonly color: string;
  readonly pagerDutySeverity: string;
}

/**
 * A message says what is wrong, what it means, and links to runbook and panel. The alerts of one message can have
 * different names, so the title falls back to that of the bundle, or of all bundles that use the receiver.
 *
 * @param worst The most severe severities: one, or those of all bundles that use the receiver
 */
export function messageTexts(title: string, worst: readonly string[]): MessageTexts {
  const isWorst = `eq .CommonLabels.severity ${worst.map((severity) => JSON.stringify(severity)).join(' ')}`;
  const name = `{{ or .CommonLabels.alertname ${JSON.stringify(title)} }}`;
  const status = '{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}';
  return {
    title: `[${status}] ${name}`,
    text:
      '{{ range .Alerts }}*{{ .Annotations.summary }}*\n{{ .Annotations.description }}\n' +
      '{{ with .Annotations.runbook_url }}<{{ . }}|Runbook> {{ end }}' +
      '{{ with .Annotations.dashboard_url }}<{{ . }}|Dashboard>{{ end }}\n{{ end }}',
    subject: `[${status}] ${name}: {{ or .CommonAnnotations.summary "several alerts" }}`,
    color: `{{ if ne .Status "firing" }}good{{ else if ${isWorst} }}danger{{ else }}warning{{ end }}`,
    pagerDutySeverity: `{{ if ${isWorst} }}critical{{ else }}warning{{ end }}`,
  };
}
