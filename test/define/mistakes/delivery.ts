import type { Mistakes } from './form.js';

/** Mistakes in objectives, stacks, routes and receivers, and misspelt names of functions. */
export const deliveryMistakes: Mistakes = {
  'an objective as a ratio': [
    `d.slo({ service: 's', name: 'n', objective: 0.99, sli: d.sli.events({ errors: metrics.requests_total, total: metrics.requests_total }), runbook: base.runbook })`,
    's-n: an objective of 0.99',
    'did you mean 99?',
  ],
  'an objective as a ratio of three nines': [
    `d.slo({ service: 's', name: 'n', objective: 0.999, sli: d.sli.events({ errors: metrics.requests_total, total: metrics.requests_total }), runbook: base.runbook })`,
    'did you mean 99.9?',
  ],
  'a label of an objective that it sets itself': [
    `d.slo({ service: 's', name: 'n', objective: 99, labels: { sloth_id: 'x' }, sli: d.sli.events({ errors: metrics.requests_total, total: metrics.requests_total }), runbook: base.runbook })`,
    '"sloth_id"',
    'another name: the objective sets it',
  ],
  'a label of its alert that it sets itself': [
    `d.slo({ service: 's', name: 'n', objective: 99, alerts: { pageFast: { labels: { long_window: '1h' } } }, sli: d.sli.events({ errors: metrics.requests_total, total: metrics.requests_total }), runbook: base.runbook })`,
    '"long_window"',
    'another name: the objective sets it',
  ],
  'an objective in words': [
    `d.slo({ service: 's', name: 'n', objectiv: 99, sli: d.sli.events({ errors: metrics.requests_total, total: metrics.requests_total }), runbook: base.runbook } as any)`,
    'did you mean objective?',
  ],
  'a retention that Prometheus does not read': [
    `d.stack({ scrape: [], retention: { time: 'two weeks' as any } })`,
    'stack: retention.time is "two weeks"',
  ],
  'a stack without jobs': [`d.stack({} as any)`, 'scrape is missing'],
  'an alert in place of what selects it': [
    `d.routing({ receiver: d.receiver('team', {}), inhibitRules: [{ source: alarm as any, target: { severity: 'info' } }] })`,
    'inhibitRules[0].source is the alert itself',
    'an object with severity, alerts, labels, matchers',
    'write { alerts: [alert] }',
  ],
  'the beginning of a name': [
    `d.routing({ receiver: d.receiver('team', {}), inhibit: [] } as any)`,
    'did you mean inhibitRules?',
  ],
  'a route to nobody': [`d.routing({ receiver: untyped.team })`, 'receiver is undefined'],
  'a misspelt grouping': [
    `d.sum(metrics.queue_length, { bye: ['queue'] } as any)`,
    'sum has no option "bye"',
    'did you mean by?',
  ],
  'a misspelt way of matching': [
    `d.div(metrics.queue_length, metrics.queue_length, { ignorng: ['queue'] } as any)`,
    'did you mean ignoring?',
  ],
  'a channel without its sign': [
    `d.receiver('team', { slack: { url: d.secretFile('x'), channel: 'team' as any } })`,
    'slack.channel is "team"',
  ],
  'a misspelt way of telling': [`d.receiver('team', { slak: {} } as any)`, 'did you mean slack?'],
  'a month that does not exist': [`d.timeInterval('m', { months: ['decembre'] })`, 'months[0] is "decembre"'],
  'a time zone that does not exist': [
    `d.timeInterval('m', { location: 'Asia/Soul' })`,
    'location is "Asia/Soul"',
  ],
  'undefined options': [`d.signal(undefined as any)`, 'signal is undefined'],
  'options that are null': [`d.dashboard(null as any)`, 'dashboard is null'],
  'a misspelt type of panel': [
    `(d.panel as any).timeserie({ title: 't' })`,
    'panel has no type timeserie',
    'did you mean timeseries?',
  ],
  'a misspelt type of variable': [`(d.variable as any).querry({ name: 'x' })`, 'did you mean query?'],
  'a misspelt annotation': [`(d.annotation as any).alert({})`, 'did you mean alerts?'],
  'a misspelt indicator': [`(d.sli as any).latncy({})`, 'did you mean latency?'],
  'a misspelt import': [
    `(d as any).guage({ help: 'h' })`,
    'dashwright has no export guage',
    'did you mean gauge?',
  ],
  'an import from the other entry': [
    `(d as any).scenario('s')`,
    'dashwright has no export scenario',
    'import it from dashwright/testing',
  ],
  'an import from the other entry, in a scenario': [
    `(testing as any).rate(1)`,
    'dashwright/testing has no export rate',
    'import it from dashwright',
  ],
  'a misspelt function of LogQL': [`(d.logql as any).rte()`, 'did you mean rate?'],
};
