import type { Mistakes } from './form.js';

/** Values that are null, undefined or of the wrong type, and names that are reserved in JavaScript. */
export const absentMistakes: Mistakes = {
  'an option that is missing says what it takes': [
    `d.panel.raw({ title: 'r' } as any)`,
    'json is missing',
    'an object of plain data',
  ],
  'text of an alert that is nothing': [
    `d.alert({ ...base, severity: 'info', summary: (() => undefined) as any })`,
    'returns undefined',
    'a function that returns a string',
  ],
  'an alert on a metric': [
    `d.above(metrics.queue_length as any, 5)`,
    'is the metric queue_length',
    'wrap an expression in signal({',
  ],
  'an alert on an expression': [
    `d.above(d.sum(metrics.queue_length) as any, 5)`,
    'above is an expression',
    'wrap an expression in signal({',
  ],
  'a metric by its name': [
    `d.rate('requests_total' as any)`,
    'cannot make an expression from "requests_total"',
    'metrics.requests_total',
  ],
  'nothing that is missing': [`(d.missing as any)()`, 'cannot make an expression from undefined'],
  'an objective of nothing': [`(d.slo as any)()`, 'slo is undefined'],
  'an indicator of nothing': [
    `(d.sli.events as any)()`,
    'sli.events is undefined',
    'an object with errors, total',
  ],
  'an indicator of names': [
    `(d.sli.events as any)({ errors: 'a', total: metrics.requests_total })`,
    'sli.events: errors is',
    'a counter of the catalog',
  ],
  'a latency of a gauge': [
    `(d.sli.latency as any)({ histogram: metrics.queue_length, threshold: 1 })`,
    'histogram is the metric queue_length',
  ],
  'a latency without a threshold': [
    `(d.sli.latency as any)({ histogram: metrics.took_seconds })`,
    'threshold is missing',
  ],
  'routing of nothing': [`(d.routing as any)()`, 'routing is undefined'],
  'a stack of nothing': [`(d.stack as any)()`, 'stack is undefined'],
  'a receiver of null': [`(d.receiver as any)('team', null)`, 'receiver "team" is null'],
  'time intervals without a name': [`(d.timeInterval as any)()`, 'timeInterval: the name is undefined'],
  'environments without alerts': [
    `(d.environments as any)({ prod: {} })`,
    'the environments are missing',
    'the alerts first',
  ],
  'an environment called __proto__': [`d.environments({}, { ['__proto__']: {} })`, '__proto__'],
  'a label called __proto__': [`d.gauge({ help: 'h', labels: { ['__proto__']: ['a'] } })`, '__proto__'],
  'a matcher on __proto__': [`(metrics.queue_length as any).where({ ['__proto__']: 'a' })`, '__proto__'],
  'an alert called __proto__': [
    `d.bundle({ name: 'x', title: 'x', description: 'x', version: '1.0.0', metrics, urls: { grafana: 'https://g.example.com', runbooks: 'r' }, alerts: { ['__proto__']: d.alert({ ...base, severity: 'info' }) } })`,
    '__proto__',
  ],
  'a label of alerts called __proto__': [
    `d.alert({ ...base, severity: 'info', labels: { ['__proto__']: 'a' } })`,
    '__proto__',
  ],
  'values of a variable called __proto__': [
    `d.variable.custom({ name: 'v', values: { ['__proto__']: 'a' } })`,
    '__proto__',
  ],
  'a group called __proto__': [
    `d.bundle({ name: 'x', title: 'x', description: 'x', version: '1.0.0', metrics, urls: { grafana: 'https://g.example.com', runbooks: 'r' }, groups: { ['__proto__']: { interval: '1m' } } } as any)`,
    '__proto__',
  ],
  'a selector called __proto__': [
    `d.bundle({ name: 'x', title: 'x', description: 'x', version: '1.0.0', metrics, urls: { grafana: 'https://g.example.com', runbooks: 'r' }, selectors: { ['__proto__']: 'a' } } as any)`,
    '__proto__',
  ],
  'a link to nothing': [`(d.linkTo as any)()`, 'linkTo is undefined', 'the result of dashboard()'],
  'logs of nothing': [`(d.logs as any)()`, 'logs: the query is undefined'],
  'traces of nothing': [`(d.traces as any)(5)`, 'traces: the query is 5'],
  'values of the label of nothing': [`(d.labelValues as any)()`, 'labelValues: the series is undefined'],
  'the largest of a metric, the wrong way round': [
    `(d.topk as any)(metrics.requests_total, 5)`,
    'topk: how many is the metric requests_total',
  ],
};
