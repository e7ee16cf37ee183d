// The preview in a real browser: what somebody sees who opens it, changes a definition, or plays an incident.

import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Incident, Site, SiteBundle } from '../../src/preview/model.js';
import { drawn } from '../../src/preview/page/src/panels/drawn.js';
import { dashboardCorpus } from '../corpus/dashboards.js';
import { filesUnder, type Project, project, shopBundle } from '../support/project.js';
import {
  layoutShift,
  namelessControls,
  openPage,
  overflow,
  shownPanels,
  startBrowser,
  violations,
  type WatchedPage,
} from './support/browser.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { type RunningPreview, startPreview } from './support/preview.js';
import { fillStorage, startPrometheus } from './support/prometheus.js';
import { mustRun, run } from './support/tools.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const themes = { dark: 'rgb(17, 18, 23)', light: 'rgb(251, 251, 251)' } as const;

describe('all bundles of the repository', async () => {
  let preview: RunningPreview;
  let shown: WatchedPage;
  let site: Site;
  beforeAll(async () => {
    preview = await startPreview(repository);
    site = (await (await fetch(`${preview.url}/data/site.json`)).json()) as Site;
    shown = await openPage(browser);
  });
  afterAll(async () => {
    await shown?.page.close();
    await preview?.stop();
  });

  test('each dashboard has data on every panel, in both themes, and no complaint', async () => {
    const wrong: unknown[] = [];
    for (const { name, dashboards } of site.bundles) {
      for (const { uid } of dashboards) {
        for (const theme of ['dark', 'light'] as const) {
          await shown.page.goto(`${preview.url}/#/${name}/d/${uid}?theme=${theme}`);
          const panels = await shownPanels(shown.page);
          const bad = panels.filter(({ state, empty }) => state !== 'done' || empty !== undefined);
          const wide = await overflow(shown.page);
          const complaints = shown.complaints();
          const background = await shown.page.evaluate<string>(
            `getComputedStyle(document.querySelector('.page')).backgroundColor`,
          );
          if (panels.length === 0 || bad.length > 0 || wide > 0 || complaints.length > 0)
            wrong.push({ uid, theme, panels: panels.length, bad, wide, complaints });
          expect(background).toBe(themes[theme]);
        }
      }
    }
    expect(site.bundles).toHaveLength(6);
    expect(wrong).toEqual([]);
  });

  test('each tab of a bundle shows what is in it, also in a narrow window', async () => {
    await shown.page.setViewportSize({ width: 800, height: 900 });
    for (const tab of ['alerts', 'incidents', 'objectives', 'metrics', 'runbooks', 'routes', 'findings']) {
      await shown.page.goto(`${preview.url}/#/qmtl/${tab}`);
      await shown.page.waitForSelector(`[role=tab][aria-selected=true]`);
      expect(await overflow(shown.page), tab).toBeLessThanOrEqual(0);
    }
    expect(shown.complaints()).toEqual([]);
  });

  test('every control has a name, the keyboard reaches them, and nothing moves while it loads', async () => {
    const other = await openPage(browser);
    const pages = ['', 'qmtl/alerts', 'qmtl/d/qmtl-traces', 'qmtl/d/qmtl-sdk'];
    for (const path of pages) {
      await other.page.goto(`${preview.url}/#/${path}`);
      await other.page.locator('main h1').waitFor({ state: 'attached' });
      if (path.includes('/d/')) await shownPanels(other.page);
      expect(await namelessControls(other.page), path).toEqual([]);
    }
    await other.page.reload();
    await shownPanels(other.page);
    expect(await layoutShift(other.page)).toBeLessThan(0.1);
    const reached: string[] = [];
    for (let count = 0; count < 40; count += 1) {
      await other.page.keyboard.press('Tab');
      reached.push(
        await other.page.evaluate<string>(
          `document.activeElement.closest('[data-panel]')?.dataset.title ?? ''`,
        ),
      );
    }
    expect(new Set(reached).size).toBeGreaterThan(2);
    await other.page.close();
  });

  test('no kind of view has a serious violation of accessibility, in either theme', async () => {
    const { page } = await openPage(browser);
    const [scenario] = ((await (await fetch(`${preview.url}/data/qmtl/bundle.json`)).json()) as SiteBundle)
      .scenarios;
    const tabs = [
      'dashboards',
      'alerts',
      'incidents',
      'objectives',
      'metrics',
      'runbooks',
      'routes',
      'findings',
    ];
    const views = [
      '',
      ...tabs.map((tab) => `qmtl/${tab}`),
      'qmtl/d/qmtl-golden-signals',
      'multiweb/d/multiweb-logs-and-traces',
      `qmtl/incident/${scenario?.id}`,
    ];
    const found: string[] = [];
    for (const view of views) {
      for (const theme of ['dark', 'light'] as const) {
        await page.goto(`${preview.url}/#/${view}?climax=&refresh=&theme=${theme}`);
        await page.locator(`[data-theme=${theme}] main h1`).first().waitFor({ state: 'attached' });
        if (/\/(d|incident)\//.test(view))
          await page.locator('[data-panel][data-state=done]').first().waitFor();
        found.push(...(await violations(page)).map((one) => `${view} ${theme}: ${one}`));
      }
    }
    expect(found).toEqual([]);
    await page.close();
  });

  test('an incident of each bundle is played: its alert fires, and who is notified is named', async () => {
    await shown.page.setViewportSize({ width: 1500, height: 1000 });
    for (const { name } of site.bundles) {
      const bundle = (await (await fetch(`${preview.url}/data/${name}/bundle.json`)).json()) as SiteBundle;
      const found = await firstFiring(preview.url, bundle);
      await shown.page.goto(`${preview.url}/#/${name}/incident/${found.id}`);
      await shown.page.getByText('No alert is active.').waitFor();
      await shown.page.getByRole('button', { name: 'Climax' }).click();
      const message = shown.page.locator(`[data-alert="${found.alert}"][data-state=firing]`).first();
      await message.waitFor();
      const text = await message.innerText();
      for (const receiver of bundle.routing ? found.receivers : ['nobody']) expect(text).toContain(receiver);
      const panels = await shownPanels(shown.page);
      expect(
        panels.filter(({ state }) => state !== 'done'),
        name,
      ).toEqual([]);
    }
    expect(shown.complaints()).toEqual([]);
  });
});

/** A scenario of a bundle in which an alert fires at the climax, with whom it notifies. */
async function firstFiring(url: string, { name, scenarios }: SiteBundle) {
  for (const { id } of scenarios) {
    const incident = (await (
      await fetch(`${url}/data/${name}/scenarios/${encodeURIComponent(id)}.json`)
    ).json()) as Incident;
    expect(incident.failures).toEqual([]);
    const line = incident.timelines.find(
      ({ moments, inhibited }) => inhibited.length === 0 && moments.some(({ state }) => state === 'firing'),
    );
    if (incident.timelines.length === 1 && line) return { id, alert: line.alert, receivers: line.receivers };
  }
  throw new Error(`no alert fires in any scenario of ${name}`);
}

describe('a definition that is edited', () => {
  let shop: Project;
  let preview: RunningPreview;
  let shown: WatchedPage;
  const file = 'definitions/shop/bundle.ts';
  const html = '<img src=x onerror="window.ran=1">';
  const variable =
    "d.variable.query({ name: 'queue', query: d.labelValues(metrics.queue_length, 'queue'), filters: 'queue', multi: true, includeAll: true })";
  const unsafe = `<script>window.ran=1</script><b onclick="window.ran=1">bold</b> [link](javascript:window.ran=1) ${html}`;
  const text = shopBundle({
    panels: `d.panel.text({ title: ${JSON.stringify(html)}, html: ${JSON.stringify(unsafe)} }), d.panel.text({ title: 'Markdown', markdown: ${JSON.stringify(unsafe)} }),`,
  })
    [file].replace("['mail', 'print']", `['mail', ${JSON.stringify(html)}]`)
    .replace("title: 'Shop', rows:", `title: 'Shop', variables: [${variable}], rows:`)
    .replace('const metrics', 'export const metrics')
    .replace('const QueueLong', 'export const QueueLong');
  const story = `import { constant, scenario } from 'dashwright/testing';
import { metrics, QueueLong } from '../bundle.js';
export default scenario('the queue grows', { alerts: [QueueLong] })
  .series(metrics.queue_length, { queue: 'mail' }, constant(150).from('10m').until('50m'))
  .quietUntil('10m').firingAt('35m').resolvedAt('60m');
`;
  beforeAll(async () => {
    shop = project({ ...shopBundle(), [file]: text, 'definitions/shop/scenarios/queue.ts': story });
    preview = await startPreview(shop.folder);
    shown = await openPage(browser);
    await shown.page.goto(`${preview.url}/#/shop/d/shop`);
    await shownPanels(shown.page);
  });
  afterAll(async () => {
    await shown?.page.close();
    await preview?.stop();
    shop?.remove();
  });

  test('HTML in titles, labels and texts runs nothing', async () => {
    const panels = await shownPanels(shown.page);
    expect(panels.map(({ title }) => title)).toContain('<img src=x onerror="window.ran=1">');
    expect(await shown.page.evaluate('window.ran')).toBeUndefined();
    expect(await shown.page.locator('[data-type=text] script, [data-type=text] [onclick]').count()).toBe(0);
    expect(await shown.page.locator('a[href^="javascript:"]').count()).toBe(0);
    expect(shown.complaints()).toEqual([]);
  });

  test('is shown soon after it is saved, at the same place', async () => {
    shop.write({ [file]: text.replace("title: 'Requests', show", "title: 'Requests now', show") });
    await shown.page.getByRole('region', { name: 'Requests now' }).waitFor();
    expect(shown.page.url()).toContain('#/shop/d/shop');
  });

  test('of another bundle leaves the page alone: nothing of this one is read again', async () => {
    const other = 'definitions/bank/bundle.ts';
    const names = { shop: 'bank', Shop: 'Bank', QueueLong: 'BankQueueLong' };
    const bank = Object.entries(names).reduce(
      (all, [from, to]) => all.replaceAll(from, to),
      shopBundle()[file],
    );
    const listed = (text: string) =>
      shown.page.waitForResponse(
        async (response) => response.url().includes('site.json') && (await response.text()).includes(text),
      );
    let list = listed('A bank.');
    shop.write({ 'definitions/bank/runbooks/queue-long.md': '# Queue\n', [other]: bank });
    await list;
    const place = await shown.page.evaluate(
      "window.kept = document.querySelector('[data-panel]'); window.scrollTo(0, 200); window.scrollY",
    );
    const asked: string[] = [];
    shown.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    list = listed('Another bank.');
    shop.write({ [other]: bank.replace("description: 'A bank.'", "description: 'Another bank.'") });
    await list;
    await shown.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    expect(asked.filter((path) => !path.endsWith('/site.json'))).toEqual([]);
    expect(await shown.page.evaluate('[window.scrollY, window.kept.isConnected]')).toEqual([place, true]);
    expect(preview.log()).toContain('loaded again: bank\n');
    rmSync(shop.path('definitions/bank'), { recursive: true });
  });

  test('that is broken is told with file and line, and the page stays', async () => {
    shop.write({ [file]: text.replace("version: '1.0.0'", 'version: undefinedName') });
    const alert = shown.page.getByRole('alert').filter({ hasText: 'undefinedName' });
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/bundle\.ts:\d+/);
    expect(await alert.getByRole('link').first().getAttribute('href')).toMatch(
      /^vscode:\/\/file.*\/definitions\/shop\/bundle\.ts:\d+$/,
    );
    expect((await shownPanels(shown.page)).length).toBeGreaterThan(2);
    shop.write({ [file]: text });
    await alert.waitFor({ state: 'detached' });
    await shown.page.getByRole('region', { name: 'Requests', exact: true }).waitFor();
  });

  test('has variables that choose what is shown, and the address keeps it', async () => {
    const box = shown.page.locator('#variable-queue');
    await box.click();
    await shown.page.getByRole('option', { name: 'mail' }).click();
    await shown.page.waitForURL(/var-queue=mail/);
    await shown.page
      .locator('[data-type=timeseries]', { hasText: '<img src=x' })
      .first()
      .waitFor({ state: 'detached' });
    const panels = await shownPanels(shown.page);
    expect(panels.find(({ title }) => title === 'Queue length')?.text).toContain('mail');
  });

  test('is not served to other names of hosts, nor is another port taken', async () => {
    const { port } = new URL(preview.url);
    const taken = await cli(shop.folder, '--port', port);
    expect(taken.code).toBe(2);
    expect(taken.stderr).toContain('the port is in use: choose another');
    const foreign = await run('curl', [
      '-s',
      '-o',
      '/dev/null',
      '-w',
      '%{http_code}',
      '-H',
      'Host: evil.example',
      preview.url,
    ]);
    expect(foreign.stdout).toBe('403');
  });

  test('is exported for any web server', async () => {
    const out = shop.path('public');
    const exported = await cli(shop.folder, '--static', out);
    expect(exported.stderr).toBe('');
    expect(exported.code).toBe(0);
    const server = await serveFolder(out);
    const other = await openPage(browser);
    await other.page.goto(`${server.url}/#/shop/d/shop`);
    const panels = await shownPanels(other.page);
    expect(panels.filter(({ state, empty }) => state !== 'done' || empty !== undefined)).toEqual([]);
    expect(panels.length).toBeGreaterThan(2);
    expect(other.complaints()).toEqual([]);
    await other.page.close();
    await server.close();
    const all = Object.keys(filesUnder(out));
    const page = all.filter((path) => !path.startsWith('data/'));
    const bytes = page.reduce((sum, path) => sum + statSync(join(out, path)).size, 0);
    expect(bytes).toBeLessThan(10_000_000);
    for (const path of all.filter((one) => one.endsWith('.json')))
      expect(readFileSync(join(out, path), 'utf8'), path).not.toContain(shop.folder);
  });

  test('is compared with a revision: panels side by side, when alerts fire, who is notified', async () => {
    const git = (...args: string[]) =>
      mustRun('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: shop.folder });
    await git('init', '-q');
    await git('add', 'definitions');
    await git('commit', '-qm', 'before');
    const changed = text
      .replace("for: '5m'", "for: '20m'")
      .replace("title: 'Requests', show", "title: 'Requests', stack: 'normal', show");
    shop.write({ [file]: changed });
    const out = shop.path('compared');
    const exported = await cli(shop.folder, '--static', out, '--against', 'HEAD');
    shop.write({ [file]: text });
    expect([exported.code, exported.stderr]).toEqual([0, '']);
    const server = await serveFolder(out);
    const other = await openPage(browser);
    await other.page.goto(server.url);
    await other.page.getByRole('region', { name: 'Changes' }).getByRole('link', { name: 'Shop' }).click();
    const sides = other.page.locator('[data-changed=shop] [data-side]');
    await sides.nth(1).locator('[data-panel][data-state=done][data-title=Requests]').waitFor();
    expect(await sides.count()).toBe(2);
    const scenario = other.page.locator('[data-scenario="the queue grows"] [data-alert=QueueLong]');
    expect(await scenario.innerText()).toMatch(/fires from 30m to 50m, before: fires from 15m to 50m/);
    expect(await layoutShift(other.page)).toBeLessThan(0.1);
    expect(await violations(other.page)).toEqual([]);
    await other.page.getByRole('link', { name: 'whole dashboard, before and after' }).click();
    await other.page.locator('[data-side=before] [data-dashboard=shop] [data-state=done]').first().waitFor();
    await other.page.locator('[data-side=after] [data-dashboard=shop] [data-state=done]').first().waitFor();
    expect(other.complaints()).toEqual([]);
    await other.page.close();
    await server.close();
    const unknown = await cli(shop.folder, '--static', out, '--against', 'no-such-revision');
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('neither a folder nor a git revision'),
    ]);
  });

  test('has the data of a Prometheus when one is named', async () => {
    const folder = temporaryFolder('preview');
    const now = Math.floor(Date.now() / 1000);
    const samples = Array.from({ length: 60 }, (_, index) => [index * 60, 41 + (index % 3)] as const);
    // More series than a page can show.
    const series = Array.from({ length: 250 }, (_, index) => ({
      labels: { __name__: 'queue_length', queue: `from-prometheus-${index}`, bundle: 'shop' },
      samples,
    }));
    await fillStorage(folder, series, now - 3600);
    writeFileSync(join(folder, 'prometheus.yml'), dump({ global: {} }));
    const prometheus = await startPrometheus(folder);
    const live = await startPreview(shop.folder, '--prometheus', prometheus.url);
    const other = await openPage(browser);
    await other.page.goto(`${live.url}/#/shop/d/shop`);
    await other.page.getByText('live data').waitFor();
    const panels = await shownPanels(other.page);
    expect(panels.find(({ title }) => title === 'Queue length')?.text).toContain('from-prometheus');
    await other.page.getByRole('note', { name: '200 of 250 series are shown' }).waitFor();
    await other.page.getByText('200 of 250 values are shown').waitFor();
    await prometheus.stop();
    await other.page.getByRole('button', { name: 'Refresh', exact: true }).click();
    const failed = other.page.locator('[data-title="Queue length"][data-state=error]');
    expect(await failed.innerText()).toMatch(/127\.0\.0\.1:\d+: .*(refused|listens)/i);
    await other.page.close();
    await live.stop();
    removeFolder(folder);
  });
});

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
    const exported = await cli(folder, ...files, '--static', join(folder, 'site'));
    expect([exported.code, exported.stderr]).toEqual([0, '']);
    const server = await serveFolder(join(folder, 'site'));
    const shown = await openPage(browser);
    const bundle = (await (await fetch(`${server.url}/data/files/bundle.json`)).json()) as SiteBundle;
    expect(bundle.dashboards).toHaveLength(corpus.length);
    const types = new Set<string>();
    const named = new Set<string>();
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
        for (const option of options) named.add(`${await note.getAttribute('data-type')} ${option}`);
      }
      expect(await overflow(shown.page), file).toBeLessThanOrEqual(0);
      // Pictures that a text panel names are not there.
      expect(
        shown.complaints().filter((text) => !/Failed to load resource|^404/.test(text)),
        file,
      ).toEqual([]);
    }
    expect(undrawn.filter((type) => !types.has(type))).toEqual([]);
    expect([...named]).toEqual(
      expect.arrayContaining([
        'timeseries exemplars',
        'logs options.dedupStrategy',
        'heatmap options.cellGap',
      ]),
    );
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
      ['./broken.json', 'is no JSON'],
      ['./missing.json', 'no such file'],
    ] as const) {
      const { code, stderr } = await cli(folder, file, '--static', 'site');
      expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
    }
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

function cli(folder: string, ...args: string[]) {
  return run(process.execPath, [join(repository, 'bin/dashwright.js'), 'preview', ...args], { cwd: folder });
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

/** Serves files as the plainest of servers does. */
async function serveFolder(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const path = join(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const file = path.endsWith('/') ? `${path}index.html` : path;
    if (!existsSync(file)) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream' })
        .end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
