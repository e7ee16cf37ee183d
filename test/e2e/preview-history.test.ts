// The report of a backtest in the preview, exported and opened in a real browser.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, shopBundle } from '../support/project.js';
import { openPage, overflow, startBrowser, violations } from './support/browser.js';
import { repository } from './support/folders.js';
import { startPreview } from './support/preview.js';
import { run } from './support/tools.js';

const html = '<img src=x onerror="window.ran=1">';
const outcome = {
  firings: [
    {
      labels: { alertname: 'QueueLong', severity: 'warning', bundle: 'shop', queue: html },
      pending: '2026-03-01T19:50:00.000Z',
      from: '2026-03-01T20:07:00.000Z',
      to: '2026-03-01T20:34:00.000Z',
      value: 120,
      summary: `${html} is long`,
    },
    {
      labels: { alertname: 'QueueLong', severity: 'warning', bundle: 'shop', queue: 'mail' },
      pending: '2026-03-02T22:00:00.000Z',
      from: '2026-03-02T22:05:00.000Z',
      to: null,
      value: '+Inf',
    },
  ],
  pendings: 0,
  firingSeconds: 8520,
  withoutData: false,
  problems: [],
};
const nothing = { firings: [], pendings: 0, firingSeconds: 0, withoutData: true, problems: [] };
const suggestion = {
  operator: '>',
  threshold: 100,
  for: '5m',
  waits: ['5m', '10m'],
  rows: [
    {
      threshold: 100,
      cells: [
        { firings: 2, firingMs: 8_520_000 },
        { firings: 0, firingMs: 0 },
      ],
    },
  ],
};

test('the page of an alert shows its past firings', async () => {
  const shop = project(shopBundle());
  const report = (version: number) =>
    JSON.stringify({
      version,
      start: '2026-03-01T00:00:00.000Z',
      end: '2026-03-03T00:00:00.000Z',
      series: 2,
      samples: 5760,
      alerts: [
        { alert: 'QueueLong', severity: 'warning', ...outcome, before: nothing, suggestion },
        { alert: 'Gone', severity: 'critical', ...nothing },
      ],
    });
  shop.write({ 'report.json': report(1), 'newer.json': report(2) });
  const refused = await run(
    process.execPath,
    [join(repository, 'bin/dashwright.js'), 'preview', '--backtest', 'newer.json', '--static', 'site'],
    { cwd: shop.folder },
  );
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('newer.json: has version 2')]);
  const preview = await startPreview(shop.folder, '--backtest', 'report.json');
  const browser = await startBrowser();
  try {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${preview.url}/#/shop/alerts`);
    await page.getByRole('note').filter({ hasText: 'Gone (critical)' }).waitFor();
    await page.getByRole('link', { name: 'QueueLong', exact: true }).click();
    const history = page.locator('[data-history=QueueLong]');
    const text = await history.innerText();
    expect(text).toContain('2026-03-01 00:00 to 2026-03-03 00:00 UTC');
    expect(text).toContain('Fired 2 times, for 2h22m in all.');
    const rows = await history.getByRole('table').first().locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split('\t'))).toEqual([
      ['2026-03-01 20:07', '27m', `queue=${html}`, `${html} is long`],
      ['2026-03-02 22:05', 'still firing after 1h55m', 'queue=mail', 'value +Inf'],
    ]);
    expect(await history.locator('.bar [data-state=firing]').count()).toBe(2);
    expect(text).toMatch(/Before the change\s+No data/);
    expect(text).toContain('2 (2h22m), as it is now');
    for (const theme of ['dark', 'light']) {
      await page.goto(`${preview.url}/#/shop/alert/QueueLong?theme=${theme}`);
      await page.locator(`[data-theme=${theme}] [data-history]`).waitFor();
      expect(await violations(page), theme).toEqual([]);
    }
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(complaints()).toEqual([]);
  } finally {
    await browser.close();
    await preview.stop();
    shop.remove();
  }
});
