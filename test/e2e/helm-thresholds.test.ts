import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { template } from './support/helm.js';
import { alertsOf, type Data, trickyPackages } from './support/packages.js';
import { mustRun, tool } from './support/tools.js';

const folder = temporaryFolder('thresholds');
afterAll(() => removeFolder(folder));
const { chart, groups } = await trickyPackages(folder);

describe('thresholds', () => {
  test.each([
    [0.2, 'above 20%'],
    [1, 'above 100%'],
    [0.001, 'above 0.1%'],
  ])('%d: the alert fires above it, and its annotations contain it', async (threshold, said) => {
    const { rules } = await template(chart, { values: { alerts: { RatioHigh: { threshold } } } });
    const summary = alertsOf(rules[0]?.spec?.groups ?? []).get('RatioHigh')?.annotations;
    writeFileSync(join(folder, 'rules.yml'), dump({ groups: rules[0]?.spec?.groups ?? [] }));
    writeFileSync(join(folder, 'test.yml'), dump(firing(said, summary as Data)));
    await mustRun(tool('promtool'), ['test', 'rules', join(folder, 'test.yml')]);
  });

  test('the default threshold changes nothing', async () => {
    const { rules } = await template(chart, { values: { alerts: { RatioHigh: { threshold: 0.05 } } } });
    expect(rules[0]?.spec?.groups).toEqual(groups);
  });

  /** Twice as many failures as requests, and the expected annotations. */
  function firing(said: string, { runbook_url, dashboard_url, description }: Data) {
    return {
      rule_files: ['rules.yml'],
      tests: [
        {
          interval: '1m',
          input_series: [
            { series: 'failures_total', values: '0+20x30' },
            { series: 'requests_total', values: '0+10x30' },
          ],
          alert_rule_test: [
            {
              eval_time: '20m',
              alertname: 'RatioHigh',
              exp_alerts: [
                {
                  exp_labels: { bundle: 'Tricky_Bundle', severity: 'critical', team: 'core' },
                  exp_annotations: {
                    summary: `\`200%\` ${said}`,
                    description: String(description).replace('{{ "x" }}', 'x'),
                    runbook_url,
                    dashboard_url,
                  },
                },
              ],
            },
          ],
        },
      ],
    };
  }

  test('negative and large numbers are written in PromQL notation', async () => {
    const { rules } = await template(chart, {
      values: { alerts: { BalanceLow: { threshold: -1e22 }, RatioHigh: { threshold: 5_000_000_000 } } },
    });
    const alerts = alertsOf(rules[0]?.spec?.groups ?? []);
    expect(alerts.get('RatioHigh')?.expr).toContain('> 5000000000 or');
    expect(alerts.get('BalanceLow')?.expr).toBe('balance < -1e+22');
  });
});
