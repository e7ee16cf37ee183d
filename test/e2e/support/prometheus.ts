import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledSeries } from '../../../src/prove/compile/series.js';
import { freePort, mustRun, type RunningProcess, startProcess, tool } from './tools.js';

export interface RunningPrometheus extends RunningProcess {
  readonly url: string;
}

/**
 * Starts the real Prometheus in a folder, where it finds `prometheus.yml` and keeps its data in `data`.
 *
 * @param flags further ones for the program
 */
export async function startPrometheus(
  folder: string,
  flags: readonly string[] = [],
): Promise<RunningPrometheus> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const running = await startProcess(
    tool('prometheus'),
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      ...flags,
    ],
    { ready: () => isReady(`${url}/-/ready`) },
  );
  return { ...running, url };
}

/** Whether a server responds with status 200. */
export async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/**
 * Writes series into a Prometheus' data folder, as if they had been scraped.
 *
 * @param epoch unix seconds of the series' second 0
 */
export async function fillStorage(
  folder: string,
  series: readonly Pick<CompiledSeries, 'labels' | 'samples'>[],
  epoch: number,
): Promise<void> {
  const lines = series.flatMap(({ labels, samples }) => {
    const { __name__: name, ...rest } = labels;
    const pairs = Object.entries(rest).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    const text = `${name}{${pairs.join(',')}}`;
    return samples.map(([at, value]) => `${text} ${value} ${epoch + at}`);
  });
  const file = join(folder, 'series.txt');
  writeFileSync(file, `${lines.join('\n')}\n# EOF\n`);
  const data = join(folder, 'data');
  // All of the text is read again for each block: a month in blocks of two hours would take an hour.
  const blocks = ['--max-block-duration=744h', '--quiet'];
  await mustRun(tool('promtool'), ['tsdb', 'create-blocks-from', ...blocks, 'openmetrics', file, data], {
    timeout: 300_000,
  });
}
