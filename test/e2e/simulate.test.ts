// A real Prometheus discovers the targets of a simulation, and gets the series of the scenario.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';
import { eventually } from './support/eventually.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { isReady, type RunningPrometheus, startPrometheus } from './support/prometheus.js';
import { freePort, mustRun, type RunningProcess, startProcess, tool } from './support/tools.js';

const folder = temporaryFolder('simulate');
let shop: Project;
let host: string;
let simulation: RunningProcess;
let prometheus: RunningPrometheus;

const scenarios = `import * as d from 'dashwright';
import * as testing from 'dashwright/testing';
const own = d.catalog({
  queue_length: d.gauge({ help: 'Waiting \\\\ jobs:\\nall "kinds".', labels: { queue: ['mail'] } }),
  took_seconds: d.histogram({ help: '걸린 시간.', unit: 's', buckets: [0.1, 1] }),
  jobs_total: d.counter({ help: 'Jobs.', labels: { queue: ['mail'] } }),
  up: d.gauge({ help: 'Scraped.' }),
}, { targetLabels: d.kubernetesTargetLabels });
export default testing.scenario('hard labels', { lasting: '1h' })
  .series(own.queue_length, { queue: 'mail "a"\\n\\\\한글', pod: 'a' }, testing.constant(3))
  .series(own.queue_length, { queue: 'mail "a"\\n\\\\한글', pod: 'b' }, testing.constant(4))
  .series(own.took_seconds, { pod: 'a' }, testing.observing(1, 'per second', 0.5))
  .series(own.jobs_total, { pod: 'a' }, testing.rateOf(1, 'per second').disappearsAt('4m'))
  .series(own.up, { pod: 'c' }, testing.constant(0));
`;

beforeAll(async () => {
  shop = project({ ...shopBundle(), 'definitions/shop/scenarios/hard.ts': scenarios });
  host = `127.0.0.1:${await freePort()}`;
  mkdirSync(join(folder, 'data'));
  const timing = { scrape_interval: '1s', scrape_timeout: '1s' };
  const discovery = [{ url: `http://${host}/targets`, refresh_interval: '1s' }];
  const discovered = { job_name: 'simulated', http_sd_configs: discovery };
  writeFileSync(join(folder, 'prometheus.yml'), dump({ global: timing, scrape_configs: [discovered] }));
  // First, so that it does not miss what happens in the first seconds of the scenario.
  prometheus = await startPrometheus(folder);
  const command = [join(repository, 'bin/dashwright.js'), 'simulate', '--bundle', 'shop', '--serve', host];
  simulation = await startProcess(
    process.execPath,
    [...command, '--scenario', 'hard labels', '--speed', '15'],
    { cwd: shop.folder, ready: () => isReady(`http://${host}/metrics`) },
  );
});
afterAll(async () => {
  await prometheus?.stop();
  await simulation?.stop();
  shop?.remove();
  removeFolder(folder);
});

interface Result {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** The current series in Prometheus; undefined while it has none. */
async function instant(query: string): Promise<readonly Result[] | undefined> {
  const address = `${prometheus.url}/api/v1/query?query=${encodeURIComponent(query)}`;
  const { data } = (await (await fetch(address)).json()) as { data: { result: readonly Result[] } };
  return data.result.length > 0 ? data.result : undefined;
}

function arrives(query: string): Promise<readonly Result[]> {
  return eventually(
    query,
    () => instant(query),
    () => prometheus.log(),
  );
}

const scrape = { job: 'shop', instance: 'shop-0', namespace: 'shop', container: 'shop' };

describe('discovered targets', () => {
  test('have the labels of the scenario, whatever they contain', async () => {
    const found = await arrives('sort(queue_length and on () count(queue_length) == 2)');
    const labels = { __name__: 'queue_length', queue: 'mail "a"\n\\한글', ...scrape };
    expect(found.map(({ metric, value }) => [metric, value[1]])).toEqual([
      [{ ...labels, pod: 'a' }, '3'],
      [{ ...labels, pod: 'b' }, '4'],
    ]);
  });

  test('have histograms with the expected quantiles', async () => {
    const [result] = await arrives('histogram_quantile(0.5, rate(took_seconds_bucket[1m])) > 0');
    expect(Number(result?.value[1])).toBeCloseTo(0.55);
  });

  test('are down when the scenario says so', async () => {
    const [down] = await arrives('up == 0');
    expect(down?.metric).toEqual({ __name__: 'up', ...scrape, pod: 'c' });
    expect(await instant('up{pod="c"} == 1')).toBeUndefined();
  });

  test('lose the series that disappear', async () => {
    await eventually('no jobs_total', async () => ((await instant('jobs_total')) ? undefined : true));
    expect(await instant('queue_length')).toHaveLength(2);
    expect(await instant('max_over_time(jobs_total[5m])')).toHaveLength(1);
  });
});

test('promtool accepts the page', async () => {
  const text = await (await fetch(`http://${host}/metrics?target=0`)).text();
  await mustRun(tool('promtool'), ['check', 'metrics'], { input: text });
});
