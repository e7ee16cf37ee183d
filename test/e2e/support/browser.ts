import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { eventually, patience } from './eventually.js';
import { tool } from './tools.js';

/** Starts the installed Chromium, without network access of its own. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: tool('chromium'),
    args: [
      // CI containers run as root, where the sandbox is not available; only pages of these tests are opened.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    timeout: patience,
  });
}

/** A page with all its errors. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors, exceptions and failed responses since the last call. */
  complaints(): string[];
}

export async function openPage(browser: Browser): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 1000 } });
  page.setDefaultTimeout(patience);
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`exception: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
  });
  return { page, complaints: () => found.splice(0) };
}

/** A panel according to the page. */
export interface ShownPanel {
  readonly title: string;
  readonly type: string;
  readonly state: string;
  readonly text: string;
  /** The text of a panel that has nothing to draw. */
  readonly empty: string | undefined;
}

// What runs in the page is text: the types of browsers are not those of these tests.
const heightOfPage = 'document.documentElement.scrollHeight';
const panels = `[...document.querySelectorAll('[data-panel]')].map((panel) => ({
  title: panel.dataset.title ?? '',
  type: panel.dataset.type ?? '',
  state: panel.dataset.state ?? '',
  text: panel.innerText,
  empty: panel.querySelector('[data-empty="true"]')?.textContent ?? undefined,
}))`;

/** Most pixels that a window is made high: what is beyond them is scrolled to. */
const highest = 8000;
const loading = `[...document.querySelectorAll('[data-panel][data-state=loading]')].some((panel) => {
  const { top, bottom } = panel.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
})`;

/** Makes the window high, goes through the page, waits until each panel has its data, and returns them. */
export async function shownPanels(page: Page): Promise<ShownPanel[]> {
  await page.waitForSelector('[data-panel]');
  const height = Number(await page.evaluate(heightOfPage));
  await page.setViewportSize({ width: 1500, height: Math.min(highest, Math.max(1000, height + 50)) });
  for (let top = 0; top < Math.max(height, 1); top += highest) {
    await page.evaluate(`scrollTo(0, ${top})`);
    await eventually('data of the panels in view', async () =>
      (await page.evaluate<boolean>(loading)) ? undefined : true,
    );
  }
  await page.evaluate('scrollTo(0, 0)');
  return page.evaluate<ShownPanel[]>(panels);
}

/** By how many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

const nameless = `[...document.querySelectorAll('button, a, input, select, [role=button]')]
  .filter((control) => control.tabIndex >= 0 && control.checkVisibility() && !(control.getAttribute('aria-label') || control.innerText?.trim() || control.title ||
    control.labels?.length || control.getAttribute('aria-labelledby') || control.querySelector('[aria-label], title')))
  .map((control) => control.outerHTML.slice(0, 200))`;

/** Controls that are reachable by keyboard and have no accessible name. */
export function namelessControls(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(nameless);
}

/** The cumulative layout shift of the page, as browsers measure it; below 0.1 is good. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; })
      .observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 200);
  })`);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/**
 * The buttons of Grafana's own legends and time picker, whose names differ from their texts and cannot be
 * changed here.
 */
const ofGrafana = /LegendLabel|TimePicker Open Button/;

/** Finishes transitions; endless animations continue. */
const settle = `for (const one of document.getAnimations()) {
  if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish();
}`;

/** Serious and critical accessibility violations according to axe-core, contrast included. */
export async function violations(page: Page): Promise<string[]> {
  // Colours during a transition between themes do not count.
  await page.evaluate(settle);
  await page.evaluate(axe);
  const found = await page.evaluate<{ readonly rule: string; readonly html: string }[]>(`axe
    .run(document, { resultTypes: ['violations'] })
    .then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => ({ rule: id, html: html.slice(0, 300) }))))`);
  return found
    .filter(({ rule, html }) => rule !== 'label-content-name-mismatch' || !ofGrafana.test(html))
    .map(({ rule, html }) => `${rule}: ${html}`);
}

/** What the Tab key reaches, one after the other, until it comes round or leaves the page. */
export interface Reached {
  readonly controls: readonly { readonly name: string; readonly visible: boolean }[];
  /** Controls in sight that it does not reach. */
  readonly missed: readonly string[];
  /** It went on from the last control to the browser or the first one. */
  readonly leaves: boolean;
}

const focused = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const again = element.dataset.reached === 'true';
  element.dataset.reached = 'true';
  const marked = (one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  };
  const around = [];
  for (let one = element; one && around.length < 6; one = one.parentElement) around.push(one);
  return { again, name: (element.getAttribute('aria-label') || element.innerText || element.id || element.tagName).slice(0, 60),
    visible: around.some(marked) };
})()`;
const unreached = `[...document.querySelectorAll('a[href], button, input, select, summary, [role=button]')]
  .filter((one) => one.tabIndex >= 0 && !one.disabled && one.dataset.reached !== 'true' && one.checkVisibility() &&
    one.getBoundingClientRect().width > 1)
  .map((one) => one.outerHTML.slice(0, 160))`;

/** Presses Tab from the top of the page, at most so many times. */
export async function tabThrough(page: Page, most = 400): Promise<Reached> {
  await page.evaluate(
    `document.activeElement?.blur(); for (const one of document.querySelectorAll('[data-reached]')) delete one.dataset.reached;`,
  );
  const controls: { name: string; visible: boolean }[] = [];
  let leaves = false;
  for (let count = 0; count < most && !leaves; count += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<{ again: boolean; name: string; visible: boolean } | null>(focused);
    if (at === null || at.again) leaves = true;
    else controls.push({ name: at.name, visible: at.visible });
  }
  return { controls, leaves, missed: await page.evaluate<string[]>(unreached) };
}
