// The preview of a definition that somebody edits, compares, exports, or looks at with data of a Prometheus.

import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesUnder, type Project, project, shopBundle } from '../support/project.js';
import {
  layoutShift,
  openPage,
  shownPanels,
  startBrowser,
  violations,
  type WatchedPage,
} from './support/browser.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { previewCommand, type RunningPreview, startPreview } from './support/preview.js';
import { fillStorage, startPrometheus } from './support/prometheus.js';
import { serveFolder } from './support/serve-folder.js';
import { mustRun, run } from './support/tools.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

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
    panels: `d.panel.text({ title: ${JSON.stringify(html)}, html: ${JSON.stringify(unsafe)} }), d.panel.text({ title: 'Markdown', description: ${JSON.stringify(unsafe)}, markdown: ${JSON.stringify(unsafe)} }),`,
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
    await shown.page.locator('[data-title=Markdown]').getByRole('button', { name: 'Description' }).hover();
    await shown.page.locator('.panel-description', { hasText: 'bold' }).waitFor();
    expect(await shown.page.locator('.panel-description :is(script, [onclick], [onerror])').count()).toBe(0);
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
    const taken = await previewCommand(shop.folder, '--port', port);
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
    const exported = await previewCommand(shop.folder, '--static', out);
    expect(exported.stderr).toBe('');
    expect(exported.code).toBe(0);
    const server = await serveFolder(out);
    const other = await openPage(browser);
    await other.page.goto(`${server.url}/#/shop/d/shop`);
    const panels = await shownPanels(other.page);
    expect(panels.filter(({ state, empty }) => state !== 'done' || empty !== undefined)).toEqual([]);
    expect(panels.length).toBeGreaterThan(2);
    // No editor can be opened from there: places are text.
    await other.page.goto(`${server.url}/#/shop/findings`);
    await other.page
      .getByText(/bundle\.ts:\d+/)
      .first()
      .waitFor();
    expect(await other.page.locator('main a[href="#"], main a[href^="vscode:"]').count()).toBe(0);
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
    const exported = await previewCommand(shop.folder, '--static', out, '--against', 'HEAD');
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
    const unknown = await previewCommand(shop.folder, '--static', out, '--against', 'no-such-revision');
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
