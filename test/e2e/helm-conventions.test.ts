// What users see before and after an installation: the chart in registries, supported versions, and the notes.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { type Data, shippedPackages, trickyPackages } from './support/packages.js';
import { run, tool } from './support/tools.js';

const folder = temporaryFolder('conventions');
afterAll(() => removeFolder(folder));
const tricky = await trickyPackages(folder);
const packages = [...shippedPackages(), tricky];
const binaries = ['helm', 'helm4'] as const;

describe.each(packages)('the chart of $name', ({ chart }) => {
  test.each(binaries)('passes %s lint without recommendations', async (binary) => {
    const { code, stdout, stderr } = await run(tool(binary), ['lint', '--strict', chart]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toMatch(/\[(INFO|WARNING|ERROR)\]/);
  });

  test.each(binaries)('is shown by %s with its home, maintainers and changes', async (binary) => {
    const { stdout } = await run(tool(binary), ['show', 'chart', chart]);
    const shown = load(stdout) as { annotations: Record<string, string> };
    expect(shown).toMatchObject({
      appVersion: expect.any(String),
      kubeVersion: '>=1.16.0-0',
      home: expect.stringMatching(/^https:/),
      icon: expect.stringMatching(/^data:image/),
      sources: expect.arrayContaining([expect.stringMatching(/:\/\//)]),
      maintainers: [{ name: expect.any(String) }],
    });
    expect(shown.annotations['artifacthub.io/license']).toBe('Apache-2.0');
    for (const name of ['artifacthub.io/changes', 'artifacthub.io/links'])
      expect((load(shown.annotations[name] ?? '') as unknown[]).length).toBeGreaterThan(0);
  });

  test('has no path in its README that only exists in the repository', () => {
    expect(readFileSync(join(chart, 'README.md'), 'utf8')).not.toMatch(/\b(dist|definitions|templates)\//);
  });
});

describe.each(binaries)('with %s', (binary) => {
  test.each([
    ['1.15.12', false],
    ['1.16.0', true],
    ['1.33.1-eks-4f2a1b', true],
    ['1.35.4+k3s1', true],
  ])('the chart is for Kubernetes %s: %s', async (version, fits) => {
    const { code, stderr } = await run(tool(binary), [
      'template',
      'release',
      tricky.chart,
      '--kube-version',
      version,
    ]);
    expect(code === 0).toBe(fits);
    if (!fits) expect(stderr).toContain('kubeVersion: >=1.16.0-0');
  });
});

describe('the notes', () => {
  test('warn about links to example.com until they are set', async () => {
    const both = await notes({});
    expect(both).toMatch(/WARNING: runbook_url of 3 alerts points to a domain that is reserved for examples/);
    expect(both).toContain('Set prometheusRule.runbookUrl.');
    expect(both).toMatch(/WARNING: dashboard_url of \d alerts points to/);
    const own = { runbookUrl: 'https://wiki.acme.io/{slug}', grafanaUrl: 'https://myexample.com' };
    expect(await notes({ prometheusRule: own })).not.toContain('WARNING');
    const one = await notes({
      prometheusRule: own,
      alerts: { LagHigh: { annotations: { runbook_url: 'https://example.org/lag' } } },
    });
    expect(one).toMatch(/WARNING: runbook_url of LagHigh points to/);
    expect(await notes({ prometheusRule: { enabled: false } })).not.toContain('WARNING');
  });
});

/** The notes after an installation. Helm 3 would ask a cluster for its version. */
async function notes(values: Data): Promise<string> {
  const file = join(mkdtempSync(join(folder, 'values-')), 'values.yaml');
  writeFileSync(file, dump(values));
  const { code, stdout, stderr } = await run(tool('helm4'), [
    ...['install', 'release', tricky.chart, '--dry-run=client', '--values', file],
  ]);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\nNOTES:')[1] ?? expect.fail(`no notes: ${stdout.slice(0, 200)}`);
}
