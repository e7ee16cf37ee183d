import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { project, shopBundle } from '../support/project.js';
import { sendMatrix, serve } from '../support/prometheus-server.js';

const command = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
const heapMegabytes = 40;

it('a week at 15 s is larger than the memory limit of the process', { timeout: 120_000 }, async () => {
  const shop = project(shopBundle());
  // With names as long as those of pods, the file is larger than the heap limit.
  const series = Array.from({ length: 8 }, (_, index) => ({
    metric: { queue: `queue-${index}-${'x'.repeat(40)}` },
    value: (at: number) => String(at % 86_400),
  }));
  const server = await serve((seen, response) => sendMatrix(seen, response, series));
  try {
    const file = shop.path('week.csv');
    const args = ['export', '--prometheus', server.url, '--bundle', 'shop', '--range', '7d', '--step', '15s'];
    const environment = { ...process.env, NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}` };
    await promisify(execFile)(process.execPath, [command, ...args, '--out', file], {
      cwd: shop.folder,
      env: environment,
    });
    let lines = 0;
    let bytes = 0;
    for await (const line of createInterface({ input: createReadStream(file) })) {
      lines += 1;
      bytes += line.length + 1;
    }
    expect(lines).toBe(1 + 2 * 8 * 40_320);
    expect(bytes).toBeGreaterThan(heapMegabytes * 1_000_000);
  } finally {
    await server.close();
    shop.remove();
  }
});
