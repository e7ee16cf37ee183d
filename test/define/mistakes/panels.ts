import type { Mistakes } from './form.js';

/** Mistakes in units, value mappings, thresholds and JSON of panels. */
export const panelsMistakes: Mistakes = {
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
  'a unit whose name is misspelt': [
    `d.signal({ title: 's', expr: metrics.queue_length, unit: 'secnds' })`,
    'unit is "secnds"',
    'did you mean s?',
  ],
  'a unit of a metric whose name is misspelt': [
    `d.gauge({ help: 'h', unit: 'miliseconds' })`,
    'unit is "miliseconds"',
    'did you mean ms?',
  ],
  'a plural that is one letter away from a unit': [
    `d.gauge({ help: 'h', unit: 'secnds' })`,
    'unit is "secnds"',
    'did you mean s?',
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
};
