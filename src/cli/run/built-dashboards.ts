import { folderUid } from '../../emit/grafana-resources/folder-uid.js';
import { UsageError } from '../../load/index.js';
import type { Definition } from '../../pipeline/bundle-result.js';
import { checkByBundle, fullRun } from '../../pipeline/check-by-bundle.js';
import { startParser } from '../../pipeline/engine.js';
import { hasErrors } from '../../pipeline/load.js';
import { partsOf } from '../../pipeline/targets.js';
import { jsonCopy, recordOf } from '../../plain.js';
import type { BuiltDashboard } from '../../sync/index.js';
import type { DefinitionOptions } from '../options/definitions.js';
import type { Console } from '../terminal/console.js';
import { showFindings } from '../terminal/findings.js';
import { today } from '../today.js';

/** What the dashboards of bundles are built of, and as what. */
export interface BuiltDashboards {
  readonly definitions: readonly Definition[];
  readonly built: readonly BuiltDashboard[];
}

/**
 * Loads, checks and builds dashboards as `build` does.
 *
 * @returns undefined where there are errors, which are shown
 * @throws UsageError for a bundle that is not there
 */
export async function builtDashboards(
  { definitions: folder }: DefinitionOptions,
  names: readonly string[],
  console: Console,
): Promise<BuiltDashboards | undefined> {
  const engine = startParser();
  const settings = { today: today() };
  const { results, findings, locate } = await checkByBundle(
    { definitions: folder, names, settings, progress: console.progress },
    { ...fullRun, engine },
  );
  console.progress('');
  if (hasErrors(findings)) {
    showFindings(findings, locate, console);
    return undefined;
  }
  const all = results.flatMap(({ definition }) => definition ?? []);
  const built: BuiltDashboard[] = [];
  for (const { resolved } of all) {
    const { folderUids = {} } = resolved.source.options.grafanaResources ?? {};
    const parts = await partsOf(resolved, [], await engine);
    for (const { uid, title, folder: name, json } of parts.streamDashboards()) {
      const known = Object.hasOwn(folderUids, name) ? folderUids[name] : undefined;
      built.push({
        bundle: resolved.name,
        version: resolved.source.options.version,
        uid,
        title,
        // As a file has it: the builder's result carries functions.
        json: recordOf(jsonCopy(json)),
        folder: { title: name, uid: known ?? folderUid(name), known: known !== undefined },
      });
    }
  }
  if (all.length === 0) throw new UsageError(`no bundle in ${folder}`);
  return { definitions: all, built };
}
