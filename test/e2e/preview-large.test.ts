// What a page of thirty panels over 24 hours does before it is on screen, counted: times depend on the machine.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uid, writeThirtyPanels } from '../../scripts/bench/page-workload.js';
import { openPage, shownPanels, startBrowser } from './support/browser.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { type RunningPreview, startPreview } from './support/preview.js';

const folder = temporaryFolder('large');
let browser: Browser;
let preview: RunningPreview;
beforeAll(async () => {
  writeThirtyPanels(join(folder, 'definitions'));
  browser = await startBrowser();
  preview = await startPreview(folder);
});
afterAll(async () => {
  await browser?.close();
  await preview?.stop();
  removeFolder(folder);
});

const countQuestions = `window.asked = [];
  window.draws = new Map();
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...where) {
    const title = this.canvas.closest('[data-panel]')?.dataset.title;
    window.draws.set(title, (window.draws.get(title) ?? 0) + 1);
    return clear.apply(this, where);
  };
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.type === 'ask') window.asked.push(JSON.stringify([message.dataset, message.question]));
    return post.call(this, message, ...rest);
  };`;

const near = `[...document.querySelectorAll('[data-panel]')].filter((panel) => {
  const { top, bottom } = panel.getBoundingClientRect();
  return bottom > -200 && top < innerHeight + 200;
})`;

/** Waits until all panels near the window have their data, and gives what has been asked of the engine until then. */
async function questions(page: Page): Promise<string[]> {
  await expect
    .poll(() =>
      page.evaluate<boolean>(
        `${near}.length > 0 && ${near}.every(({ dataset }) => dataset.state === 'done' && dataset.busy === 'false')`,
      ),
    )
    .toBe(true);
  return page.evaluate<string[]>('window.asked');
}

test('thirty panels: what is in view is asked first, each question once, and the page stays small', async () => {
  const shown = await openPage(browser);
  const { page } = shown;
  await page.addInitScript(countQuestions);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''));
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(`${preview.url}/#/large/d/${uid}?refresh=`);
  const first = await questions(page);
  expect(first.length).toBeGreaterThan(10);
  expect(first.length).toBeLessThan(26);
  expect(bytes).toBeLessThan(2_000_000);
  // The engine begins before the page itself, and the definitions are read once.
  const at = (name: RegExp) => requests.findIndex((request) => name.test(request));
  expect(at(/^worker-/)).toBeGreaterThan(0);
  expect(at(/^worker-/)).toBeLessThan(at(/^DashboardPage-/));
  for (const name of ['site.json', 'bundle.json'])
    expect(requests.filter((request) => request === name)).toHaveLength(1);

  await page.setViewportSize({ width: 1500, height: 4000 });
  const all = await questions(page);
  expect(await page.locator('[data-panel]').count()).toBe(30);
  expect(all.length).toBeGreaterThan(30);
  expect(all.filter((question, index) => all.indexOf(question) !== index)).toEqual([]);
  expect(shown.complaints()).toEqual([]);
  await page.close();
});

test('panels out of view are not asked, drawn or moved until they come into view, in a refresh too', async () => {
  const shown = await openPage(browser);
  const { page } = shown;
  await page.addInitScript(countQuestions);
  await page.setViewportSize({ width: 1500, height: 700 });
  await page.goto(`${preview.url}/#/large/d/${uid}?refresh=`);
  const first = await questions(page);
  // Nothing moves on a page that waits for nothing: it would be drawn sixty times a second.
  expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  const waiting = await page.locator('[data-panel][data-state=loading]').count();
  expect(waiting).toBeGreaterThan(10);

  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  const atEnd = await questions(page);
  expect(atEnd.length).toBeGreaterThan(first.length);
  expect(await page.locator('[data-panel][data-state=loading]').count()).toBeGreaterThan(0);
  await shownPanels(page);
  await page.setViewportSize({ width: 1500, height: 700 });
  await questions(page);
  expect(await page.locator('[data-panel][data-state=loading]').count()).toBe(0);

  await page.evaluate('window.asked = []; window.draws.clear()');
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.poll(() => page.evaluate('window.asked.length')).toBeGreaterThan(0);
  const again = await questions(page);
  expect(again).toHaveLength(first.length);
  const inView = await page.evaluate<string[]>(`${near}.map(({ dataset }) => dataset.title)`);
  const draws = await page.evaluate<[string, number][]>('[...window.draws]');
  expect(draws.filter(([title]) => !inView.includes(title))).toEqual([]);
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  await expect.poll(() => page.evaluate('window.asked.length')).toBeGreaterThan(again.length);
  expect(shown.complaints()).toEqual([]);
  await page.close();
});
