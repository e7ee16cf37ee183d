import { connect, type Grafana, GrafanaError, grafanaUrl } from '../../grafana-api/index.js';
import { type ImportResult, type InputFile, importBundle } from '../../import/index.js';
import { UsageError } from '../../load/index.js';
import { checkDefinitions } from '../../pipeline/compile.js';
import { startReadingEngine } from '../../pipeline/engine.js';
import { connectTo, type GrafanaOptions } from '../options/grafana.js';
import type { Console } from '../terminal/console.js';
import { today } from '../today.js';
import { describeFrom } from './described.js';
import { type ChosenDashboards, grafanaFiles } from './import-grafana.js';
import { addressOf, fetchedFile, grafanaAt, isUrl } from './import-url.js';
import { untilStopped } from './stop.js';

export interface ImportCommandOptions extends GrafanaOptions {
  readonly out: string;
  readonly verify?: boolean;
  readonly metrics?: string;
  readonly format: string;
  readonly uid?: readonly string[];
  readonly folder?: readonly string[];
}

/** Imports files, folders and what servers have as a bundle, with what the checks find in it. */
export async function runImport(
  sources: readonly string[],
  options: ImportCommandOptions,
  console: Console,
): Promise<ImportResult> {
  const { out, verify = false, metrics } = options;
  if (sources.length === 0 && options.grafana === undefined)
    throw new UsageError('nothing to import: name files, folders or URLs, or a Grafana with --grafana');
  const engine = startReadingEngine();
  const result = await importBundle({
    sources: sources.filter((source) => !isUrl(source)),
    fetch: () => fetched(sources.filter(isUrl), options, console),
    out,
    verify,
    describe: metrics === undefined ? undefined : await describeFrom(metrics, console),
    engine,
    progress: console.progress,
    check: async (definitions, name) => {
      const settings = { today: today() };
      return (await checkDefinitions({ definitions, names: [name], settings })).findings;
    },
  });
  console.progress('');
  return result;
}

/** What is at addresses and on the Grafana that is named. */
async function fetched(
  addresses: readonly string[],
  options: ImportCommandOptions,
  { progress, error }: Console,
): Promise<InputFile[]> {
  const chosen = { uids: options.uid ?? [], folders: options.folder ?? [] };
  const hasChoice = chosen.uids.length + chosen.folders.length > 0;
  const stop = untilStopped();
  const asking = { timeout: options.timeout, signal: stop.signal };
  const files: InputFile[] = [];
  const take = async (server: Grafana, wanted: ChosenDashboards): Promise<void> => {
    const content = await grafanaFiles(server, wanted, progress);
    for (const note of content.notes) error(`note: ${note}\n`);
    files.push(...content.files);
  };
  let servers = 0;
  try {
    for (const address of addresses) {
      const { url, name } = addressOf(address);
      progress(`reading ${name}`);
      const grafana = await grafanaAt(url, asking);
      if (!grafana) {
        files.push(await fetchedFile(url, name, asking));
        continue;
      }
      servers++;
      const server = { url: grafanaUrl(grafana.server), headers: {}, ...asking };
      const uids = grafana.uid === undefined ? chosen.uids : [grafana.uid];
      await take(await connect(server), { ...chosen, uids });
    }
    if (options.grafana !== undefined) {
      servers++;
      await take(await connectTo(options.grafana, options, stop.signal), chosen);
    }
  } catch (failure) {
    if (failure instanceof GrafanaError && failure.status === 401 && options.grafana === undefined)
      throw new GrafanaError(
        `${failure.message}; credentials are sent only to the Grafana that --grafana names`,
        failure.status,
      );
    throw failure;
  } finally {
    stop.release();
  }
  if (hasChoice && servers === 0)
    throw new UsageError('--uid and --folder select dashboards of a Grafana: name it with --grafana');
  return files;
}
