import type { BundleDifference, BundleOutput } from '../../diff/index.js';
import { UsageError } from '../../load/index.js';
import { startReadingEngine } from '../../pipeline/engine.js';
import { compareRunning } from '../../sync/index.js';
import { connectTo, type GrafanaOptions } from '../options/grafana.js';
import { apiData, serverUrl } from '../prometheus/client.js';
import { credentialHeaders } from '../prometheus/credentials.js';
import type { Console } from '../terminal/console.js';
import { untilStopped } from './stop.js';

export interface RunningOptions extends GrafanaOptions {
  readonly prometheus?: string;
  readonly headerFile?: string;
  readonly environment?: string;
}

/**
 * Compares what runs with a build.
 *
 * @throws UsageError or GrafanaError if a server cannot be used, and for an environment that no bundle has
 */
export async function diffRunning(
  outputs: ReadonlyMap<string, BundleOutput>,
  names: readonly string[],
  options: RunningOptions,
  console: Console,
): Promise<BundleDifference[]> {
  const { environment } = options;
  const known = new Set([...outputs.values()].flatMap(({ environments }) => [...environments.keys()]));
  if (environment !== undefined && !known.has(environment))
    throw new UsageError(
      `--environment ${environment}: the build has ${known.size === 0 ? 'no environments' : [...known].join(', ')}`,
    );
  const stop = untilStopped();
  try {
    const groups =
      options.prometheus === undefined ? undefined : await rulesOf(options.prometheus, options, stop.signal);
    const grafana =
      options.grafana === undefined ? undefined : await connectTo(options.grafana, options, stop.signal);
    const engine = startReadingEngine();
    return await compareRunning(outputs, names, environment, {
      groups,
      grafana,
      engine,
      progress: console.progress,
    });
  } finally {
    stop.release();
    console.progress('');
  }
}

async function rulesOf(url: string, { headerFile, timeout }: RunningOptions, signal: AbortSignal) {
  const server = {
    url: serverUrl(url),
    headers: credentialHeaders(headerFile, process.env),
    timeout,
    signal,
  };
  const { data } = await apiData(server)({
    path: 'rules',
    parameters: {},
    about: 'the rules',
    divisible: false,
  });
  const { groups } = data as { readonly groups?: unknown };
  if (!Array.isArray(groups))
    throw new UsageError(`Prometheus at ${server.url.host}: its response has no rule groups`);
  return groups.filter((group) => typeof group === 'object' && group !== null);
}
