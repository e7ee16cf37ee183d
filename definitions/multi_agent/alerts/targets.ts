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
  summary: 'All router agents are down: the system accepts no requests',
  description: ({ value }) =>
    `Router agents that Prometheus could scrape for 2 minutes: ${value.fixed(0)} (threshold: at least 1). ` +
    'User requests fail, and the other alerts on the router cannot fire.',
  runbook: runbook('router-agent-down'),
});

export const SdbAgentDown = alert({
  when: either(equals(sdbAgentsUp, 0), missing(sdbAgentsUp, { as: 0 })),
  for: '2m',
  severity: 'critical',
  group,
  summary: 'All SDB agents are down: no code changes, no pull requests',
  description: ({ value }) =>
    `SDB agents that Prometheus could scrape for 2 minutes: ${value.fixed(0)} (threshold: at least 1). ` +
    'The router still responds, but all requests that it passes to the SDB agent fail.',
  runbook: runbook('sdb-agent-down'),
});

// A pod that is replaced leaves the targets at once, so 5 minutes of `up` 0 mean a pod that hangs or crashes.
export const AgentTargetDown = alert({
  when: equals(targets, 0),
  for: '5m',
  severity: 'warning',
  group,
  summary: ({ labels }) => `Pod ${labels.pod} of ${labels.job} cannot be scraped`,
  description: ({ labels }) =>
    `Prometheus has failed to scrape ${labels.pod} (${labels.namespace}, job ${labels.job}, ` +
    `${labels.instance}) for 5 minutes. The pod is missing from all panels and may not be working at all.`,
  runbook: runbook('agent-target-down'),
});
