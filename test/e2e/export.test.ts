// What `dashwright export` writes from a real Prometheus is what Prometheus' engine returns for the same series.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import { signalsToExport } from '../../src/export/index.js';
import { loadDefinitions } from '../../src/load/index.js';
import { engineSeries } from '../../src/prove/compile/series.js';
import { bundleRules, compileScenario, scenariosOf } from '../../src/prove/index.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { readRecords } from '../support/csv.js';
import { type Project, project, shopBundle } from '../support/project.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { fillStorage, type RunningPrometheus, startPrometheus } from './support/prometheus.js';

const folder = temporaryFolder('export');
const definitions = join(repository, 'definitions');
const start = '2026-03-02T00:00:00Z';
let prometheus: RunningPrometheus;
let shop: Project;
const week = 7 * 86_400;
const queues = ['mail "a",\nb\\c', '인쇄 대기열'];

const story = await ordinaryHours();

beforeAll(async () => {
  writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n');
  mkdirSync(join(folder, 'data'));
  const epoch = Date.parse(start) / 1000;
  const steps = Array.from({ length: week / 60 + 1 }, (_, index) => index * 60);
  const waiting = queues.map((queue, index) => ({
    labels: { __name__: 'queue_length', job: 'shop', queue },
    samples: steps.map((at) => [at, (at / 60) % (100 + index)] as const),
  }));
  await fillStorage(folder, waiting, epoch);
  await fillStorage(folder, story.compiled.series, story.compiled.clock.epoch);
  prometheus = await startPrometheus(folder, ['--storage.tsdb.retention.time=50y']);
  shop = project(shopBundle());
});
afterAll(async () => {
  await prometheus?.stop();
  shop?.remove();
  removeFolder(folder);
});

/** Two hours of the marketplace, as in its scenario. */
async function ordinaryHours() {
  const { bundles } = await loadDefinitions(definitions, { names: ['multiweb'], scenarios: true });
  const loaded = bundles[0];
  const scenario = scenariosOf(loaded?.scenarios ?? []).find(({ name }) =>
    name.startsWith('two ordinary hours'),
  );
  if (!loaded || !scenario) throw new Error('multiweb has no ordinary hours');
  const bundle = resolveBundle(loaded.bundle);
  return { bundle, compiled: compileScenario(scenario, bundleRules(bundle)) };
}

function exported(from: string, ...args: string[]) {
  return shop.run('export', '--prometheus', prometheus.url, '--definitions', from, ...args);
}

describe('dashwright export', () => {
  test('a week at 15 s, with labels that CSV has to quote', async () => {
    const file = shop.path('week.csv');
    const end = new Date(Date.parse(start) + week * 1000).toISOString();
    const args = ['--bundle', 'shop', '--range', '7d', '--step', '15s', '--end', end, '--out', file];
    const ran = await exported(shop.path('definitions'), ...args);
    expect(ran).toMatchObject({ code: 0, errors: 'dashwright: no data for 1 of 2 signals: Requests\n' });
    const rows = readRecords(readFileSync(file, 'utf8'));
    expect(rows).toHaveLength(2 * (week / 15));
    expect(rows.slice(0, 2).map(({ timestamp, queue }) => [timestamp, queue])).toEqual(
      queues.map((queue) => ['2026-03-02T00:00:15Z', queue]),
    );
    const wrong = rows.filter(({ timestamp = '', queue = '', value }) => {
      const minute = Math.floor((Date.parse(timestamp) - Date.parse(start)) / 60_000);
      return Number(value) !== minute % (100 + queues.indexOf(queue));
    });
    expect(wrong).toEqual([]);
  });

  test('all signals of the marketplace, with the values of the engine', async () => {
    const { clock, series } = story.compiled;
    const end = new Date((clock.epoch + clock.end) * 1000).toISOString();
    const args = ['--bundle', 'multiweb', '--range', '2h', '--step', '30s', '--end', end];
    const { code, out } = await exported(definitions, ...args);
    expect(code).toBe(0);
    const found = valuesOf(readRecords(out));

    const engine = await loadEngine();
    const loaded = engine.loadSeries(series.map((one) => engineSeries(one, clock.epoch)));
    const { signals } = signalsToExport(story.bundle, '5m');
    expect(signals.length).toBeGreaterThan(40);
    const times = { start: (clock.epoch + 30) * 1000, end: (clock.epoch + clock.end) * 1000, stepMs: 30_000 };
    let withData = 0;
    for (const { name, expr } of signals) {
      const result = loaded.rangeQuery({ ...times, expr });
      const expected = result.type === 'matrix' ? result.series : [];
      if (expected.length > 0) withData += 1;
      const mine = found.get(name) ?? new Map<string, Points>();
      expect([name, mine.size]).toEqual([name, expected.length]);
      for (const { labels, times: at, values } of expected) {
        const numbers = mine.get(keyOf(labels)) ?? [];
        expect(numbers.map(([time]) => time)).toEqual(Array.from(at));
        numbers.forEach(([, value], index) => {
          expect(value).toBeCloseTo(values[index] ?? Number.NaN, 9);
        });
      }
    }
    expect(withData).toBeGreaterThan(10);
  });

  test('reports what Prometheus does not accept', async () => {
    // Experimental functions need a flag, which this server does not have.
    const gated = project(
      shopBundle({
        signals:
          "const gated = d.signal({ title: 'Gated', description: 'One series.', expr: d.promql`limitk(1, queue_length)` });",
        panels: "d.panel.timeseries({ title: 'Gated', show: gated }),",
      }),
    );
    const ran = await exported(gated.path('definitions'), '--bundle', 'shop');
    gated.remove();
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(
      /^dashwright: Prometheus at 127\.0\.0\.1:\d+: it rejects the signal Gated \(400 /,
    );
  });

  test('a path on the same server that is not the API', async () => {
    const options = ['--bundle', 'shop', '--definitions', shop.path('definitions')];
    const ran = await shop.run('export', '--prometheus', `${prometheus.url}/metrics`, ...options);
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(/404 Not Found.*does the URL need a path before/);
  });
});

type Points = [time: number, value: number][];

/** By signal, then by labels: times in unix milliseconds and values. */
function valuesOf(rows: readonly Record<string, string>[]): Map<string, Map<string, Points>> {
  const signals = new Map<string, Map<string, Points>>();
  for (const { timestamp = '', signal = '', unit: _, other_labels: others = '', value, ...labels } of rows) {
    const all = { ...labels, ...(others === '' ? {} : JSON.parse(others)) };
    const series = signals.get(signal) ?? new Map<string, Points>();
    signals.set(signal, series);
    const key = keyOf(all);
    const points = series.get(key) ?? [];
    series.set(key, points);
    points.push([Date.parse(timestamp), Number(value)]);
  }
  return signals;
}

function keyOf(labels: Readonly<Record<string, string>>): string {
  const present = Object.entries(labels).filter(([name, value]) => value !== '' && name !== '__name__');
  return JSON.stringify(present.sort());
}
