import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Project, project } from '../support/project.js';

/** What stands around a mistake, so that each is a bundle of its own. The mistake stands on line 7. */
function bundleWith(mistake: string, name: string): string {
  return `import * as d from 'dashwright';
const untyped = {} as any;
const labels = { queue: ['mail'] };
const metrics = d.catalog({ queue_length: d.gauge({ help: 'Waiting.', unit: 'jobs', labels }), requests_total: d.counter({ help: 'Requests.', unit: 'requests' }), took_seconds: d.histogram({ help: 'Time.', unit: 's' }) });
const queueDepth = d.signal({ title: 'Queue', expr: metrics.queue_length });
const base = { when: d.above(queueDepth, 5), summary: 's', description: 'd', runbook: d.runbook('r') };
${mistake};
export default d.bundle({ name: '${name}', title: 'T', description: 'D', version: '1.0.0', metrics, urls: { grafana: 'https://g.example.com', runbooks: 'https://r.example.com/{slug}' } });
`;
}

/** A mistake and what must be said of it. */
const mistakes: Readonly<Record<string, readonly [code: string, ...says: string[]]>> = {
  'a misspelt option': [
    `d.alert({ ...base, sevrity: 'critical' } as any)`,
    'has no option "sevrity"',
    'did you mean severity?',
  ],
  'a missing option': [`d.alert({ ...base } as any)`, 'alert: severity is missing'],
  'a missing summary': [
    `d.alert({ severity: 'info', when: base.when, description: 'd', runbook: base.runbook } as any)`,
    'summary is missing',
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
    'show is a selector',
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
  'an interval that is none': [
    `d.variable.interval({ name: 'v', values: ['5m,10m'] })`,
    'values[0] is "5m,10m"',
  ],
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
  'a quantile in percent': [`d.quantile(95, metrics.took_seconds)`, 'the quantile is 95', 'from 0 to 1'],
  'a window in prose': [`d.rate(metrics.requests_total, '5 minutes' as any)`, 'is "5 minutes"', 'a duration'],
  'a window of ages': [`d.rate(metrics.requests_total, '99999999999999y')`, '292 years'],
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
    'title holds half of a character (U+D800)',
  ],
  'a NUL': [`d.panel.text({ title: 'a\\u0000' })`, 'title holds the character NUL'],
  'a BigInt in raw JSON': [
    `d.panel.raw({ title: 'r', json: { type: 'x', deep: [{ n: 1n }] } })`,
    'json.deep[0].n is a bigint',
  ],
  'a cycle in raw JSON': [
    `d.panel.raw({ title: 'r', json: (() => { const a: any = { type: 'x' }; a.self = a; return a; })() })`,
    'json.self holds itself',
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
  'a route to nobody': [`d.routing({ default: untyped.team })`, 'default is undefined'],
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
  'a month that does not exist': [`d.muteTimes('m', { months: ['decembre'] })`, 'months[0] is "decembre"'],
  'a time zone that does not exist': [
    `d.muteTimes('m', { location: 'Asia/Soul' })`,
    'location is "Asia/Soul"',
  ],
  'options that are none': [`d.signal(undefined as any)`, 'signal is undefined'],
  'options that are null': [`d.dashboard(null as any)`, 'dashboard is null'],
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
    expect(found[0]).toMatchObject({ check: 'definition/invalid', line: 7 });
  });
});
