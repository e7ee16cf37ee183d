// The preview of dashboards that nobody has defined here: what is drawn of them, and what is named where it is not.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SiteBundle } from '../../src/preview/model.js';
import { drawn } from '../../src/preview/page/src/panels/drawn.js';
import { dashboardCorpus } from '../corpus/dashboards.js';
import { openPage, overflow, shownPanels, startBrowser } from './support/browser.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { previewCommand } from './support/preview.js';
import { serveFolder } from './support/serve-folder.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const corpus = [
  'argoproj_argo-cd__docs_operator-manual_notifications_grafana-dashboard.json',
  'cloudnative-pg_grafana-dashboards__charts_cluster_grafana-dashboard.json',
  'kedacore_keda__config_grafana_keda-dashboard.json',
  'linkerd_linkerd2__grafana_dashboards_authority.json',
  'monitoring-mixins_website__assets_apache-hbase_dashboards_apache-hbase-cluster-overview.json',
  'monitoring-mixins_website__assets_consul_dashboards_consul-overview.json',
  'monitoring-mixins_website__assets_harbor_dashboards_harbor-overview.json',
  'monitoring-mixins_website__assets_nginx_dashboards_nginx-logs.json',
  'monitoring-mixins_website__assets_promscale_dashboards_apm-dependencies.json',
  'traefik_traefik__contrib_grafana_traefik-kubernetes.json',
] as const;
/** Types of panels that the page does not draw, after what Grafana itself makes of old ones. */
const undrawn = ['alertlist', 'geomap', 'nodeGraph', 'marcusolsson-treemap-panel'];

describe.skipIf(!dashboardCorpus.there && !dashboardCorpus.required)('dashboards of others', () => {
  test('are opened as JSON without a crash, and what is not drawn is named on its panel', async () => {
    const folder = temporaryFolder('corpus');
    const files = corpus.map((name) => join(dashboardCorpus.folder, name));
    const exported = await previewCommand(folder, ...files, '--static', join(folder, 'site'));
    expect([exported.code, exported.stderr]).toEqual([0, '']);
    const server = await serveFolder(join(folder, 'site'));
    const shown = await openPage(browser);
    const bundle = (await (await fetch(`${server.url}/data/files/bundle.json`)).json()) as SiteBundle;
    expect(bundle.dashboards).toHaveLength(corpus.length);
    const types = new Set<string>();
    for (const { uid, folder: file } of bundle.dashboards) {
      await shown.page.goto(`${server.url}/#/files/d/${uid}?refresh=`);
      await shown.page.locator('[data-panel], .row-title').first().waitFor();
      for (const closed of (await shown.page.locator('.row-title[aria-expanded=false]').all()).reverse())
        await closed.click();
      const panels = await shownPanels(shown.page);
      for (const { type, text } of panels) {
        types.add(type);
        expect(text, file).not.toContain('cannot be drawn');
        if (undrawn.includes(type)) expect(text, file).toContain(`Panels of type ${type} are not drawn`);
        else expect(text, file).not.toContain('are not drawn');
      }
      const notes = shown.page.locator('[data-undrawn]');
      for (const note of await notes.all()) {
        const options = ((await note.getAttribute('data-undrawn')) ?? '').split('\n');
        const label = await note.getByRole('note', { name: 'Not drawn' }).getAttribute('aria-label');
        for (const option of options) expect(label, file).toContain(option);
      }
      expect(await overflow(shown.page), file).toBeLessThanOrEqual(0);
      // Pictures that a text panel names are not there.
      expect(
        shown.complaints().filter((text) => !/Failed to load resource|^404/.test(text)),
        file,
      ).toEqual([]);
    }
    expect(undrawn.filter((type) => !types.has(type))).toEqual([]);
    await shown.page.close();
    await server.close();
    removeFolder(folder);
  });

  test('are refused with the reason where a file has none', async () => {
    const folder = temporaryFolder('corpus');
    writeFileSync(join(folder, 'other.json'), '{"kind":"other"}');
    writeFileSync(join(folder, 'broken.json'), '{"panels":');
    for (const [file, reason] of [
      ['./other.json', 'has no dashboard'],
      ['./broken.json', 'is not JSON'],
      ['./missing.json', 'no such file'],
    ] as const) {
      const { code, stderr } = await previewCommand(folder, file, '--static', 'site');
      expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
    }
    removeFolder(folder);
  });
});

describe('numbers over numbers, and candles', () => {
  const query = (refId: string, expr: string, legendFormat = '', more: object = {}) => ({
    refId,
    expr,
    legendFormat,
    ...more,
  });
  const organize = (options: object) => ({
    id: 'organize',
    options: { excludeByName: { Time: true }, ...options },
  });
  const panels = [
    {
      type: 'candlestick',
      title: 'Prices',
      interval: '10m',
      targets: [
        query('A', 'min_over_time(price_euros[10m])', 'low'),
        query('B', 'max_over_time(price_euros[10m])', 'high'),
        query('C', 'price_euros offset 10m', 'open'),
        query('D', 'price_euros', 'close'),
        query('E', 'sum(increase(sold_total[10m]))', 'volume'),
      ],
    },
    {
      type: 'xychart',
      title: 'Memory over connections',
      options: { legend: { showLegend: true } },
      targets: [query('A', 'sum(connections)', 'connections'), query('B', 'sum(memory_bytes)', 'memory')],
      transformations: [{ id: 'joinByField', options: { byField: 'Time', mode: 'outer' } }, organize({})],
    },
    {
      type: 'trend',
      title: 'Waits',
      options: { xField: 'at most', legend: { showLegend: true } },
      targets: [
        query('A', 'sum by (le) (wait_seconds_bucket{le!="+Inf"})', '', { format: 'table', instant: true }),
      ],
      transformations: [
        {
          id: 'convertFieldType',
          options: { conversions: [{ targetField: 'le', destinationType: 'number' }] },
        },
        organize({ renameByName: { le: 'at most', Value: 'waits' } }),
        { id: 'sortBy', options: { sort: [{ field: 'at most' }] } },
      ],
    },
    { type: 'trend', title: 'Two frames', targets: [query('A', 'connections'), query('B', 'memory_bytes')] },
  ].map((panel, index) => ({ ...panel, id: index + 1, gridPos: { x: 0, y: 8 * index, w: 24, h: 8 } }));

  test('are drawn from simulated data, or say what Grafana says', async () => {
    const folder = temporaryFolder('numbers');
    writeFileSync(join(folder, 'numbers.json'), JSON.stringify({ uid: 'numbers', title: 'Numbers', panels }));
    const exported = await previewCommand(folder, './numbers.json', '--static', 'site');
    expect([exported.code, exported.stderr]).toEqual([0, '']);
    const server = await serveFolder(join(folder, 'site'));
    const shown = await openPage(browser);
    await shown.page.goto(`${server.url}/#/files/d/numbers?refresh=`);
    const found = await shownPanels(shown.page);
    expect(found.map(({ title, text }) => text.replace(title, '').trim())).toEqual([
      // What candles are drawn from is not in the legend.
      '',
      'memory',
      'waits',
      'Only one frame is supported, consider adding a join transformation',
    ]);
    const [candles, points, trend] = await shown.page.evaluate<number[]>(
      `[...document.querySelectorAll('[data-panel] canvas')].map((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const colors = new Set();
        for (let at = 0; at < data.length; at += 4)
          if (data[at + 3] === 255 && Math.max(data[at], data[at + 1], data[at + 2]) > 60 + Math.min(data[at], data[at + 1], data[at + 2]))
            colors.add(data[at] > data[at + 1] ? 'red' : 'green');
        return colors.size;
      })`,
    );
    // Up and down, and one colour of a series.
    expect([candles, points, trend]).toEqual([2, 1, 1]);
    expect(await shown.page.locator('[data-undrawn]').count()).toBe(0);
    expect(shown.complaints()).toEqual([]);
    await shown.page.close();
    await server.close();
    removeFolder(folder);
  });
});

describe('the table of what is drawn', () => {
  test("names nothing of graphs that Grafana's component does not read", () => {
    const ui = join(repository, 'src/preview/page/node_modules/@grafana/ui/dist/esm');
    const source = ['TimeSeries/utils', 'GraphNG/utils', 'GraphNG/nullInsertThreshold']
      .map((name) => readFileSync(join(ui, `graveyard/${name}.mjs`), 'utf8'))
      .join('\n');
    const unread = drawn.timeseries.custom.filter((name) => !new RegExp(`\\b${name}\\b`).test(source));
    expect(unread).toEqual([]);
  });
});
