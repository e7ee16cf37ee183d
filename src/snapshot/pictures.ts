import { setTimeout as pause } from 'node:timers/promises';
import { BrowserError, openTab, type Tab } from './devtools.js';
import type { Theme, View } from './views.js';

export interface Picture {
  readonly view: View;
  readonly theme: Theme;
  readonly png: Buffer;
}

export interface PictureOptions {
  /** Program of the browser. */
  readonly browser: string;
  /** Address of the preview, without a slash at the end. */
  readonly url: string;
  readonly themes: readonly Theme[];
  readonly progress: (text: string) => void;
}

/** In pixels. A taller page is cut off: it would be unreadable as a picture. */
const width = 1500;
const tallest = 4000;
const shortest = 400;
/** Milliseconds within which a page must be drawn, also on a busy machine. */
const patience = 120_000;

/**
 * Opens each view in each theme, waits until all panels have their data and nothing moves any more, and takes a picture
 * of the whole page. The same bytes on the same machine.
 *
 * @throws BrowserError when the browser does not start or a page is not drawn in two minutes
 */
export async function* takePictures(
  views: readonly View[],
  { browser, url, themes, progress }: PictureOptions,
): AsyncGenerator<Picture> {
  const tab = await openTab(browser);
  try {
    await tab.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-reduced-motion', value: 'reduce' }],
    });
    let taken = 0;
    for (const theme of themes) {
      // A page that has changed its theme is not to the pixel like one that began with it.
      await tab.send('Page.navigate', { url: 'about:blank' });
      for (const view of views) {
        taken += 1;
        progress(`picture ${taken} of ${views.length * themes.length}: ${view.name}, ${theme}`);
        await resize(tab, 1000);
        await tab.send('Page.navigate', { url: `${url}/#${view.address}&theme=${theme}` });
        await drawn(tab, view, theme);
        const height = Number(await evaluate(tab, 'document.documentElement.scrollHeight'));
        await resize(tab, Math.min(tallest, Math.max(shortest, height)));
        await drawn(tab, view, theme);
        yield { view, theme, png: await still(tab, view, theme) };
      }
    }
  } finally {
    await tab.close();
  }
}

async function resize(tab: Tab, height: number): Promise<void> {
  await tab.send('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: 1,
    mobile: false,
  });
}

/** Waits until the view is there and no panel in sight still works. */
async function drawn(tab: Tab, { name, marker }: View, theme: Theme): Promise<void> {
  const shown = `[data-theme=${theme}] ${marker}`;
  const done = `document.fonts.status === 'loaded' && document.querySelector(${JSON.stringify(shown)}) !== null &&
    document.querySelector('[data-panel], .row-title, [role=alert]') !== null &&
    [...document.querySelectorAll('[data-panel]')].every((panel) => panel.dataset.busy === 'false' &&
      (panel.dataset.state !== 'loading' || panel.getBoundingClientRect().top > innerHeight))`;
  const deadline = performance.now() + patience;
  while ((await evaluate(tab, done)) !== true) {
    if (performance.now() > deadline)
      throw new BrowserError(`${name} was not drawn within ${patience / 1000} seconds`);
    await pause(50);
  }
}

/** A picture that is the same twice in a row. */
async function still(tab: Tab, view: View, theme: Theme): Promise<Buffer> {
  let before: Buffer | undefined;
  for (let tries = 0; tries < 50; tries += 1) {
    await settled(tab, view, theme);
    const now = await capture(tab);
    if (before && now.equals(before)) return now;
    before = now;
  }
  throw new BrowserError(`${view.name} keeps changing`);
}

/** Graphs are drawn in the frames after their data have come, and a new theme begins with new data. */
async function settled(tab: Tab, view: View, theme: Theme): Promise<void> {
  await drawn(tab, view, theme);
  const frames = `new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150))))`;
  await tab.send('Runtime.evaluate', { expression: frames, awaitPromise: true });
  await drawn(tab, view, theme);
  await tab.send('Runtime.evaluate', { expression: frames, awaitPromise: true });
}

async function capture(tab: Tab): Promise<Buffer> {
  const { data } = await tab.send('Page.captureScreenshot', { format: 'png' });
  return Buffer.from(String(data), 'base64');
}

async function evaluate(tab: Tab, expression: string): Promise<unknown> {
  const { result } = await tab.send('Runtime.evaluate', { expression, returnByValue: true });
  return (result as { readonly value?: unknown } | undefined)?.value;
}
