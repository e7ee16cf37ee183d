import type { Mistakes } from './form.js';

/** Mistakes in annotations, links and the layout of dashboards. */
export const dashboardsMistakes: Mistakes = {
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
  'a state without samples in which every alert would fire': [
    `d.bundle({ name: 'n', title: 't', description: 'd', version: '1.0.0', metrics, grafanaAlerting: { noDataState: 'Alerting' } } as any)`,
    'grafanaAlerting.noDataState is "Alerting"',
    'one of OK, KeepLast',
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
};
