// Two questions: is there an agent of each kind, and does every pod respond? A deployment with two pods of which one
// hangs still serves its users, and must not page anybody.
import { alert, either, equals, missing, runbook } from 'dashwright';
import { routersUp, sdbAgentsUp, targets } from '../signals.js';

const group = 'multi-agent-targets';

// Without pods there are no `up` series: that counts as 0 pods.
export const RouterAgentDown = alert({
  when: either(equals(routersUp, 0), missing(routersUp, { as: 0 })),
  for: '2m',
  severity: 'critical',
  group,
  summary: 'No router agent answers: the system takes no requests',
  description: ({ value }) =>
    `Router agents that answer scrapes for 2 minutes: ${value.fixed(0)} (threshold: at least 1). ` +
    'Requests of users fail. The other alerts on the router are blind meanwhile.',
  runbook: runbook('router-agent-down'),
});

export const SdbAgentDown = alert({
  when: either(equals(sdbAgentsUp, 0), missing(sdbAgentsUp, { as: 0 })),
  for: '2m',
  severity: 'critical',
  group,
  summary: 'No SDB agent answers: no code is changed and no pull request opened',
  description: ({ value }) =>
    `SDB agents that answer scrapes for 2 minutes: ${value.fixed(0)} (threshold: at least 1). ` +
    'The router still answers, but everything that it hands to the SDB agent fails.',
  runbook: runbook('sdb-agent-down'),
});

// A pod that is replaced leaves the targets at once, so 5 minutes of `up` 0 mean a pod that hangs or crashes.
export const AgentTargetDown = alert({
  when: equals(targets, 0),
  for: '5m',
  severity: 'warning',
  group,
  summary: ({ labels }) => `Pod ${labels.pod} of ${labels.job} does not answer scrapes`,
  description: ({ labels }) =>
    `Prometheus cannot read the metrics of ${labels.pod} (${labels.namespace}, job ${labels.job}, ` +
    `${labels.instance}) for 5 minutes. Its work is missing from every panel, and it may not do any.`,
  runbook: runbook('agent-target-down'),
});
