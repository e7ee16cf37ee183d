import type { RunningRule } from '../../../../src/check/index.js';
import { cases } from '../../support.js';

const page = 'lag_seconds{topic="orders"} 1\n';
const running = (more: Partial<RunningRule> = {}): RunningRule => ({
  type: 'alert',
  group: 'shop',
  name: 'A',
  expr: 'lag_seconds > 5',
  for: 300,
  keepFiringFor: 0,
  labels: { bundle: 'shop', severity: 'warning' },
  annotations: {
    summary: 'Something is wrong',
    description: 'It is {{ $value }}',
    runbook_url: 'https://runbooks.example/known',
  },
  error: undefined,
  ...more,
});
const given = { alerts: { A: 'lag_seconds > 5' } };
const server = (...rules: RunningRule[]) => ({ rules });

export default cases('live/rule', {
  trips: {
    'another threshold': {
      given,
      page,
      server: server(running({ expr: 'lag_seconds > 7' })),
      says: 'evaluates another version of it: its expression is lag_seconds > 7',
      path: 'shop/alerts/A',
    },
    'another for, label and annotation': {
      given,
      page,
      server: server(running({ for: 60, labels: { bundle: 'shop', severity: 'critical' }, annotations: {} })),
      says: 'its for is 60 s and not 5m, its label severity differs, its annotation summary is not there',
    },
    'an evaluation that fails': {
      given,
      page,
      server: server(running({ error: 'found duplicate series' })),
      says: 'cannot evaluate it (group shop): found duplicate series',
    },
    'a rule that is not loaded, beside others': {
      given: { alerts: { A: 'lag_seconds > 5', B: 'lag_seconds > 9' } },
      page,
      server: server(running()),
      path: 'shop/alerts/B',
    },
    'a rule that is no longer defined': {
      given,
      page,
      server: server(running(), running({ name: 'Old' })),
      says: 'the alert Old in the group shop',
    },
    'a server that evaluates none of them': {
      given,
      page,
      server: server(),
      level: 'info',
      says: 'evaluates none of the 1 rule of this bundle',
    },
  },
  silent: {
    'the same, written otherwise': {
      given,
      page,
      server: server(running({ expr: 'lag_seconds   > (5)'.replace('(5)', '5') })),
    },
    'one of several versions': {
      given,
      page,
      server: server(running({ expr: 'lag_seconds > 7' }), running()),
    },
    'a server that does not say': { given, page, server: {} },
  },
});
