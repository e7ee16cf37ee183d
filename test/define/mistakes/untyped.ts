import type { Mistakes } from './form.js';

/** What plain JavaScript lets stand in the place of series, names and objectives. */
export const untypedMistakes: Mistakes = {
  'a number as a counter': [
    `(d.asCounter as any)(5)`,
    'asCounter: 5 is a number, which has no series',
    'a metric or an expression; vector(5) makes a series of a number',
  ],
  'the sum of a number': [`(d.sum as any)(5)`, 'sum: 5 is a number, which has no series'],
  'the rate of a number': [`(d.rate as any)(5)`, 'rate: 5 is a number, which has no series'],
  'an average of a number over time': [
    `(d.avgOverTime as any)(5, '5m')`,
    'avg_over_time: 5 is a number, which has no series',
  ],
  'a function of a number': [`(d.abs as any)(5)`, 'abs: 5 is a number, which has no series'],
  'a function of null': [`(d.clampMax as any)(metrics.queue_length, null)`, 'from null', 'a number'],
  'a missing number': [`(d.missing as any)(5)`, 'missing: 5 is a number, which has no series'],
  'the increase of nothing': [
    `(d.increaseFromZero as any)(undefined, '5m')`,
    'increaseFromZero: the counter is undefined',
    'a counter of the catalog',
  ],
  'labels replaced by nothing': [
    `(d.labelReplace as any)(metrics.queue_length)`,
    'labelReplace is undefined',
  ],
  'a bound in quotes': [
    `d.above(queueDepth, '5' as any)`,
    'cannot make an expression from "5"',
    'a number without quotes: 5',
  ],
  'a recording rule without a name': [
    `(d.record as any)({ expr: metrics.queue_length })`,
    'record: the name is an object with expr',
    "the name first: record('…', { … })",
  ],
  'an alert on logs without a name': [
    `(d.lokiAlert as any)({ when: undefined })`,
    'lokiAlert: the name is',
    "the name first: lokiAlert('…', { … })",
  ],
  'a recording rule on logs without a name': [
    `(d.lokiRecord as any)({ expr: undefined })`,
    'lokiRecord: the name is',
    "the name first: lokiRecord('…', { … })",
  ],
  'a runbook without a name': [`(d.runbook as any)(undefined)`, 'runbook: the name is undefined'],
  'a runbook with nothing for options': [`(d.runbook as any)('r', null)`, 'runbook is null', 'an object'],
  'a dashboard of no objectives': [
    `(d.sloDashboard as any)({ uid: 'u', title: 'T' })`,
    'slos is undefined',
    'a list',
  ],
  'scenarios of what is no objective': [
    `(testing.sloScenarios as any)(5)`,
    'sloScenarios: the objectives: [0] is 5',
    'the result of slo()',
  ],
  'a period of what is no objective': [
    `(testing.sloPeriodScenario as any)({})`,
    'sloPeriodScenario: the objective is an empty object',
    'the result of slo()',
  ],
  'quantiles that are not': [
    `(d.histogramQuantiles as any)('q', 0.5, metrics.took_seconds)`,
    'histogramQuantiles: the quantiles are 0.5',
  ],
  'a range in place of the number of series': [
    `(d.topk as any)(metrics.queue_length, 5)`,
    'topk: how many is the metric queue_length',
    'the number first: topk(5, …)',
  ],
};
