// Rules for Loki's ruler, for events that no metric counts: handled errors, and payments.
import { logql, lokiAlert, lokiRecord, runbook } from 'dashwright';

const lines = logql.stream({ app: 'multiweb-api' }, 'namespace').json('level', 'path');
const errors = lines.where({ level: 'error' });
const group = 'multiweb_logs';

/** Written to Prometheus by the remote write of the ruler. */
const errorLines = lokiRecord('namespace_path:multiweb_error_lines:rate5m', {
  help: 'Lines of errors per second, by endpoint.',
  expr: logql.sum(logql.rate(errors, '5m'), {
    by: ['namespace', 'path'],
  }),
  group,
});

const errorLinesHigh = lokiAlert('ErrorLinesHigh', {
  when: logql.above(logql.sum(logql.rate(errors, '5m'), { by: ['namespace'] }), 1),
  for: '5m',
  severity: 'warning',
  unit: 'cps',
  summary: ({ labels, value }) =>
    `High rate of error logs in ${labels.namespace}: ${value.fixed(1)} lines per second`,
  description: ({ labels, value }) =>
    `The API in namespace ${labels.namespace} logs ${value.fixed(1)} errors per second over 5 minutes (threshold 1). ` +
    'HighErrorRate does not count handled errors, whose responses are 2xx or 4xx.',
  runbook: runbook('high-error-rate'),
  group,
});

export const logRules = [errorLines, errorLinesHigh];
