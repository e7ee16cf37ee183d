// The labels that distinguish the alerts of a bundle from those of all others.
import { environments, logql, lokiAlert, runbook } from 'dashwright';
import { describe, expect, test } from 'vitest';
import { alertBy, alerting } from '../fixtures/alerting-bundle.js';

const A = alertBy([], 'warning');
const labelsOf = (...args: Parameters<typeof alerting>) => alerting(...args).alertGroups[0]?.rules[0]?.labels;

describe('every alert of a bundle', () => {
  test('has its name as a label', () => {
    expect(labelsOf('shop', { A })).toEqual({ bundle: 'shop', severity: 'warning' });
  });
  test('or other labels, which the alert may already have', () => {
    const Own = alertBy([], 'warning', { labels: { team: 'core' } });
    expect(labelsOf('shop', { Own }, { identity: { team: 'core', part: 'shop' } })).toEqual({
      team: 'core',
      part: 'shop',
      severity: 'warning',
    });
  });
});

describe('labels that would not distinguish the bundle are rejected', () => {
  const Named = alertBy([], 'warning', { labels: { bundle: 'other' } });
  const errors = logql.count(logql.stream({ app: 'a' }), '5m');
  const Logged = lokiAlert('Logged', {
    when: logql.above(errors, 1),
    severity: 'info',
    summary: 's',
    description: 'd',
    runbook: runbook('r'),
    labels: { bundle: 'other' },
  });
  const environment = (content: object) => ({ environments: environments({ A }, { dev: content }) });
  test.each([
    ['no label', { identity: {} }, 'has no label'],
    ['an empty value', { identity: { team: '' } }, 'the value of team must be a non-empty string'],
    ['a template', { identity: { team: '{{ $labels.team }}' } }, 'the same for all alerts'],
    ['the severity', { identity: { severity: 'critical' } }, 'severity cannot identify'],
    ['no name of a label', { identity: { 'a-b': 'x' } }, 'a-b cannot identify'],
    ['a label of the bundle', { labels: { bundle: 'x' } }, 'the option labels sets the label bundle to "x"'],
    ['a rule group', { groups: { shop: { labels: { bundle: 'x' } } } }, 'rule group shop sets'],
    ['an alert on logs', { logRules: [Logged] }, 'alert Logged sets the label bundle to "other"'],
    ['an environment', environment({ labels: { bundle: 'x' } }), 'environment dev sets'],
    [
      'an alert in an environment',
      environment({ alerts: { A: { labels: { bundle: 'x' } } } }),
      'environment dev, alert A, sets',
    ],
  ])('%s', (_what, more, message) => {
    expect(() => alerting('shop', { A }, more)).toThrow(message);
  });
  test('an alert', () => {
    expect(() => alerting('shop', { Named })).toThrow(
      'alert Named sets the label bundle to "other", but bundle="shop" identifies the alerts of bundle shop',
    );
  });
});
