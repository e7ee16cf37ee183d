import type { Mistakes } from './form.js';

/** Mistakes in PromQL, LogQL and TraceQL. */
export const queriesMistakes: Mistakes = {
  'a sample of more series than there are': [
    `d.limitRatio(3, metrics.queue_length)`,
    'limit_ratio: how many is 3',
    'a number from -1 to 1',
  ],
  'a label that is replaced where a text matches': [
    `(d.labelReplace as any)(metrics.queue_length, { dstLabel: 'to', replacement: '$1', srcLabel: 'queue', regex: '(.*)' })`,
    'labelReplace: regex is "(.*)"',
    'a regular expression, such as /(.*)/',
  ],
  'a misspelt option of a label that is replaced': [
    `(d.labelReplace as any)(metrics.queue_length, { dstLabel: 'to', replacment: '$1', srcLabel: 'queue', regex: /(.*)/ })`,
    'labelReplace has no option "replacment"',
    'did you mean replacement?',
  ],
  'labels that are joined, of which there is one': [
    `(d.labelJoin as any)(metrics.queue_length, { dstLabel: 'to', separator: '-', srcLabels: 'queue' })`,
    'labelJoin: srcLabels is "queue"',
    'a list',
  ],
  'the largest of none': [`d.topk(0, metrics.queue_length)`, 'topk: how many is 0', 'a number, at least 1'],
  'a factor of one': [
    `d.doubleExponentialSmoothing(metrics.queue_length, '1h', 0.1, 1)`,
    'doubleExponentialSmoothing: the trend factor is 1',
    'a number above 0 and below 1',
  ],
  'a fraction the wrong way round': [
    `d.histogramFraction(0.5, 0.1, metrics.took_seconds)`,
    'histogramFraction: the upper bound is 0.1',
    'a number above 0.5',
  ],
  'a window of a query that follows no window': [
    `d.query(metrics.queue_length, { window: 'five minutes' })`,
    'window is "five minutes"',
    'a duration',
  ],
  'limits the wrong way round': [
    `d.clamp(metrics.queue_length, 5, 3)`,
    'clamp: the maximum is 3',
    'a number, at least 5',
  ],
  'a multiple of nothing': [`d.round(metrics.queue_length, 0)`, 'round: the multiple is 0', 'other than 0'],
  'an order by no label': [
    `d.sortByLabel(metrics.queue_length)`,
    'sortByLabel: the labels are an empty list',
  ],
  'a prediction of a duration': [
    `(d.predictLinear as any)(metrics.queue_length, '1h', '4h')`,
    'predictLinear: the seconds are "4h"',
    'a number',
  ],
  'a factor above one': [
    `d.doubleExponentialSmoothing(metrics.queue_length, '1h', 3, 0.1)`,
    'doubleExponentialSmoothing: the smoothing factor is 3',
    'a number above 0 and below 1',
  ],
  'PromQL as a call': [`(d.promql as any)('up')`, 'promql is called as a function', 'a template'],
  'PromQL with nothing in it': [
    'd.promql`sum(${untyped.requests})`',
    'cannot make an expression from undefined',
  ],
  'LogQL with nothing in it': ['d.logql`${untyped.lines} |= "a"`', 'logql: the template contains undefined'],
  'TraceQL with nothing in it': [
    'd.traceql`${untyped.spans} && { }`',
    'traceql: the template contains undefined',
  ],
  'all streams': [`d.logql.stream({})`, 'logql.stream is an empty object', 'at least one label'],
  'a stream by a number': [`(d.logql.stream as any)({ app: 5 })`, 'app is 5'],
  'a rate of no lines': [`(d.logql.rate as any)()`, 'the lines of rate is undefined'],
  'a range in prose': [
    `(d.logql.rate as any)(d.logql.stream({ app: 'x' }), '5 minutes')`,
    'the range of rate is',
  ],
  'a misspelt grouping of lines': [
    `(d.logql.sum as any)(d.logql.rate(d.logql.stream({ app: 'x' })), { bye: ['app'] })`,
    'did you mean by?',
  ],
  'lines that contain nothing': [
    `(d.logql.stream({ app: 'x' }) as any).contains()`,
    'logql: contains is undefined',
  ],
  'lines that match a text': [`(d.logql.stream({ app: 'x' }) as any).matches('x')`, 'logql: matches is'],
  'a bound with one equals sign': [
    `(d.logql.stream({ app: 'x' }) as any).bound('a', '=', 5)`,
    'the operator of bound is',
  ],
  'spans by a misspelt scope': [`(d.traceql.spans as any)({ sapn: { a: 'b' } })`, 'did you mean span?'],
  'spans by a misspelt status': [`(d.traceql.spans as any)({ status: 'eror' })`, 'did you mean error?'],
  'spans of a duration without a unit': [
    `(d.traceql.spans as any)({ duration: { above: 5 } })`,
    'duration.above is 5',
  ],
  'spans of a duration as text': [`(d.traceql.spans as any)({ duration: '5s' })`, 'duration is'],
  'spans below nothing': [
    `(d.traceql.spans({}) as any).descendants()`,
    'the spans of descendants is undefined',
  ],
};
