// promtool agrees with the engine on every scenario that is exported for it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  above,
  alert,
  bundle,
  catalog,
  gauge,
  histogramQuantile,
  max,
  nativeHistogram,
  record,
  runbook,
  signal,
} from 'dashwright';
import { constant, eventsAt, observing, scenario, wave } from 'dashwright/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emitPrometheus } from '../../src/emit/prometheus/index.js';
import { emitPromtoolTests } from '../../src/emit/promtool-tests/index.js';
import { loadEngine } from '../../src/engine/index.js';
import { loadDefinitions } from '../../src/load/index.js';
import { exportCases } from '../../src/prove/export/cases.js';
import { generateCases } from '../../src/prove/generate/cases.js';
import { type ProofEngine, withoutAlertmanager } from '../../src/prove/index.js';
import { runScenarios, scenariosOf } from '../../src/prove/run/runner.js';
import type { AnyScenario } from '../../src/prove/scenario/types.js';
import { type ResolvedBundle, resolveBundle } from '../../src/resolve/index.js';
import { Lost, orders, metrics as ordersMetrics, resolved } from '../prove/support/orders.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { run, tool } from './support/tools.js';

const folder = temporaryFolder('promtool');
let engine: ProofEngine;
beforeAll(async () => {
  engine = withoutAlertmanager(await loadEngine());
});
afterAll(() => removeFolder(folder));

/** promtool takes a minute for a bundle whose objectives look back for days, and longer on a busy machine. */
const patience = 600_000;

interface Exported {
  readonly files: readonly string[];
  readonly texts: readonly string[];
  readonly cases: number;
}

/** Writes rule files and tests as in dist/; returns the paths of the tests. */
function exportTo(root: string, bundle: ResolvedBundle, scenarios: readonly AnyScenario[]): Exported {
  const proof = runScenarios(bundle, engine, scenarios, { forPromtool: true });
  const cases = exportCases(proof);
  const tests = emitPromtoolTests(bundle, cases);
  for (const { path, content } of [...emitPrometheus(bundle), ...tests]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const files = tests.map(({ path }) => join(root, path));
  return { files, texts: tests.map(({ content }) => String(content)), cases: cases.length };
}

async function promtool(files: readonly string[]): Promise<{ code: number | null; output: string }> {
  const { code, stdout, stderr } = await run(tool('promtool'), ['test', 'rules', ...files], {
    timeout: patience,
  });
  return { code, output: stdout + stderr };
}

describe('the bundles of this repository', async () => {
  const { bundles } = await loadDefinitions(join(repository, 'definitions'), { scenarios: true });
  const told = bundles.filter(({ scenarios }) => scenariosOf(scenarios).length > 0);
  test('some have scenarios', () => {
    expect(told.map(({ bundle }) => bundle.name)).toEqual(
      expect.arrayContaining(['qmtl', 'seamless_v2_observability']),
    );
  });
  // In parallel: each is one thread of another program.
  test.concurrent.each(told.map((one) => [one.bundle.name, one] as const))(
    '%s',
    async (_, { bundle, scenarios, runbooks }) => {
      const { files, cases } = exportTo(folder, resolveBundle(bundle, runbooks), scenariosOf(scenarios));
      expect(cases).toBeGreaterThan(0);
      const { code, output } = await promtool(files);
      expect(output).not.toContain('FAILED');
      expect(code).toBe(0);
    },
    patience,
  );
});

describe('scenarios that are hard to export', () => {
  const metrics = catalog({
    size_bytes: nativeHistogram({ help: 'Size.', unit: 'bytes', labels: { path: ['/a "b"\\c', 'ü'] } }),
    level: gauge({ help: 'Level.', labels: { zone: ['x', 'y'] } }),
  });
  const size = signal({ title: 'Size', expr: histogramQuantile(0.9, metrics.size_bytes, { by: ['path'] }) });
  const level = signal({ title: 'Level', expr: max(metrics.level, { by: ['zone'] }) });
  const texts = { severity: 'warning', runbook: runbook('x'), description: 'd' } as const;
  const Big = alert({
    when: above(size, 1000),
    for: '2m',
    ...texts,
    summary: ({ labels, value }) => `${labels.path} has ${value}: "x" 'y' # z`,
  });
  const High = alert({
    when: above(level, 5),
    ...texts,
    summary: ({ labels, value }) => `${labels.zone} ${value}`,
  });
  const recorded = record('zone:level:max', { expr: max(metrics.level, { by: ['zone'] }) });
  const hard = resolveBundle(
    bundle({
      ...orders.options,
      name: 'hard',
      metrics,
      alerts: { Big, High },
      recordingRules: { recorded },
      signals: {},
      groups: { hard: { interval: '1m' }, 'hard-recording': { interval: '2m' } },
    }),
  );
  const scenarios = [
    scenario('native histograms, a reset and a gap', { alerts: [Big] })
      .series(
        metrics.size_bytes,
        observing(3, 'per second', { quantile: 0.9, value: 1500 }).reset('7m').gap('9m', '10m'),
      )
      .series(metrics.size_bytes, { path: 'ü' }, observing(1, 'per second', 10))
      .pendingAt('2m')
      .firingAt('11m', { count: 1 }),
    scenario('noise, waves, staleness and other times', {
      alerts: [High],
      step: '1m',
      start: '2026-03-29T00:59:30Z',
      externalLabels: { cluster: 'c' },
    })
      .series(metrics.level, wave(0, 10, '40m').noisy(0.3, { seed: 7 }))
      .series(metrics.level, { zone: 'y' }, constant(0.1).thenAt('10m', 7).disappearsAt('20m'))
      .firingAt('12m', { labels: { zone: 'y' } })
      .resolvedAt('22m', { labels: { zone: 'y' } })
      .sampleAt(recorded, '15m', 7, { zone: 'y' })
      .noSampleAt(size, '5m'),
  ];

  test('are exported exactly', async () => {
    expect(runScenarios(hard, engine, scenarios).results.flatMap(({ failures }) => failures)).toEqual([]);
    const { files, cases } = exportTo(folder, hard, scenarios);
    expect(cases).toBe(2);
    expect(files.map((file) => file.slice(file.lastIndexOf('/') + 1))).toEqual([
      'hard_test.yml',
      'hard_1m_test.yml',
    ]);
    const { code, output } = await promtool(files);
    expect(output).not.toContain('FAILED');
    expect(code).toBe(0);
  });

  test('generated cases are exported too', async () => {
    const { scenarios: generated } = generateCases(resolved);
    const { files, cases } = exportTo(folder, resolved, generated);
    expect(cases).toBe(generated.length);
    const { code, output } = await promtool(files);
    expect(output).not.toContain('FAILED');
    expect(code).toBe(0);
  });

  test('promtool detects differences: another text, another value, another state each fail', async () => {
    const story = scenario('one lost', { alerts: [Lost] })
      .series(ordersMetrics.lost_total, eventsAt('5m'))
      .firingAt('6m')
      .quietAt('12m');
    const { files, texts: written } = exportTo(folder, resolved, [story]);
    const [file = ''] = files;
    const [text = ''] = written;
    const changes: readonly (readonly [string, string])[] = [
      ['summary: lost', 'summary: found'],
      ['0x19 1x28', '0x28 1x19'],
      ['exp_samples: []', "exp_samples: [{ labels: '{}', value: 1 }]"],
    ];
    for (const [from, to] of changes) {
      expect(text).toContain(from);
      writeFileSync(file, text.replace(from, to));
      const { code, output } = await promtool([file]);
      expect(output).toContain('FAILED');
      expect(code).not.toBe(0);
    }
    writeFileSync(file, text);
    expect((await promtool([file])).code).toBe(0);
  });
});
