// What a page of thirty panels over 24 hours does before it is on screen, counted: times depend on the machine.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uid, writeThirtyPanels } from '../../scripts/bench/page-workload.js';
import { openPage, startBrowser } from './support/browser.js';
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
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.type === 'ask') window.asked.push(JSON.stringify([message.dataset, message.question]));
    return post.call(this, message, ...rest);
  };`;

/** Waits until all panels near the window have their data, and gives what has been asked of the engine until then. */
async function questions(page: Page): Promise<string[]> {
  const near = `[...document.querySelectorAll('[data-panel]')].filter((panel) => panel.getBoundingClientRect().top < innerHeight + 200)`;
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
