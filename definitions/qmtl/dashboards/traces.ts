import {
  dashboard,
  panel,
  row,
  type SpanMatches,
  traces as show,
  type TraceQuery,
  traceql,
  variable,
} from 'dashwright';
import { links, tags } from './common.js';

/** Spans of one submission run from the SDK's HTTP request through the gateway to the DAG manager's gRPC call. */
const found = (more: SpanMatches = {}): TraceQuery =>
  show(traceql.spans({ resource: { 'service.name': '$service' }, ...more }), { limit: 20 });

export const traces = dashboard({
  uid: 'qmtl-traces',
  title: 'QMTL / Traces',
  description: 'From a slow or failed submission to its spans, in Tempo or Jaeger.',
  tags,
  links: [
    ...links,
    { title: 'Jaeger: gateway', url: '${jaeger}/search?service=gateway', newTab: true, keepVariables: false },
  ],
  variables: [
    variable.text({ name: 'jaeger', label: 'Jaeger', default: 'http://localhost:16686' }),
    variable.text({ name: 'service', label: 'Service', default: 'gateway' }),
  ],
  rows: [
    row('Tempo', [
      panel.table({
        title: 'Slow submissions',
        description: 'Spans longer than the threshold of GatewayLatencyHigh.',
        show: found({ duration: { above: '150ms' } }),
      }),
      panel.table({
        title: 'Failed submissions',
        description:
          'Submissions with a span in error. Normally empty; the deepest span in error shows whether the gateway, the ' +
          'DAG manager or a dependency failed.',
        show: found({ status: 'error' }),
      }),
      panel.table({
        title: 'Latest submissions',
        description:
          'Any submissions, to compare a slow or failed one with. If it is empty while strategies are submitted, spans ' +
          'do not arrive: see below.',
        show: found(),
        width: 24,
      }),
    ]),
    row('How traces get here', [
      panel.text({
        title: 'Export and search',
        description: 'How spans get to Tempo or Jaeger, and how to search for them there.',
        height: 9,
        markdown: [
          'Gateway, DAG manager and SDK export OpenTelemetry spans to any OTLP backend. All processes share the',
          '`telemetry` section of `qmtl.yml`:',
          '',
          '```yaml',
          'telemetry:',
          '  otel_exporter_endpoint: http://localhost:4318/v1/traces   # or: console',
          '```',
          '',
          'In [Jaeger](${jaeger}/search?service=gateway) search with `service="gateway"`; in Tempo with',
          '`{ resource.service.name = "gateway" }`. A trace shows the request of the SDK, the submission at the',
          'gateway and the gRPC call to the DAG manager, one below the other.',
        ].join('\n'),
      }),
    ]),
  ],
});
