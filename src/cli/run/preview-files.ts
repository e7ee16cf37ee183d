import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readDashboards } from '../../import/index.js';
import { UsageError } from '../../load/index.js';
import { startAlertmanager, startEngine } from '../../pipeline/engine.js';
import type { KnownBundles } from '../../pipeline/known-bundles.js';
import { previewSource } from '../../pipeline/preview.js';
import { startWatching, type Watching } from '../../pipeline/watching.js';
import {
  type Before,
  type BundleFiles,
  dashboardSite,
  readHistoryReport,
  type SiteFiles,
  siteBefore,
  siteFiles,
} from '../../preview/index.js';
import type { Console } from '../terminal/console.js';
import { today } from '../today.js';
import { definitionsBefore } from './definitions-before.js';
import { failOnFinding } from './load-or-fail.js';
import type { PreviewOptions } from './preview-options.js';

type Source = Awaited<ReturnType<typeof previewSource>>;

/** What the page reads, made as often as the definitions change. */
export interface PreviewFiles {
  make(): Promise<SiteFiles>;
  /** Files and folders of dashboards that are shown in place of definitions. */
  readonly paths: readonly string[];
  /** What is known of definitions that are watched; undefined for a static page. */
  readonly watching: Watching | undefined;
  /** Names of the bundles that were loaded last. */
  loaded(): readonly string[];
}

/**
 * @throws UsageError for options that exclude each other, and for definitions that cannot be loaded;
 *   HistoryReportError for a file that is no report of a backtest
 */
export async function previewFiles(
  names: readonly string[],
  options: PreviewOptions,
  console: Console,
): Promise<PreviewFiles> {
  const { definitions, editor, against } = options;
  const paths = dashboardFiles(names, options);
  const history = options.backtest === undefined ? undefined : readHistoryReport(options.backtest);
  const isStatic = options.static !== undefined;
  const engine = await startEngine();
  let alertmanager: ReturnType<typeof startAlertmanager> | undefined;
  const routing = () => {
    alertmanager ??= startAlertmanager();
    return alertmanager;
  };
  const sourceOf = (folder: string, wanted: readonly string[], known?: KnownBundles): Promise<Source> => {
    const settings = { today: today() };
    return previewSource(
      { definitions: folder, names: wanted, progress: console.progress, settings, known },
      engine,
    );
  };
  const before = against === undefined ? undefined : await beforeOf(against);
  async function beforeOf(revision: string): Promise<Before> {
    const found = await definitionsBefore(definitions, revision, names, async (was) => {
      const source = await sourceOf(was.folder, was.names);
      failOnBroken(source, revision);
      return siteBefore(source, revision, routing);
    });
    return found ?? { revision, versions: [] };
  }
  const watching = isStatic ? undefined : startWatching(Promise.resolve(engine));
  let revision = 0;
  let former: BundleFiles | undefined;
  let loaded: readonly string[] = [];
  const make = async (): Promise<SiteFiles> => {
    revision += 1;
    const shown = { revision, live: options.prometheus !== undefined, watched: !isStatic };
    if (paths.length > 0) return dashboardSite(readDashboards(paths, engine), shown);
    const source = await sourceOf(definitions, names, watching?.known);
    loaded = source.loaded;
    former = await siteFiles(source, engine, {
      ...shown,
      alertmanager: routing,
      before,
      history,
      former,
      ...(!isStatic && { editor: editorLink(editor) }),
    });
    return former;
  };
  return {
    async make() {
      const files = await make();
      console.progress('');
      return files;
    },
    paths,
    watching,
    loaded: () => loaded,
  };
}

/** Names that are files or folders of dashboards: all, or none. */
function dashboardFiles(
  names: readonly string[],
  { against, backtest }: Pick<PreviewOptions, 'against' | 'backtest'>,
): readonly string[] {
  const paths = names.filter(isDashboardFile);
  if (paths.length > 0 && paths.length < names.length)
    throw new UsageError(
      `${names.find((name) => !isDashboardFile(name))} is a bundle and ${paths[0]} is a file: preview one or the other`,
    );
  if (paths.length > 0 && against !== undefined)
    throw new UsageError('--against compares definitions: omit it for files');
  if (paths.length > 0 && backtest !== undefined)
    throw new UsageError('--backtest is shown with alerts, which dashboard files do not have: omit it');
  return paths;
}

/** Whether a name is that of a file or folder of dashboards: bundles have no dots or slashes in theirs. */
function isDashboardFile(name: string): boolean {
  return /[./\\]/.test(name);
}

/** Fails on a bundle of another revision that cannot be loaded. */
function failOnBroken({ bundles, findings }: Source, revision: string): void {
  const loaded = bundles.map(({ resolved }) => resolved.name);
  const broken = findings.find(
    ({ level, path }) => level === 'error' && !loaded.includes(path.split('/')[0] ?? ''),
  );
  failOnFinding(broken && { ...broken, path: `${revision}: ${broken.path}` });
}

/** Replaces `{file}` and `{line}` of a template; the file as a whole path, as a URL has it. */
function editorLink(template: string): (file: string, line: number) => string {
  return (file, line) =>
    template.replaceAll('{file}', pathToFileURL(resolve(file)).pathname).replaceAll('{line}', String(line));
}
