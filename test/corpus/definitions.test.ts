// Every public rule group, written as definitions, is emitted unchanged.
import {
  type AlertOptions,
  alert,
  bundle,
  catalog,
  type Duration,
  type GroupOptions,
  promql,
  record,
  ruleGroup,
} from 'dashwright';
import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../src/catalog/duration.js';
import { alertGroups, type PrometheusGroup, recordingGroups } from '../../src/emit/prometheus/index.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { type CorpusGroup, type CorpusRule, corpus, corpusFiles } from './read.js';

/** Options of groups by their names in rule files. */
const groupOptions: Readonly<Record<string, keyof GroupOptions>> = {
  interval: 'interval',
  limit: 'limit',
  query_offset: 'queryOffset',
  labels: 'labels',
  partial_response_strategy: 'partialResponseStrategy',
  source_tenants: 'sourceTenants',
  align_evaluation_time_on_interval: 'alignEvaluationTimeOnInterval',
};

/** Fields of rules that have an option; the others are set with `json`. */
const ruleFields = ['alert', 'record', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];

function texts(given: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([name, text]) => [name, String(text)]));
}

function ruleOf(rule: CorpusRule) {
  const expr = promql`${String(rule.expr)}`;
  const others = Object.entries(rule).filter(([field]) => !ruleFields.includes(field));
  const json = others.length > 0 && { json: Object.fromEntries(others) };
  if (rule.record !== undefined) return record(rule.record, { expr, labels: texts(rule.labels), ...json });
  const { severity, ...labels } = texts(rule.labels);
  const options: AlertOptions<never> = {
    name: rule.alert ?? '',
    when: expr,
    labels,
    annotations: texts(rule.annotations),
    ...json,
    ...(severity !== undefined && { severity }),
    ...(rule.for !== undefined && { for: rule.for as Duration }),
    ...(rule.keep_firing_for !== undefined && { keepFiringFor: rule.keep_firing_for as Duration }),
  };
  return alert(options);
}

function emitted(group: CorpusGroup): PrometheusGroup {
  const options: GroupOptions = Object.fromEntries(
    Object.entries(group.fields).flatMap(([field, value]) => {
      const option = groupOptions[field];
      return option === undefined || value === undefined || value === null ? [] : [[option, value]];
    }),
  );
  const made = bundle({
    name: 'corpus',
    title: 'Corpus',
    description: 'Rules that others wrote.',
    version: '1.0.0',
    metrics: catalog({}),
    groups: [ruleGroup({ name: group.name, ...options, rules: group.rules.map(ruleOf) })],
    urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}' },
  });
  const resolved = resolveBundle(made);
  const [only, ...others] = [...recordingGroups(resolved), ...alertGroups(resolved)];
  expect(others).toEqual([]);
  return only ?? expect.fail('no group');
}

/** The meaning of a rule: trimmed texts, durations as numbers, no label of the bundle. */
function meaning(rule: object): object {
  const {
    expr,
    for: wait = '0s',
    keep_firing_for: keep = '0s',
    labels,
    annotations,
    ...rest
  } = rule as CorpusRule;
  const { bundle: _, ...own } = texts(labels);
  return {
    ...rest,
    expr: String(expr).trim(),
    wait: parseDuration(wait),
    keep: parseDuration(keep),
    labels: own,
    annotations: texts(annotations),
  };
}

describe.skipIf(!corpus.there && !corpus.required)('public rule groups', () => {
  let all = 0;
  let same = 0;
  for (const file of corpus.there ? corpusFiles() : []) {
    for (const group of file.groups.filter(({ rules }) => rules.length > 0)) {
      it(`${file.name}: ${group.name}`, () => {
        const { name, rules, ...fields } = emitted(group);
        expect(name).toBe(group.name);
        expect(rules.map(meaning)).toEqual(group.rules.map(meaning));
        const known = Object.entries(group.fields).filter(
          ([field, value]) => groupOptions[field] && value !== null,
        );
        expect(fields).toEqual(Object.fromEntries(known));
        const alerts = (some: readonly object[]) => some.map(meaning).filter((rule) => 'alert' in rule);
        const [before, after] = [alerts(group.rules), alerts(rules)];
        all += before.length;
        same += before.filter((rule, index) => JSON.stringify(rule) === JSON.stringify(after[index])).length;
        expect(Object.keys(group.fields).filter((field) => !groupOptions[field])).toEqual([]);
      });
    }
  }
  it('have alerts that definitions can express, at least 99 of 100', () => {
    expect(all).toBeGreaterThan(0);
    expect(same / all, `${same} of ${all} alerts`).toBeGreaterThanOrEqual(0.99);
  });
});
