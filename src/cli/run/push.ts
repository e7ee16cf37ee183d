import { folderUid } from '../../emit/grafana-resources/folder-uid.js';
import { connect } from '../../grafana-api/index.js';
import { UsageError } from '../../load/index.js';
import {
  FolderError,
  hasFailed,
  type PushReport,
  push,
  pushJson,
  pushMarkdown,
  pushText,
} from '../../sync/index.js';
import type { DefinitionOptions } from '../options/definitions.js';
import { type GrafanaOptions, grafanaOf } from '../options/grafana.js';
import type { Console } from '../terminal/console.js';
import { builtDashboards } from './built-dashboards.js';
import { untilStopped } from './stop.js';

export interface PushCommandOptions extends DefinitionOptions, GrafanaOptions {
  readonly grafana: string;
  readonly folder?: string;
  readonly apply?: boolean;
  readonly overwrite?: readonly string[];
  readonly prune?: boolean;
  readonly format: string;
}

const formats = { text: pushText, markdown: pushMarkdown, json: pushJson };

/**
 * Pushes the dashboards of bundles.
 *
 * @returns Whether something was refused or has failed
 */
export async function runPush(
  names: readonly string[],
  options: PushCommandOptions,
  console: Console,
): Promise<boolean> {
  const grafana = grafanaOf(options.grafana, options);
  // With --prune, what any bundle defines is needed.
  const loaded = await builtDashboards(options, options.prune ? [] : names, console);
  if (!loaded) return true;
  const known = new Set(loaded.definitions.map(({ bundle }) => bundle.name));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new UsageError(`no bundle ${unknown.join(', ')} in ${options.definitions}`);
  const chosen = names.length === 0 ? known : new Set(names);
  const built = loaded.built.filter(({ bundle }) => chosen.has(bundle));
  const overwrite = new Set(options.overwrite);
  const strange = [...overwrite].filter((uid) => !built.some((one) => one.uid === uid));
  if (strange.length > 0 && !options.prune)
    throw new UsageError(`--overwrite ${strange.join(', ')}: no dashboard of ${[...chosen].join(', ')}`);
  const stop = untilStopped();
  let report: PushReport;
  try {
    report = await push({
      server: await connect({ ...grafana, signal: stop.signal }),
      built,
      folder: options.folder,
      folderUid,
      overwrite,
      prune: options.prune
        ? { bundles: chosen, defined: new Set(loaded.built.map(({ uid }) => uid)) }
        : undefined,
      apply: options.apply === true,
      progress: console.progress,
    });
  } catch (error) {
    throw error instanceof FolderError ? new UsageError(error.message) : error;
  } finally {
    stop.release();
    console.progress('');
  }
  console.out(formats[options.format as keyof typeof formats](report));
  return hasFailed(report);
}
