import type { Mistakes } from './form.js';

/** Mistakes in alerts, their levels and what they refer to. */
export const alertsMistakes: Mistakes = {
  'the name of a runbook in place of a runbook': [
    `d.alert({ ...base, severity: 'info', runbook: 'queue-long' as any })`,
    'runbook is "queue-long"',
    "runbook('queue-long')",
  ],
  'a severity of a name that is misspelt': [
    `d.alert({ ...base, severity: untyped.page })`,
    'alert: severity is undefined',
  ],
  'a runbook of a name that is misspelt': [
    `d.alert({ ...base, severity: 'info', runbook: untyped.runbok })`,
    'alert: runbook is undefined',
  ],
  'a duration that is a number': [
    `d.alert({ ...base, severity: 'info', for: 5 as any })`,
    'for is 5',
    'a duration, units from large to small: 90s, 5m, 1h30m',
  ],
  'a level without a bound': [
    `d.alert({ ...base, for: { warning: '5m' }, severity: 'info' })`,
    'for names the level "warning"',
    'one duration, or bounds by severity',
  ],
  'a misspelt level': [
    `d.alert({ ...base, when: d.above(queueDepth, { warning: 1, critical: 2 }), for: { critcal: '5m' } })`,
    'for names the level "critcal"',
    'did you mean critical?',
  ],
  'a severity beside levels': [
    `d.alert({ ...base, when: d.above(queueDepth, { warning: 1, critical: 2 }), severity: 'critical' })`,
    'severity is "critical", but the bounds already have severities',
  ],
  'levels of one bound': [
    `d.above(queueDepth, { warning: 1, critical: 1 })`,
    'above: the bounds',
    'a different bound for each severity',
  ],
  'levels without a bound': [`d.above(queueDepth, {})`, 'above: the bounds are an empty object'],
  'a bound that is a text': [
    `d.above(queueDepth, { warning: '1' } as any)`,
    'above: the bounds: warning is "1"',
    'a number',
  ],
  'a level that is a field of values': [
    `d.above(queueDepth, { threshold: 1, critical: 2 })`,
    'above: the bounds are "threshold"',
    'another severity',
  ],
  'a level that is no name': [
    `d.above(queueDepth, { 1: 5, 2: 7 })`,
    'above: the bounds are "1"',
    'letters, digits',
  ],
  'levels in the second condition': [
    `d.both(d.above(queueDepth, 1), d.above(queueDepth, { warning: 1, critical: 2 }))`,
    'the condition that has bounds by severity first',
  ],
  'a summary said twice': [
    `d.alert({ ...base, severity: 'info', summary: 's', annotations: { summary: 't' } })`,
    'annotations sets summary, and so does the option summary',
  ],
  'json of a rule that is a list': [
    `d.alert({ ...base, severity: 'info', json: [] } as any)`,
    'json is an empty list',
    'an object',
  ],
  'json of a rule with a function': [
    `d.alert({ ...base, severity: 'info', json: { limit: () => 1 } } as any)`,
    'limit is a function',
  ],
  'a rule group without rules': [
    `d.ruleGroup({ name: 'g', rules: [] })`,
    'ruleGroup "g": rules is an empty list',
  ],
  'a strategy that Thanos does not have': [
    "d.ruleGroup({ name: 'g', rules: [d.record('a:b:c', { expr: d.promql`up` })], partialResponseStrategy: 'warm' } as any)",
    'partialResponseStrategy is "warm"',
    'did you mean warn?',
  ],
  'a missing condition': [
    `d.alert({ severity: 'info', summary: 's', description: 'd', runbook: base.runbook } as any)`,
    'when is missing',
  ],
  'an undefined signal': [
    `d.panel.timeseries({ title: 'Queue', show: untyped.queueDept })`,
    'panel.timeseries "Queue": show is undefined',
    'misspelt',
  ],
  'an undefined signal in a list': [
    `d.panel.stat({ title: 'Queue', show: [queueDepth, untyped.queueDept] })`,
    'show[1] is undefined',
  ],
  'an expression in place of a signal': [
    `d.panel.stat({ title: 'Queue', show: metrics.queue_length as any })`,
    'show is the metric queue_length',
    'signal({ … })',
  ],
  'an undefined panel': [
    `d.dashboard({ uid: 'u', title: 't', rows: [untyped.panel] })`,
    'rows[0] is undefined',
  ],
  'a gap in a list': [`d.row('Row', [, d.panel.text({ title: 't' })] as any)`, 'panels[0] is undefined'],
  'a dashboard without rows': [
    `d.dashboard({ uid: 'u', title: 't' } as any)`,
    'dashboard "t": rows is missing',
  ],
};
