// The preview of all bundles in a real browser: what somebody sees who opens it, or plays an incident.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Incident, Site, SiteBundle } from '../../src/preview/model.js';
import {
  layoutShift,
  namelessControls,
  openPage,
  overflow,
  shownPanels,
  startBrowser,
  tabThrough,
  violations,
  type WatchedPage,
} from './support/browser.js';
import { repository } from './support/folders.js';
import { type RunningPreview, startPreview } from './support/preview.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** The heading of a view, which tells that it is the one on screen. */
const heading = (page: Page, title: string, theme: string) =>
  page.locator(`[data-theme=${theme}] main h1`, { hasText: title }).first();

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

  test('each dashboard has data on every panel, in both themes, without errors', async () => {
    const wrong: unknown[] = [];
    for (const { name, dashboards } of site.bundles) {
      for (const { uid, title } of dashboards) {
        for (const theme of ['dark', 'light'] as const) {
          await shown.page.goto(`${preview.url}/#/${name}/d/${uid}?theme=${theme}`);
          // Not the view before it, which is there until this one has been read.
          await heading(shown.page, title, theme).waitFor({ state: 'attached' });
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

  test('a graph has the series of a week before too', async () => {
    await shown.page.goto(`${preview.url}/#/qmtl/d/qmtl-golden-signals`);
    const panels = await shownPanels(shown.page);
    const both = panels.find(({ title }) => title === 'Diff throughput, now and a week before');
    expect(both?.text).toMatch(/Diff throughput\s+A week before$/);
  });

  test('a click holds the values of a graph with their data links, which lead to the other dashboard', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${preview.url}/#/multiweb/d/multiweb-api-performance?refresh=`);
    await shownPanels(page);
    const panel = page.locator('[data-title="p95 by endpoint"]');
    expect(await panel.locator('[data-exemplar]').count()).toBeGreaterThan(3);
    const plot = panel.locator('.u-over');
    await plot.click({ position: { x: 150, y: 60 } });
    await page.getByRole('link', { name: 'Logs and traces of this endpoint' }).click();
    await page.waitForURL(/#\/multiweb\/d\/multiweb-logs-and-traces\?.*var-path=%2Fapi/);
    await heading(page, 'Logs and Traces', 'dark').waitFor({ state: 'attached' });
    await page.goBack();
    await shownPanels(page);
    const ranking = page.locator('[data-title="Ten slowest endpoints"]');
    await ranking.getByText('/api/v1/transactions/').click();
    await page.waitForURL(/multiweb-logs-and-traces\?.*var-path=%2Fapi%2Fv1%2Ftransactions/);
    await page.close();
  });

  test('a click on the legend shows one series alone, then all again', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${preview.url}/#/multiweb/d/multiweb-api-performance?refresh=`);
    await shownPanels(page);
    const legend = page.locator(
      '[data-title="p95 by endpoint"] [data-testid^="data-testid VizLegend"] button',
    );
    const colors = `new Set([...document.querySelectorAll('[data-title="p95 by endpoint"] [data-testid^="data-testid VizLegend"] button')]
      .map((button) => getComputedStyle(button).color)).size`;
    const pale = () => page.evaluate<number>(colors);
    expect(await pale()).toBe(1);
    await legend.first().click();
    await expect.poll(pale).toBe(2);
    await legend.first().click();
    await expect.poll(pale).toBe(1);
    await page.close();
  });

  test('a heatmap says what a cell has, and is zoomed by dragging as graphs are', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${preview.url}/#/multi_agent/d/multi-agent-business-metrics?refresh=`);
    await shownPanels(page);
    const plot = page.locator('[data-title="Distribution of confidence"] .u-over');
    await plot.hover({ position: { x: 120, y: 90 } });
    await plot.hover({ position: { x: 124, y: 92 } });
    await page.getByText(/^\d+% to \d+%$/).waitFor();
    const { x, y } = (await plot.boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(x + 40, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + 160, y + 24, { steps: 8 });
    await page.mouse.up();
    await page.waitForURL(/from=\d+&to=\d+/);
    await page.close();
  });

  test('a row that is closed or opened stays so with the address', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${preview.url}/#/multiweb/d/multiweb-api-performance?refresh=`);
    const row = (name: string, open: boolean) => page.getByRole('button', { name, expanded: open });
    await row('Rankings', true).click();
    await row('Rankings (4 panels)', false).waitFor();
    expect(page.url()).toContain('row=Rankings');
    await page.reload();
    await row('Rankings (4 panels)', false).click();
    await row('Rankings', true).waitFor();
    expect(page.url()).not.toContain('row=');
    await page.close();
  });

  test('names of alerts in an incident stand above their bars in a narrow window', async () => {
    const { page } = await openPage(browser);
    await page.setViewportSize({ width: 390, height: 900 });
    const [scenario] = (
      (await (await fetch(`${preview.url}/data/multiweb/bundle.json`)).json()) as SiteBundle
    ).scenarios;
    await page.goto(`${preview.url}/#/multiweb/incident/${scenario?.id}?climax=`);
    const bar = await page.locator('.time-line .line > div').first().boundingBox();
    expect(bar?.width).toBeGreaterThan(300);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.close();
  });

  test('the first page finds dashboards by words, which its address keeps', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${preview.url}/#/`);
    await page.getByRole('textbox', { name: 'Search bundles and dashboards' }).fill('multiweb perf');
    await page.getByRole('link', { name: 'MultiWeb / Database Metrics' }).waitFor({ state: 'detached' });
    expect(await page.locator('.cards li').allInnerTexts()).toEqual(['MultiWeb / API Performance']);
    expect(page.url()).toContain('?q=multiweb+perf');
    await page.close();
  });

  test('each tab of a bundle shows its content, also in a narrow window', async () => {
    await shown.page.setViewportSize({ width: 800, height: 900 });
    for (const tab of ['alerts', 'incidents', 'objectives', 'metrics', 'runbooks', 'routes', 'findings']) {
      await shown.page.goto(`${preview.url}/#/qmtl/${tab}`);
      await shown.page
        .getByRole('tab', { selected: true, name: new RegExp(`^${tab}`, 'i') })
        .waitFor({ state: 'attached' });
      expect(await overflow(shown.page), tab).toBeLessThanOrEqual(0);
    }
    expect(shown.complaints()).toEqual([]);
  });

  test('every control has a name and is reachable by keyboard, and the layout does not shift while it loads', async () => {
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

  test('the keyboard alone reaches everything on each kind of view, sees where it is, and is never held', async () => {
    const { page } = await openPage(browser);
    const bundle = (await (await fetch(`${preview.url}/data/qmtl/bundle.json`)).json()) as SiteBundle;
    const incident = `qmtl/incident/${bundle.scenarios[0]?.id}`;
    const alert = `qmtl/alert/${bundle.alerts[0]?.name}`;
    const views = [
      '',
      'qmtl/routes',
      'qmtl/runbooks',
      alert,
      'multiweb/d/multiweb-api-performance',
      incident,
    ];
    for (const view of views) {
      // Not from one view to the next: the heading is that of this one.
      await page.goto('about:blank');
      await page.goto(`${preview.url}/#/${view}?refresh=`);
      await page.locator('main h1').first().waitFor({ state: 'attached' });
      if (/\/(d|incident)\//.test(view)) await shownPanels(page);
      const { controls, missed, leaves } = await tabThrough(page);
      expect(controls.length, view).toBeGreaterThan(3);
      expect(missed, view).toEqual([]);
      expect(leaves, view).toBe(true);
      expect(
        controls.filter(({ visible }) => !visible).map(({ name }) => name),
        view,
      ).toEqual([]);
    }
    // The incident plays, stops and steps.
    await page.getByRole('button', { name: 'One step on' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('output').innerText()).not.toBe('0s');
    await page.getByRole('button', { name: 'Play', exact: true }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    // A variable is chosen, a time range too, and Escape closes what is open.
    await page.goto(`${preview.url}/#/multiweb/d/multiweb-application-overview?refresh=`);
    await page.locator('#variable-namespace').waitFor();
    const time = page.getByRole('button', { name: /^Time range selected/ });
    await time.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Last 3 hours').first().waitFor();
    // The picker closes by the keyboard once the focus is in it.
    const focused = () => page.evaluate<string>(`document.activeElement?.ariaLabel ?? ''`);
    await expect.poll(focused).not.toMatch(/^Time range selected/);
    await page.keyboard.press('Escape');
    await page.getByText('Last 3 hours').first().waitFor({ state: 'detached' });
    await page.locator('#variable-namespace').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('option').first().waitFor({ state: 'detached' });
    await page.close();
  });

  test('no view has a serious accessibility violation, in either theme', async () => {
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

  test('an incident of each bundle is played: its alert fires, and the receiver is shown', async () => {
    await shown.page.setViewportSize({ width: 1500, height: 1000 });
    for (const { name } of site.bundles) {
      const bundle = (await (await fetch(`${preview.url}/data/${name}/bundle.json`)).json()) as SiteBundle;
      const found = await firstFiring(preview.url, bundle);
      await shown.page.goto(`${preview.url}/#/${name}/incident/${found.id}`);
      await shown.page.getByText('No alert is active.').waitFor();
      await shown.page.getByRole('button', { name: 'Peak' }).click();
      const message = shown.page.locator(`[data-alert="${found.alert}"][data-state=firing]`).first();
      await message.waitFor();
      const text = await message.innerText();
      for (const receiver of bundle.routing ? found.receivers : ['nobody']) expect(text).toContain(receiver);
      const panels = await shownPanels(shown.page);
      expect(
        panels.filter(({ state }) => state !== 'done'),
        name,
      ).toEqual([]);
      // Graphs mark when the alert fires, as the dashboard's annotation says.
      if (await shown.page.locator('[data-type=timeseries] .u-over').first().isVisible())
        await shown.page.locator(`.u-over [role=note][aria-label^="${found.alert}"]`).first().waitFor();
    }
    expect(shown.complaints()).toEqual([]);
  });
});

/** A scenario of a bundle in which an alert fires at the peak, with its receiver. */
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
