import type { Mistakes } from './form.js';

/** Mistakes in metrics, matchers and labels. */
export const metricsMistakes: Mistakes = {
  'a metric that is not there': [
    `d.rate((metrics as any).request_total)`,
    'the catalog has no metric request_total',
    'did you mean requests_total?',
  ],
  'nothing under rate': [`d.rate(untyped.requests)`, 'cannot make an expression from undefined'],
  'a whole histogram under sum': [`d.sum(metrics.took_seconds as any)`, 'a histogram', 'bucket, sum, count'],
  'a bound that is not a number': [`d.above(queueDepth, Number.NaN)`, 'above: the bound is NaN'],
  'a bound that nothing reaches': [`d.below(queueDepth, -1 / 0)`, 'below: the bound is -Infinity'],
  'arithmetic with NaN': [`d.add(metrics.queue_length, Number.NaN)`, 'cannot make an expression from NaN'],
  'a quantile in percent': [
    `d.histogramQuantile(95, metrics.took_seconds)`,
    'the quantile is 95',
    'from 0 to 1',
  ],
  'a quantile of a gauge': [
    `(d.histogramQuantile as any)(0.9, metrics.queue_length)`,
    'histogramQuantile is the metric queue_length',
    'a histogram of the catalog, or an expression that has kept the label le',
  ],
  'a window in prose': [`d.rate(metrics.requests_total, '5 minutes' as any)`, 'is "5 minutes"', 'a duration'],
  'a window of ages': [`d.rate(metrics.requests_total, '99999999999999y')`, '292 years'],
  'a matcher that is undefined': [
    `(metrics.queue_length as any).where({ queue: undefined })`,
    'queue is undefined',
    'a string or a regular expression',
  ],
  'a matcher of a stream that is undefined': [
    `(d.logql.stream as any)({ app: 'a', team: undefined })`,
    'team is undefined',
    'a string or a regular expression',
  ],
  'a matcher of fields of lines that is undefined': [
    `(d.logql.stream({ app: 'a' }) as any).where({ level: undefined })`,
    'level is undefined',
  ],
  'a matcher of a route that is undefined': [
    `d.routing({ receiver: d.receiver('team'), routes: [{ match: { labels: { team: undefined } } } as any] })`,
    'team is undefined',
  ],
  'a unit of a rule on log lines that is none': [
    `d.lokiAlert('L', { when: d.logql.above(d.logql.count(d.logql.stream({ app: 'a' }), '5m'), 1), summary: 's', unit: 'Secs' })`,
    'unit is "Secs"',
    'did you mean s?',
  ],
  'a selector of all metrics that is undefined': [
    `d.bundle({ name: 'x', title: 'x', description: 'x', version: '1.0.0', metrics, urls: { grafana: 'https://g.example.com', runbooks: 'r' }, selectors: { cluster: undefined } } as any)`,
    'selectors.cluster is undefined',
  ],
  'a matcher that is a number': [`metrics.queue_length.where({ queue: 5 as any })`, 'queue is 5', 'a string'],
  'labels of the alert that Prometheus sets': [
    `d.alert({ ...base, severity: 'info', labels: { alertname: 'x' } })`,
    'has the name "alertname"',
  ],
  'a label of the alert that is undefined': [
    `d.alert({ ...base, severity: 'info', labels: { team: untyped.team } })`,
    'alert: labels.team is undefined',
    'a string; undefined usually comes from a misspelt name',
  ],
  'an annotation that is undefined': [
    `d.alert({ ...base, severity: 'info', annotations: { team: untyped.team } })`,
    'alert: annotations.team is undefined',
    'undefined usually comes from a misspelt name',
  ],
  'a label of a metric without its values': [
    `d.gauge({ help: 'h', labels: { queue: untyped.queues } })`,
    'gauge: labels.queue is undefined',
    'a list; undefined usually comes from a misspelt name',
  ],
  'a metric that is undefined': [
    `d.catalog({ queue_length: untyped.queueLength })`,
    'catalog: queue_length is undefined',
    'a metric, such as counter({ help: … }); undefined usually comes from a misspelt name',
  ],
  'labels of the alert that are internal': [
    `d.alert({ ...base, severity: 'info', labels: { __name__: 'x' } })`,
    'has the name "__name__"',
  ],
  'a label of the alert that is an option': [
    `d.alert({ ...base, severity: 'info', labels: { severity: 'x' } })`,
    'the option severity',
  ],
  'a metric without a name': [`d.catalog({ '': d.gauge({ help: 'h' }) })`, 'has the name ""'],
  'a metric called __proto__': [`d.catalog({ __proto__: d.gauge({ help: 'h' }) } as any)`, '__proto__'],
  'an own metric called __proto__': [`d.catalog({ ['__proto__']: d.gauge({ help: 'h' }) })`, '__proto__'],
  'an internal label': [`d.gauge({ help: 'h', labels: { __name__: ['a'] } })`, 'has the name "__name__"'],
  'a label without a name': [`d.gauge({ help: 'h', labels: { '': ['a'] } })`, 'has the name ""'],
  'the label of the buckets': [`d.histogram({ help: 'h', labels: { le: ['1'] } })`, 'has the name "le"'],
  'no value at all': [`(d.oneOf as any)()`, 'oneOf is an empty list'],
  'a value twice': [`d.oneOf('a', 'b', 'a')`, 'oneOf is "a"', 'each value once'],
  'half a character': [
    `d.signal({ title: 'a\\ud800', expr: metrics.queue_length })`,
    'title contains half of a surrogate pair (U+D800)',
  ],
  'a NUL': [`d.panel.text({ title: 'a\\u0000' })`, 'title contains the character NUL'],
  'a BigInt in raw JSON': [
    `d.panel.raw({ title: 'r', json: { type: 'x', deep: [{ n: 1n }] } })`,
    'json.deep[0].n is a bigint',
  ],
  'a cycle in raw JSON': [
    `d.panel.raw({ title: 'r', json: (() => { const a: any = { type: 'x' }; a.self = a; return a; })() })`,
    'json.self contains itself',
  ],
  'a cycle in the JSON of a routing': [
    `d.routing({ receiver: d.receiver('r', { webhook: { url: 'https://x.acme.io' } }), json: (() => { const a: any = {}; a.self = a; return a; })() })`,
    'json.self contains itself',
  ],
  'a cycle in the settings of a receiver': [
    `d.receiver('r', { webhook: (() => { const a: any = { url: 'https://x.acme.io' }; a.self = a; return a; })() })`,
    'webhook has no option "self"',
  ],
  'raw JSON without a type of panel': [
    `d.panel.raw({ title: 'r', json: { targets: [] } })`,
    'json.type is undefined',
    "the id of a panel type, such as 'timeseries'",
  ],
  'an objective that is no number': [
    `d.slo({ service: 's', name: 'n', objective: Symbol('99') as any, sli: d.sli.errorRatio(queueDepth as any), runbook: d.runbook('r') })`,
    'an objective must not be Symbol(99)',
  ],
  'an objective as a text': [
    `d.slo({ service: 's', name: 'n', objective: '99.9 %' as any, sli: d.sli.errorRatio(queueDepth as any), runbook: d.runbook('r') })`,
    'an objective must not be "99.9 %"',
    'a number, the percentage between 0 and 100, such as 99.9',
    'did you mean 99.9?',
  ],
  'a version of Prometheus that is no text': [
    `d.bundle({ name: 'n', title: 't', description: 'd', version: '1.0.0', metrics, prometheus: 3n as any })`,
    'is not a version of Prometheus',
  ],
  'a version that is no text': [
    `d.bundle({ name: 'n', title: 't', description: 'd', version: 1n as any, metrics })`,
    'version is 1n',
  ],
  'a runbook whose file name is too long': [
    `d.alert({ ...base, severity: 'info', runbook: d.runbook('ü'.repeat(101)) })`,
    'a name of at most 200 bytes',
  ],
  'an environment whose name is too long': [
    `d.bundle({ name: 'n', title: 't', description: 'd', version: '1.0.0', metrics, environments: d.environments({}, { ['e'.repeat(64)]: { labels: { site: 'x' } } }) })`,
    'a name of at most 63 characters',
  ],
  'a pattern that does not compile': [
    `d.panel.stat({ title: 'p', overrides: [{ match: { pattern: '/(/' }, properties: {} }] })`,
    'overrides[0].match.pattern does not compile',
  ],
  'a variable with a pattern that does not compile': [
    `d.variable.query({ name: 'v', query: 'label_values(up, job)', regex: '/[/' })`,
    'regex does not compile',
  ],
};
