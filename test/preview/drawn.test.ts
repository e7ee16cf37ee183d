import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  annotationQueries,
  undrawnAnnotations,
} from '../../src/preview/page/src/dashboard/annotation-queries.js';
import { drawn } from '../../src/preview/page/src/panels/drawn.js';
import { undrawnIn } from '../../src/preview/page/src/panels/undrawn.js';

/** The files that draw each panel type; several share how a field is reduced to a value, and the options of legends. */
const files: Readonly<Record<keyof typeof drawn, readonly string[]>> = {
  timeseries: ['Graph'],
  trend: ['TrendPanel', 'Graph'],
  candlestick: ['CandlestickPanel', 'Graph'],
  xychart: ['XyChartPanel', 'legend-options.ts'],
  stat: ['ValuePanels', 'reduced.ts'],
  gauge: ['ValuePanels', 'reduced.ts'],
  bargauge: ['ValuePanels', 'reduced.ts'],
  table: ['TablePanel'],
  text: ['TextPanel'],
  piechart: ['PiePanel', 'reduced.ts', 'legend-options.ts'],
  heatmap: ['HeatmapPanel'],
  histogram: ['HistogramPanel'],
  barchart: ['BarChartPanel', 'legend-options.ts'],
  'state-timeline': ['TimelinePanel'],
  'status-history': ['TimelinePanel'],
  logs: ['LogsPanel'],
};
const transformers = new Set(['organize']);

function source(name: string): string {
  const file = name.endsWith('.ts') ? name : `${name}.tsx`;
  return readFileSync(new URL(`../../src/preview/page/src/panels/${file}`, import.meta.url), 'utf8');
}

test.each(Object.entries(files))('%s: every option that is listed as supported is read', (type, names) => {
  const text = names.map(source).join('\n');
  // Read where fields get their options.
  const elsewhere = ['footer.show', 'footer.reducer', 'footer.countRows'];
  const unread = drawn[type as keyof typeof drawn].options.filter(
    (path) => !text.includes(`'${path}'`) && !elsewhere.includes(path),
  );
  expect(unread).toEqual([]);
});

describe('unsupported options', () => {
  test('are listed', () => {
    const panel = {
      type: 'piechart',
      options: { pieType: 'donut', effects: { glow: true }, legend: { showLegend: true, calcs: ['max'] } },
      fieldConfig: {
        defaults: { unit: 's', min: 1, actions: [{ title: 'x' }], custom: {} },
        overrides: [
          {
            matcher: { id: 'byName', options: 'a' },
            properties: [{ id: 'custom.axisLabel', value: 'time' }],
          },
        ],
      },
      transformations: [{ id: 'organize' }, { id: 'unknown' }, { id: 'other', disabled: true }],
      targets: [{ refId: 'A', exemplar: true }],
      timeCompare: '1d',
    };
    expect(undrawnIn(panel, transformers)).toEqual([
      'options.effects.glow',
      'options.legend.calcs',
      'fieldConfig.min',
      'fieldConfig.actions',
      'fieldConfig.custom.axisLabel',
      'transformation unknown',
      'timeCompare',
    ]);
  });

  test('are not data links and exemplars where they are drawn', () => {
    const fieldConfig = { defaults: { links: [{ title: 'x', url: 'https://example.com' }] }, overrides: [] };
    const targets = [{ refId: 'A', exemplar: true }];
    const types = ['timeseries', 'stat', 'gauge', 'bargauge', 'table', 'piechart', 'state-timeline'];
    for (const type of types)
      expect(undrawnIn({ type, fieldConfig, targets }, transformers), type).toEqual([]);
    expect(undrawnIn({ type: 'heatmap', targets }, transformers)).toEqual([]);
  });

  test('are not those that are read only together with another', () => {
    const tooltip = (type: string, mode: string) => ({ type, options: { tooltip: { mode, sort: 'desc' } } });
    expect(undrawnIn(tooltip('histogram', 'single'), transformers)).toEqual([]);
    expect(undrawnIn(tooltip('piechart', 'multi'), transformers)).toEqual([]);
  });

  test("are not listed if they have Grafana's default", () => {
    const panel = {
      type: 'heatmap',
      options: {
        cellGap: 1,
        calculate: false,
        calculation: { xBuckets: { mode: 'size' } },
        legend: { show: true },
      },
      fieldConfig: { defaults: { custom: { scaleDistribution: { type: 'linear' } } }, overrides: [] },
    };
    expect(undrawnIn(panel, transformers)).toEqual([]);
  });

  test('of invalid JSON are handled', () => {
    for (const odd of [null, 1, 'text', [], [null], { a: [{ b: null }] }])
      expect(() =>
        undrawnIn(
          { type: 'stat', options: odd, fieldConfig: odd, transformations: odd, targets: odd },
          transformers,
        ),
      ).not.toThrow();
    expect(undrawnIn({ type: 'constructor', options: { a: 1 } }, transformers)).toEqual([]);
  });

  test('of a dashboard are the annotations that do not come from PromQL', () => {
    const annotations = {
      list: [
        { builtIn: 1, name: 'Annotations & Alerts', enable: true },
        { name: 'Deployments', enable: true },
        {
          name: 'Errors in logs',
          enable: true,
          expr: '{job="a"}',
          datasource: { type: 'loki', uid: 'loki' },
        },
        { name: 'Off', enable: false, expr: 'up' },
        {
          name: 'Alerts',
          enable: true,
          expr: 'ALERTS',
          datasource: { type: 'prometheus', uid: '${datasource}' },
        },
        { name: 'Restarts', target: { expr: 'resets(up[5m])' } },
      ],
    };
    expect(annotationQueries({ annotations }).map(({ expr }) => expr)).toEqual(['ALERTS', 'resets(up[5m])']);
    expect(undrawnAnnotations({ annotations })).toEqual([
      'annotation Deployments',
      'annotation Errors in logs',
    ]);
  });
});
