import type { Mistakes } from './form.js';

/** Mistakes in scenarios, and texts that no output can contain. */
export const scenariosMistakes: Mistakes = {
  'a scenario of nothing': [`(testing.scenario as any)()`, 'scenario: the name is undefined'],
  'a scenario with a misspelt option': [
    `(testing.scenario as any)('s', { alrts: [] })`,
    'did you mean alerts?',
  ],
  'a scenario of one alert': [
    `(testing.scenario as any)('s', { alerts: alarm })`,
    'alerts is an alert',
    'a list',
  ],
  'a scenario of a misspelt alert': [
    `testing.scenario('s', { alerts: [untyped.Alarm] })`,
    'alerts[0] is undefined',
  ],
  'a scenario with a step as a number': [
    `(testing.scenario as any)('s', { step: 15 })`,
    '15 is not a duration',
    '15s',
  ],
  'a scenario that starts yesterday': [`testing.scenario('s', { start: 'yesterday' })`, 'start is'],
  'a misspelt step of a scenario': [
    `(testing.scenario('s') as any).firngAt('5m')`,
    'a scenario has no function firngAt',
    'did you mean firingAt?',
  ],
  'a misspelt function of a shape': [`(testing.constant(1) as any).form('5m')`, 'did you mean from?'],
  'a series of nothing': [`(testing.scenario('s') as any).series()`, 'series: the metric is undefined'],
  'a series without a shape': [
    `(testing.scenario('s') as any).series(metrics.queue_length)`,
    'series queue_length: what it does is undefined',
  ],
  'a series of a number': [
    `(testing.scenario('s') as any).series(metrics.queue_length, 5)`,
    'what it does is 5',
    'constant(',
  ],
  'a gauge that counts': [
    `(testing.scenario('s') as any).series(metrics.queue_length, testing.rateOf(5, 'per minute'))`,
    'series queue_length: what it does is a counter',
  ],
  'a series with a misspelt label': [
    `(testing.scenario('s') as any).series(metrics.queue_length, { quue: 'mail' }, testing.constant(1))`,
    'did you mean queue?',
  ],
  'a series with a value that oneOf excludes': [
    `(testing.scenario('s') as any).series(metrics.closed_length, { queue: 'fax' }, testing.constant(1))`,
    'queue is never "fax"',
    'one of mail, print',
  ],
  'a series narrowed to a value that oneOf excludes': [
    `testing.scenario('s').series(metrics.closed_length.where({ queue: 'mial' }), testing.constant(1))`,
    'queue is never "mial"',
    'did you mean mail?',
  ],
  'a time that is missing': [`(testing.scenario('s') as any).firingAt()`, 'undefined is not a duration'],
  'a misspelt expectation': [
    `(testing.scenario('s') as any).firingAt('5m', { anotations: {} })`,
    'did you mean annotations?',
  ],
  'an expectation of a misspelt alert': [
    `testing.scenario('s').firingAt('5m', { alert: untyped.Alarm })`,
    'alert is undefined',
  ],
  'a span of one time': [`(testing.scenario('s') as any).firesWithin('5m')`, 'firesWithin is'],
  'a sample of a metric': [
    `(testing.scenario('s') as any).sampleAt(metrics.queue_length, '5m', 1)`,
    'sampleAt: of what',
  ],
  'a sample without a value': [
    `(testing.scenario('s') as any).sampleAt(queueDepth, '5m')`,
    'sampleAt: the value is undefined',
  ],
  'a rate without a unit': [`(testing.rateOf as any)(5)`, 'rateOf: the unit is undefined', 'per minute'],
  'a rate that is not a number': [`testing.rateOf(Number.NaN, 'per minute')`, 'rateOf: the rate is NaN'],
  'a rate below zero': [`testing.rateOf(-5, 'per minute')`, 'rateOf: the rate is -5'],
  'a value as text': [`(testing.constant as any)('5')`, 'constant: the value is'],
  'a ramp without an end': [`(testing.ramp as any)(1, 5)`, 'undefined is not a duration'],
  'noise with a misspelt option': [`(testing.constant(5) as any).noisy(1, { sed: 1 })`, 'did you mean seed?'],
  'a share above one': [`testing.observing(5, 'per minute', [{ share: 5, value: 1 }])`, '[0].share is 5'],
  'an observed quantile in percent': [
    `testing.observing(5, 'per minute', { quantile: 95, value: 1 })`,
    'quantile is 95',
  ],
  'a text with DEL': [`d.panel.text({ title: 'a\\u007f' })`, 'title contains a control character (U+007F)'],
  'an alert with a control character in its name': [
    `d.bundle({ name: 'x', title: 'x', description: 'x', version: '1.0.0', metrics, urls: { grafana: 'https://g.example.com', runbooks: 'r' }, alerts: { ['a\\u0001b']: alarm } })`,
    'without control characters',
  ],
  'about a text': [`(testing.approx as any)('5')`, 'approx: the value is'],
};
