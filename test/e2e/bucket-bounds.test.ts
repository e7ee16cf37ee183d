// Bounds of buckets as Prometheus' own client libraries print them, and as Prometheus stores them.

import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boundMatcher, boundText } from '../../src/catalog/index.js';
import { wholeValues } from '../../src/query/regular-expression.js';
import { eventually } from './support/eventually.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { type RunningPrometheus, startPrometheus } from './support/prometheus.js';
import { installed, mustRun, tool } from './support/tools.js';

const usual = [
  ...[0.000_01, 0.000_025, 0.0001, 0.000_99, 0.001, 0.005, 0.01, 0.075, 0.1, 0.25, 0.3, 0.5, 1, 2.5, 10, 240],
  ...[99_999, 123_456, 123_456.5, 999_999, 1_000_000, 1_048_576, 2_500_000, 1_234_567.5, 1e9, 1e10, 1.5e11],
  ...[1e15, 1e16, 9_007_199_254_740_991, 1e20, 1e21, 1e22, 1e100, 5e-324, 1e-7, 1e-10],
];
/** Unusual bounds, the same ones in every run. */
const unusual = fc.sample(
  fc.oneof(
    fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
    fc.double({ min: 1e-7, max: 1e12, noNaN: true }),
    fc.integer({ min: 1, max: 2 ** 31 }),
    fc
      .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: -12, max: 20 }))
      .map(([a, b]) => Number(`${a}e${b}`)),
  ),
  { numRuns: 2000, seed: 1 },
);
const bounds = [...new Set([...usual, ...unusual, ...unusual.map((bound) => -bound), 0])].sort(
  (a, b) => a - b,
);

const script = join(repository, 'scripts/tools/clients/bounds.py');
const clients = {
  'Go, text': () => mustRun(tool('client-bounds'), [], { input: JSON.stringify(bounds) }),
  'Go, OpenMetrics': () => mustRun(tool('client-bounds'), ['openmetrics'], { input: JSON.stringify(bounds) }),
  'Python, text': () => python([]),
  'Python, OpenMetrics': () => python(['openmetrics']),
};
type Client = keyof typeof clients;
const names = Object.keys(clients) as Client[];

function python(args: readonly string[]) {
  return mustRun('python3', [script, ...args], {
    input: JSON.stringify(bounds),
    env: { PYTHONPATH: installed('client-bounds', 'python') },
  });
}

const printed = new Map<Client, string>();
const folder = temporaryFolder('bounds');
let server: Server;
let prometheus: RunningPrometheus;

beforeAll(async () => {
  for (const name of names) printed.set(name, (await clients[name]()).stdout);
  server = createServer((request, response) => {
    const name = names[Number(request.url?.slice(1))];
    if (name === undefined) return void response.writeHead(404).end();
    const type = name.endsWith('OpenMetrics')
      ? 'application/openmetrics-text; version=1.0.0'
      : 'text/plain; version=0.0.4';
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(printed.get(name));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  mkdirSync(join(folder, 'data'));
  const scraped = names.map((name, index) => ({
    job_name: name,
    metrics_path: `/${index}`,
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
  }));
  const timing = { scrape_interval: '1s', scrape_timeout: '1s' };
  writeFileSync(join(folder, 'prometheus.yml'), dump({ global: timing, scrape_configs: scraped }));
  prometheus = await startPrometheus(folder);
});
afterAll(async () => {
  await prometheus?.stop();
  server?.close();
  removeFolder(folder);
});

/** The values of `le`, in the order of the bounds. */
function printedBy(name: Client): string[] {
  return [...(printed.get(name) ?? '').matchAll(/^bounds_bucket\{le="([^"]*)"\}/gm)].map(
    ([, text = '']) => text,
  );
}

function finds(bound: number, text: string): boolean {
  const { operator, value } = boundMatcher(bound);
  return operator === '=' ? text === value : wholeValues(value)?.test(text) === true;
}

describe.each(names)('%s', (name) => {
  test('prints each bound so that its selector matches it, and no other', () => {
    const texts = printedBy(name);
    expect(texts).toHaveLength(bounds.length + 1);
    bounds.forEach((bound, index) => {
      const text = texts[index] ?? '';
      expect(finds(bound, text), `${bound} is printed as ${text}`).toBe(true);
      for (const other of [bounds[index - 1], bounds[index + 1]])
        if (other !== undefined) expect(finds(other, text), `${other} finds ${text}`).toBe(false);
    });
  });

  test('is stored by Prometheus as in our series', async () => {
    const query = `bounds_bucket{job=${JSON.stringify(name)}}`;
    const stored = await eventually(
      query,
      async () => {
        const address = `${prometheus.url}/api/v1/query?query=${encodeURIComponent(query)}`;
        const { data } = (await (await fetch(address)).json()) as {
          data: { result: { metric: { le: string } }[] };
        };
        return data.result.length > 0 ? data.result.map(({ metric }) => metric.le) : undefined;
      },
      () => prometheus.log(),
    );
    expect(stored.sort()).toEqual([...bounds, Number.POSITIVE_INFINITY].map(boundText).sort());
  });
});
