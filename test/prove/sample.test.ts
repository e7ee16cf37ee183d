import { bundle, catalog, histogramQuantile, nativeHistogram, promql, record, signal } from 'dashwright';
import { approx, observing, scenario } from 'dashwright/testing';
import { expect, test } from 'vitest';
import { runScenarios } from '../../src/prove/index.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { engine } from './support/engine.js';

const metrics = catalog({ took_seconds: nativeHistogram({ help: 'Time.', unit: 's' }) });
const rates = record('took:seconds:rate5m', { expr: promql`sum(rate(took_seconds[5m]))` });
const p50 = signal({
  title: 'Median',
  unit: 's',
  expr: histogramQuantile(0.5, metrics.took_seconds),
});
const resolved = resolveBundle(
  bundle({
    name: 'b',
    title: 'B',
    description: 'd',
    version: '1.0.0',
    metrics,
    recordingRules: { rates },
    urls: { grafana: 'https://g.example.com', runbooks: 'https://r.example.com/{slug}' },
  }),
);

test('a native histogram is not compared with a number: what can be expected of it is said', () => {
  const slow = scenario('slow').series(
    metrics.took_seconds,
    observing(10, 'per second', { quantile: 0.5, value: 3 }),
  );
  const { results } = runScenarios(resolved, engine, [
    slow.sampleAt(rates, '10m', 3),
    slow.sampleAt(p50, '10m', approx(3, 0.5)),
  ]);
  expect(results.map(({ failures }) => failures.map(({ message }) => message))).toEqual([
    [
      expect.stringMatching(
        /^took:seconds:rate5m should be 3 at 10m, but is a native histogram of [\d.]+ observations, which is not one number: expect a signal with histogramQuantile/,
      ),
    ],
    [],
  ]);
});
