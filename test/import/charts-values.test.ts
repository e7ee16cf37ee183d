import { beforeAll, expect, test } from 'vitest';
import { type Engine, loadEngine } from '../../src/engine/index.js';
import { readDocuments } from '../../src/import/read/documents.js';
import { readInput } from '../../src/import/read/kinds.js';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const read = (text: string) => readInput(readDocuments('values.yaml', text).documents, engine).input;

test('rules and the configuration of Alertmanager are found in the values of a chart', () => {
  const { groups, routings, ignored } = read(`
alertmanager:
  enabled: true
  config:
    route: { receiver: 'null', group_by: [namespace] }
    receivers: [{ name: 'null' }]
additionalPrometheusRulesMap:
  shop:
    groups:
      - name: shop
        rules: [{ alert: Down, expr: up == 0 }]
`);
  expect(groups.map(({ name, at }) => [name, at])).toEqual([
    ['shop', 'additionalPrometheusRulesMap.shop.groups[0]'],
  ]);
  expect(routings.map(({ config }) => config)).toMatchObject([{ receivers: [{ name: 'null' }] }]);
  expect(routings[0]?.origin.problem(['route'], 'x')).toEqual({
    file: 'values.yaml',
    line: 5,
    at: 'alertmanager.config.route',
    message: 'x',
  });
  expect(ignored).toEqual([]);
});

test("rules of Loki's operator are read", () => {
  const { groups } = read(`
apiVersion: loki.grafana.com/v1
kind: AlertingRule
metadata: { name: shop }
spec:
  tenantID: application
  groups:
    - name: errors
      rules:
        - alert: Errors
          expr: sum(rate({app="shop"} |= "error" [1m])) > 1
`);
  expect(groups).toMatchObject([{ name: 'errors', language: 'logql', rules: [{ alert: 'Errors' }] }]);
});
