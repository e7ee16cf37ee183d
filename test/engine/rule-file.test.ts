import { beforeAll, expect, test } from 'vitest';
import { type Engine, loadEngine } from '../../src/engine/index.js';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const file = (rules: string) => `groups:\n- name: a\n  rules:\n${rules}`;

test('a good rule file has no errors', () => {
  const yaml = file(`  - alert: High
    expr: sum(x) > 1
    for: 5m
    annotations: {summary: "{{ $value | humanize }} on {{ $labels.job }}"}
  - record: job:x:sum
    expr: sum by (job) (x)
`);
  expect(engine.checkRules(yaml)).toEqual([]);
  expect(engine.checkRules('')).toEqual([]);
});

test('every error is reported with its line', () => {
  const yaml = file(`  - alert: High
    expr: sum(
    annotations: {summary: "{{ foo }}"}
  - record: x{}
    expr: y
    for: 5m
`);
  expect(engine.checkRules(yaml)).toEqual([
    {
      message:
        '5:11: group "a", rule 1, "High": could not parse expression: 1:5: parse error: unclosed left parenthesis',
      line: 5,
      column: 11,
    },
    {
      message:
        'group "a", rule 1, "High": annotation "summary": template: __alert_High:1: function "foo" not defined',
    },
    expect.objectContaining({ line: 7, message: expect.stringContaining("invalid field 'for'") }),
    expect.objectContaining({ line: 7, message: expect.stringContaining('braces present') }),
  ]);
});

test('an unknown field is an error unless allowed', () => {
  const yaml = file('  - record: x\n    expr: y\n    exp: z\n');
  expect(engine.checkRules(yaml)).toEqual([
    expect.objectContaining({ line: 6, message: expect.stringContaining('field exp not found') }),
  ]);
  expect(engine.checkRules(yaml, { ignoreUnknownFields: true })).toEqual([]);
});

test('an error that the YAML parser reports twice is reported once', () => {
  const errors = engine.checkRules('groups: [\n');
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ line: expect.any(Number), message: expect.stringContaining('yaml') });
});

test('features can be enabled', () => {
  const yaml = file('  - record: x\n    expr: limitk(2, y)\n');
  expect(engine.checkRules(yaml)).toHaveLength(1);
  expect(engine.checkRules(yaml, { features: 'all' })).toEqual([]);
});
