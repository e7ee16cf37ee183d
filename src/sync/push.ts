import { eachOf, type Grafana } from '../grafana-api/index.js';
import { applyPlan } from './apply.js';
import { folderFinder } from './folders.js';
import { type BuiltDashboard, type Standing, standingOf } from './plan.js';
import { type Undefined, undefinedDashboards } from './prune.js';
import { commandUrl } from './pull.js';
import type { PushReport } from './report.js';

export interface PushOptions {
  readonly server: Grafana;
  readonly built: readonly BuiltDashboard[];
  /** Uid, title or path of a folder for all of them. @default that of each */
  readonly folder: string | undefined;
  /** The uid of a new folder. */
  readonly folderUid: (title: string) => string;
  readonly overwrite: ReadonlySet<string>;
  /** Bundles that are pushed and the uids of all that is defined, where what is no longer defined is deleted. */
  readonly prune:
    | { readonly bundles: ReadonlySet<string>; readonly defined: ReadonlySet<string> }
    | undefined;
  /** Writes; otherwise only says what would be written. */
  readonly apply: boolean;
  readonly progress: (text: string) => void;
}

/**
 * Brings dashboards to a Grafana.
 *
 * @throws GrafanaError if the server cannot be reached or does not accept the credentials; FolderError if the folder for
 *   all of them cannot be told
 */
export async function push(options: PushOptions): Promise<PushReport> {
  const { server, built, overwrite, prune, progress } = options;
  const folders = folderFinder(server);
  const folder =
    options.folder === undefined ? undefined : await folders.path(options.folder, options.folderUid);
  const standings: Standing[] = await eachOf(built, async (one) => {
    progress(`reading ${one.uid}`);
    return standingOf(one, { server, folders, folder, overwrite });
  });
  if (prune) progress('looking for dashboards that are no longer defined');
  const unneeded: Undefined[] = prune
    ? await undefinedDashboards(server, prune.bundles, prune.defined, overwrite)
    : [];
  const outcomes = options.apply ? await applyPlan(server, standings, unneeded, progress) : undefined;
  return { host: server.url.host, url: commandUrl(server.url), standings, unneeded, outcomes };
}
