import { bundle, catalog, counter, logql, lokiAlert, lokiRecord, runbook } from 'dashwright';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { emitLoki } from '../../src/emit/loki/index.js';
import { resolveBundle } from '../../src/resolve/index.js';

const errors = logql.count(logql.stream({ app: 'api' }, 'pod').contains('error'), '5m');
const options = {
  name: 'shop',
  title: 'Shop',
  description: 'A shop.',
  version: '1.0.0',
  metrics: catalog({ requests_total: counter({ help: 'Requests.' }) }),
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
};

it('writes the rules of a bundle by group, with the annotations of its alerts', () => {
  const source = bundle({
    ...options,
    labels: { team: 'shop' },
    groups: { 'shop-logs': { interval: '1m' } },
    logRules: [
      lokiRecord('pod:errors:count5m', {
        expr: logql.sum(errors, { by: ['pod'] }),
        labels: { from: 'loki' },
      }),
      lokiAlert('Errors', {
        when: logql.above(logql.sum(errors, { by: ['pod'] }), 10),
        for: '5m',
        severity: 'critical',
        summary: ({ labels, value }) => `오류 on ${labels.pod}: ${value.raw}`,
        description: ({ threshold }) => `More than ${threshold}.`,
        runbook: runbook('errors'),
      }),
      lokiRecord('app:errors:count5m', { expr: logql.sum(errors), group: 'other' }),
    ],
  });
  const [file, ...rest] = emitLoki(resolveBundle(source));
  expect(rest).toEqual([]);
  expect(file?.path).toBe('loki/shop/rules.yml');
  const query = 'sum by (pod) (count_over_time({app="api"} |= "error" [5m]))';
  expect(load(String(file?.content))).toEqual({
    groups: [
      {
        name: 'shop-logs',
        interval: '1m',
        rules: [
          { record: 'pod:errors:count5m', expr: query, labels: { from: 'loki' } },
          {
            alert: 'Errors',
            expr: `${query} > 10`,
            for: '5m',
            labels: { team: 'shop', bundle: 'shop', severity: 'critical' },
            annotations: {
              summary: '오류 on {{ $labels.pod }}: {{ $value }}',
              description: 'More than the threshold.',
              runbook_url: 'https://runbooks.example.com/errors.md',
            },
          },
        ],
      },
      {
        name: 'other',
        rules: [{ record: 'app:errors:count5m', expr: 'sum(count_over_time({app="api"} |= "error" [5m]))' }],
      },
    ],
  });
});

it('writes nothing for a bundle without rules on logs', () => {
  expect(emitLoki(resolveBundle(bundle(options)))).toEqual([]);
});

it.each([
  ['ratio', 'humanizePercentage'],
  ['timestamp', 'toTime'],
  ['requests', 'humanize'],
  ['s', 'humanizeDuration'],
])('annotations of rules on logs have the units of metrics: %s', (unit, format) => {
  const when = logql.above(logql.count(logql.stream({ app: 'api' }), '5m'), 1);
  const { summary } = lokiAlert('A', { when, unit, summary: ({ value }) => `at ${value}` });
  expect(JSON.stringify(summary)).toContain(format);
});
