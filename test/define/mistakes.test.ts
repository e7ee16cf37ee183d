import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Project, project } from '../support/project.js';

/** What stands around a mistake, so that each is a bundle of its own. The mistake stands on line 8. */
function bundleWith(mistake: string, name: string): string {
  return `import * as d from 'dashwright';
import * as testing from 'dashwright/testing';
const untyped = {} as any;
const labels = { queue: ['mail'] };
const metrics = d.catalog({ queue_length: d.gauge({ help: 'Waiting.', unit: 'jobs', labels }), requests_total: d.counter({ help: 'Requests.', unit: 'requests' }), took_seconds: d.histogram({ help: 'Time.', unit: 's' }), closed_length: d.gauge({ help: 'Waiting.', unit: 'jobs', labels: { queue: d.oneOf('mail', 'print') } }) });
const queueDepth = d.signal({ title: 'Queue', expr: metrics.queue_length });
const base = { when: d.above(queueDepth, 5), summary: 's', description: 'd', runbook: d.runbook('r') }; const alarm = d.alert({ ...base, severity: 'info' });
${mistake};
export default d.bundle({ name: '${name}', title: 'T', description: 'D', version: '1.0.0', metrics, urls: { grafana: 'https://g.example.com', runbooks: 'https://r.example.com/{slug}' } });
`;
}

/** A bundle whose package says this. */
function bundleOf(packaging: string): string {
  return `d.bundle({ name: 'n', title: 't', description: 'd', version: '1.0.0', metrics, urls: { grafana: 'https://g.acme.io', runbooks: 'https://r.acme.io/{slug}' }, packaging: ${packaging} as any })`;
}

/** A mistake and what must be said of it. */
const mistakes: Readonly<Record<string, readonly [code: string, ...says: string[]]>> = {
  'a misspelt option of the package': [
    bundleOf(`{ licence: 'Apache-2.0' }`),
    'packaging has no option "licence"',
    'did you mean license?',
  ],
  'a home that is no page': [
    bundleOf(`{ home: 'acme.io' }`),
    'packaging.home is "acme.io"',
    'an address of a web page, https://…',
  ],
  'an invalid registry': [
    bundleOf(`{ registry: 'registry.acme.io/charts/' }`),
    'packaging.registry is "registry.acme.io/charts/"',
    'oci://HOST/PATH',
  ],
  'versions of Kubernetes in prose': [
    bundleOf(`{ kubeVersion: 'new ones' }`),
    'packaging.kubeVersion is "new ones"',
    "such as '>=1.16.0-0'",
  ],
  'a maintainer without a name': [
    bundleOf(`{ maintainers: [{ email: 'core@acme.io' }] }`),
    'packaging.maintainers[0].name is missing',
  ],
  'a kind of change that Artifact Hub does not have': [
    bundleOf(`{ changes: [{ kind: 'new', description: 'd' }] }`),
    'packaging.changes[0].kind is "new"',
    'one of added, changed, deprecated, removed, fixed, security',
  ],
  'a default that a custom variable does not have': [
    `d.variable.custom({ name: 'v', values: ['small', 'large'], default: 'smal' })`,
    'variable.custom "v": default is "smal", which is none of the values',
    'did you mean small?',
  ],
  'two defaults of one choice': [
    `d.variable.query({ name: 'v', query: 'up', default: ['a', 'b'] })`,
    'variable.query "v": default is a list of 2',
    'multi: true',
  ],
  'a value for All that is no choice': [
    `d.variable.custom({ name: 'v', values: ['a'], allValue: '.*' })`,
    'allValue is set, but All is no choice',
  ],
  'a value for All that is a list': [
    `d.variable.custom({ name: 'v', values: ['a'], includeAll: 'list', allValue: '.*' })`,
    'allValue is set, and includeAll is "list"',
  ],
  'an order that Grafana does not have': [
    `d.variable.query({ name: 'v', query: 'up', sort: 'numerical' } as any)`,
    'sort is "numerical"',
    'numericDescending',
  ],
  'an interval that is none of its own': [
    `d.variable.interval({ name: 'v', values: ['1m'], default: 'auto' })`,
    'default is "auto", which is none of the values',
  ],
  'a raw variable without a type': [
    `d.variable.raw({ name: 'v', json: {} } as any)`,
    'variable.raw "v": json.type is missing',
    'such as groupby',
  ],
  'json of a variable that holds a function': [
    `d.variable.text({ name: 'v', json: { query: () => 1 } } as any)`,
    'variable.text "v": json.query is a function, which JSON does not have',
  ],
  'json of a variable that sets what it inherits from': [
    `d.variable.text({ name: 'v', json: { ['__proto__']: { a: 1 } } } as any)`,
    'json has the name __proto__',
  ],
  'an annotation for panels and for all others': [
    `d.annotation.grafana({ name: 'N', panels: [1], exceptPanels: [2] })`,
    'annotation.grafana "N": exceptPanels is set, and so is panels',
  ],
  'an annotation for no panel': [
    `d.annotation.grafana({ name: 'N', panels: ['Queue'] } as any)`,
    'panels[0] is "Queue"',
    'a panel of the dashboard, or its id',
  ],
  'an annotation of lines from Prometheus': [
    `d.annotation.logs({ name: 'N', expr: '{a="b"}', source: d.datasource('prometheus') })`,
    'source is a data source of the type prometheus, which does not read LogQL',
  ],
  'a picture that links do not have': [
    `d.dashboard({ uid: 'u', title: 'U', rows: [], links: [{ title: 'L', url: 'https://a', icon: 'flash' }] } as any)`,
    'links[0].icon is "flash"',
    'one of external link, dashboard, question, info, bolt, doc, cloud',
  ],
  'a week that begins in the middle': [
    `d.dashboard({ uid: 'u', title: 'U', rows: [], weekStart: 'wednesday' } as any)`,
    'weekStart is "wednesday"',
    'one of monday, saturday, sunday',
  ],
  'a misspelt option of the time picker': [
    `d.dashboard({ uid: 'u', title: 'U', rows: [], timePicker: { refreshInterval: ['1m'] } } as any)`,
    'timePicker has no option "refreshInterval"',
    'did you mean refreshIntervals?',
  ],
  'a refresh that is true': [
    `d.dashboard({ uid: 'u', title: 'U', rows: [], refresh: true } as any)`,
    'refresh is true',
  ],
  'rows beside tabs': [
    `d.dashboard({ uid: 'u', title: 'U', rows: [d.tab('T', [d.panel.text({ title: 'P', markdown: 'x' })]), d.row('R', [])] })`,
    'dashboard "U": rows[1] is beside tabs',
  ],
  'a tab without anything in it': [`d.tab('T', [])`, 'tab "T": rows is an empty list'],
  'an auto grid around tabs': [
    `d.dashboard({ uid: 'u', title: 'U', rows: [d.tab('T', [d.panel.text({ title: 'P', markdown: 'x' })])], autoGrid: true })`,
    'autoGrid is set, and all panels are in tabs',
  ],
  'a width in an auto grid': [
    `d.row('R', [d.panel.text({ title: 'P', markdown: 'x', width: 6 })], { autoGrid: true })`,
    'row "R": panels[0].width is set on "P", and autoGrid gives all panels one size',
  ],
  'a column in an auto grid': [
    `d.tab('T', [d.column(6, [d.panel.text({ title: 'P', markdown: 'x' })])], { autoGrid: { maxColumns: 2 } })`,
    'tab "T": rows[0] is a column',
  ],
  'columns of an auto grid that nobody sees': [
    `d.row('R', [], { autoGrid: { maxColumns: 11 } })`,
    'autoGrid.maxColumns is 11',
    'a whole number from 1 to 10',
  ],
  'a condition without a comparison': [
    `d.row('R', [], { showWhen: { variable: 'size' } })`,
    'showWhen has no comparison of the variable, or more than one',
    'one of equals, notEquals, matches, notMatches',
  ],
  'a time range of a condition in words': [
    `d.row('R', [], { showWhen: [{ timeRangeShorterThan: 'a day' }] })`,
    'showWhen[0].timeRangeShorterThan is "a day"',
  ],
  'a misspelt condition': [
    `d.tab('T', [d.panel.text({ title: 'P', markdown: 'x' })], { showWhen: { variabel: 'size', equals: 'a' } } as any)`,
    'showWhen has no option "variabel"',
    'did you mean variable?',
  ],
  'an invalid version of resources': [
    `d.bundle({ name: 'n', title: 't', description: 'd', version: '1.0.0', metrics, urls: { grafana: 'https://g.acme.io', runbooks: 'https://r.acme.io/{slug}' }, grafanaResources: { version: '2' } } as any)`,
    'grafanaResources.version is "2"',
    'one of v1beta1, v1, v2',
  ],
  'a position outside of the grid': [
    `d.panel.text({ title: 'P', markdown: 'x', at: { x: 24, y: 0 } })`,
    'panel.text "P": at.x is 24',
    'a whole number from 0 to 23',
  ],
  'a position without y': [
    `d.panel.text({ title: 'P', markdown: 'x', at: { x: 2 } } as any)`,
    'panel.text "P": at.y is missing',
  ],
  'a panel that is wider than its column': [
    `d.column(6, [d.panel.text({ title: 'P', markdown: 'x', width: 8 })])`,
    'column: panels[0] ("P") ends at column 8 of 6',
    'a width of at most 6',
  ],
  'a position beyond its column': [
    `d.column(6, [d.panel.text({ title: 'P', markdown: 'x', at: { x: 4, y: 0 }, width: 3 })])`,
    'column: panels[0] ("P") ends at column 7 of 6',
    'a width of at most 2',
  ],
  'a column without panels': [`d.column(6, [])`, 'column: panels is an empty list'],
  'a column of no width': [
    `d.column(0.5, [d.panel.text({ title: 'P', markdown: 'x' })])`,
    'column: width is 0.5',
    'a whole number from 1 to 24',
  ],
  'a column of signals': [
    `d.column(6, [queueDepth] as any)`,
    'column: panels[0] is a signal',
    'a panel, such as',
  ],
  'a key that is blank': [`d.row('R', [], { key: ' ' })`, 'row "R": key is " "'],
  'a misspelt option': [
    `d.alert({ ...base, sevrity: 'critical' } as any)`,
    'has no option "sevrity"',
    'did you mean severity?',
  ],
  'a severity of a name that is misspelt': [
    `d.alert({ ...base, severity: untyped.page })`,
    'alert: severity is undefined',
  ],
  'a runbook of a name that is misspelt': [
    `d.alert({ ...base, severity: 'info', runbook: untyped.runbok })`,
    'alert: runbook is undefined',
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
    'severity is "critical", but the bounds have severities already',
  ],
  'levels of one bound': [
    `d.above(queueDepth, { warning: 1, critical: 1 })`,
    'above: the bounds',
    'another bound for each severity',
  ],
  'levels without a bound': [`d.above(queueDepth, {})`, 'above: the bounds is an empty object'],
  'a bound that is a text': [
    `d.above(queueDepth, { warning: '1' } as any)`,
    'above: the bounds: warning is "1"',
    'a number',
  ],
  'a level that is a field of values': [
    `d.above(queueDepth, { threshold: 1, critical: 2 })`,
    'above: the bounds is "threshold"',
    'another severity',
  ],
  'a level that is no name': [
    `d.above(queueDepth, { 1: 5, 2: 7 })`,
    'above: the bounds is "1"',
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
  'a unit that Grafana does not have': [
    `d.signal({ title: 's', expr: metrics.queue_length, unit: 'secs' })`,
    'unit is "secs"',
    'did you mean s?',
  ],
  'a unit of a metric by its usual name': [
    `d.gauge({ help: 'h', unit: 'milliseconds' })`,
    'unit is "milliseconds"',
    'did you mean ms?',
  ],
  'a unit of a panel': [`d.panel.gauge({ title: 'p', unit: 'percentunits' })`, 'did you mean percentunit?'],
  'a nested misspelt option': [
    `d.dashboard({ uid: 'u', title: 't', rows: [], time: { form: 'now-1h', to: 'now' } } as any)`,
    'time has no option "form"',
    'did you mean from?',
  ],
  'an option in a list': [
    `d.panel.stat({ title: 'p', thresholds: [{ from: null, colour: 'red' }] as any })`,
    'thresholds[0] has no option "colour"',
    'did you mean color?',
  ],
  'a value that Grafana reads as a label and a value': [
    `d.variable.custom({ name: 'v', values: ['ok', 'a : b'] })`,
    'values[1]',
    'reads the value "b" with the label "a"',
    "{ 'label': 'value' }",
  ],
  'a value with a colon behind its label': [
    `d.variable.custom({ name: 'v', values: { x: ': b' } })`,
    'values.x',
    'reads the value "b" with the label "x :"',
  ],
  'a value with white space around it': [
    `d.variable.custom({ name: 'v', values: [' a'] })`,
    'values[0]',
    'reads the value "a"',
  ],
  'an empty value': [`d.variable.custom({ name: 'v', values: ['a', ''] })`, 'values[1]', 'leaves it out'],
  'an invalid interval': [`d.variable.interval({ name: 'v', values: ['5m,10m'] })`, 'values[0] is "5m,10m"'],
  'tags of an annotation in one text': [
    `d.annotation.query({ name: 'a', expr: metrics.queue_length, tags: ['queue,job'] })`,
    'tags[0] is "queue,job"',
    'without a comma',
  ],
  'threshold steps that do not rise': [
    `d.panel.stat({ title: 'p', thresholds: [{ from: null, color: 'green' }, { from: 9, color: 'red' }, { from: 5, color: 'orange' }] })`,
    'thresholds[2].from is 5',
    'a number above 9',
  ],
  'a first threshold step that does not begin at minus infinity': [
    `d.panel.stat({ title: 'p', thresholds: [{ from: 3, color: 'green' }, { from: 5, color: 'red' }] })`,
    'thresholds[0].from is 3',
    'minus infinity',
  ],
  'a threshold style that Grafana does not have': [
    `d.panel.timeseries({ title: 'p', thresholds: { style: 'dots' } as any })`,
    'thresholds.style is "dots"',
    'dashed+area',
  ],
  'a fill above all': [
    `d.panel.timeseries({ title: 'p', style: { fill: 101 } })`,
    'style.fill is 101',
    'from 0 to 100',
  ],
  'an option of another type of panels': [
    `d.panel.timeseries({ title: 'p', markdown: 'm' } as any)`,
    'has no option "markdown"',
  ],
  'an override without an option of its type': [
    `d.panel.stat({ title: 'p', overrides: [{ match: { name: 'a' }, style: { fill: 1 } } as any] })`,
    'overrides[0] has no option "style"',
  ],
  'a prototype in JSON': [
    `d.panel.stat({ title: 'p', json: JSON.parse('{"options":{"__proto__":{"a":1}}}') })`,
    'json',
    '__proto__',
  ],
  'a function in JSON': [
    `d.panel.stat({ title: 'p', json: { options: { text: () => 1 } } as any })`,
    'json.options.text',
  ],
  'a date in JSON': [
    `d.panel.stat({ title: 'p', json: { options: new Date(0) } as any })`,
    'json.options',
    'is a Date',
  ],
  'defaults of an unknown type': [
    `d.dashboard({ uid: 'u', title: 't', rows: [], defaults: { timeserie: {} } as any })`,
    'defaults has no option "timeserie"',
    'did you mean timeseries?',
  ],
  'defaults by an unknown word': [
    `d.dashboard({ uid: 'u', title: 't', rows: [], defaults: 'graphana' as any })`,
    'defaults is "graphana"',
  ],
  'a value of several': [
    `d.panel.timeseries({ title: 'p', stack: 'percentage' as any })`,
    'stack is "percentage"',
    'one of normal, percent',
  ],
  'a metric that is not there': [
    `d.rate((metrics as any).request_total)`,
    'the catalog has no metric request_total',
    'did you mean requests_total?',
  ],
  'nothing under rate': [`d.rate(untyped.requests)`, 'an expression cannot be made of undefined'],
  'a whole histogram under sum': [`d.sum(metrics.took_seconds as any)`, 'a histogram', 'bucket, sum, count'],
  'a bound that is not a number': [`d.above(queueDepth, Number.NaN)`, 'above: the bound is NaN'],
  'a bound that nothing reaches': [`d.below(queueDepth, -1 / 0)`, 'below: the bound is -Infinity'],
  'arithmetic with NaN': [`d.add(metrics.queue_length, Number.NaN)`, 'an expression cannot be made of NaN'],
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
    'a text or a regular expression',
  ],
  'a matcher of a stream that is undefined': [
    `(d.logql.stream as any)({ app: 'a', team: undefined })`,
    'team is undefined',
    'a text or a regular expression',
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
  'a matcher that is a number': [`metrics.queue_length.where({ queue: 5 as any })`, 'queue is 5', 'a text'],
  'labels of the alert that Prometheus sets': [
    `d.alert({ ...base, severity: 'info', labels: { alertname: 'x' } })`,
    'has the name "alertname"',
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
  'a pattern that does not compile': [
    `d.panel.stat({ title: 'p', overrides: [{ match: { pattern: '/(/' }, properties: {} }] })`,
    'overrides[0].match.pattern does not compile',
  ],
  'a variable with a pattern that does not compile': [
    `d.variable.query({ name: 'v', query: 'label_values(up, job)', regex: '/[/' })`,
    'regex does not compile',
  ],
  'an objective as a ratio': [
    `d.slo({ service: 's', name: 'n', objective: 0.99, sli: d.sli.events({ errors: metrics.requests_total, total: metrics.requests_total }), runbook: base.runbook })`,
    's-n: an objective of 0.99',
    'did you mean 99?',
  ],
  'an objective as a ratio of three nines': [
    `d.slo({ service: 's', name: 'n', objective: 0.999, sli: d.sli.events({ errors: metrics.requests_total, total: metrics.requests_total }), runbook: base.runbook })`,
    'did you mean 99.9?',
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
  'an option that is missing says what it takes': [
    `d.panel.raw({ title: 'r' } as any)`,
    'json is missing',
    'an object of plain data',
  ],
  'text of an alert that is nothing': [
    `d.alert({ ...base, severity: 'info', summary: (() => undefined) as any })`,
    'returns undefined',
    'a function that returns a text',
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
    'cannot be made of "requests_total"',
    'metrics.requests_total',
  ],
  'nothing that is missing': [`(d.missing as any)()`, 'an expression cannot be made of undefined'],
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
  'limits the wrong way round': [
    `d.clamp(metrics.queue_length, 5, 3)`,
    'clamp: the maximum is 3',
    'a number, at least 5',
  ],
  'a multiple of nothing': [`d.round(metrics.queue_length, 0)`, 'round: the multiple is 0', 'other than 0'],
  'an order by no label': [`d.sortByLabel(metrics.queue_length)`, 'sortByLabel: the labels is an empty list'],
  'a prediction of a duration': [
    `(d.predictLinear as any)(metrics.queue_length, '1h', '4h')`,
    'predictLinear: the seconds is "4h"',
    'a number',
  ],
  'a factor above one': [
    `d.doubleExponentialSmoothing(metrics.queue_length, '1h', 3, 0.1)`,
    'doubleExponentialSmoothing: the smoothing factor is 3',
    'a number from 0 to 1',
  ],
  'PromQL as a call': [`(d.promql as any)('up')`, 'promql is called as a function', 'a template'],
  'PromQL with nothing in it': [
    'd.promql`sum(${untyped.requests})`',
    'an expression cannot be made of undefined',
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

describe('a mistake in what a constructor is given', () => {
  const names = Object.keys(mistakes);
  let made: Project;
  let report: { findings: Record<string, unknown>[] };
  let code: number;
  beforeAll(async () => {
    made = project(
      Object.fromEntries(
        names.map((name, index) => [
          `definitions/b${index}/bundle.ts`,
          bundleWith(mistakes[name]?.[0] ?? '', `b${index}`),
        ]),
      ),
    );
    const ran = await made.run('check', '--definitions', made.path('definitions'), '--format', 'json');
    code = ran.code;
    report = JSON.parse(ran.out);
  });
  afterAll(() => made.remove());

  it('fails the command as findings do', () => {
    expect(code).toBe(1);
  });

  it.each(names)('%s', (name) => {
    const [, ...says] = mistakes[name] ?? [];
    const bundle = `b${names.indexOf(name)}`;
    const found = report.findings.filter((finding) => finding.path === bundle);
    expect(found, JSON.stringify(found, null, 2)).toHaveLength(1);
    const told = JSON.stringify(found[0]);
    for (const words of says) expect(told).toContain(JSON.stringify(words).slice(1, -1));
    expect(told).toContain(`${bundle}/bundle.ts`);
    expect(found[0]).toMatchObject({ check: 'definition/invalid', line: 8 });
  });
});
