import { once } from 'node:events';
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { counted } from '../../check/index.js';
import { readDashboards } from '../../import/index.js';
import { UsageError } from '../../load/index.js';
import { startAlertmanager, startEngine } from '../../pipeline/engine.js';
import type { KnownBundles } from '../../pipeline/known-bundles.js';
import { previewSource } from '../../pipeline/preview.js';
import { startWatching } from '../../pipeline/watching.js';
import {
  type Before,
  type BundleFiles,
  dashboardSite,
  exportSite,
  pageFolder,
  readHistoryReport,
  type SiteFiles,
  servePreview,
  siteBefore,
  siteFiles,
} from '../../preview/index.js';
import type { DefinitionOptions } from '../options/definitions.js';
import { serverUrl } from '../prometheus/client.js';
import { credentialHeaders } from '../prometheus/credentials.js';
import { forwardTo } from '../prometheus/forward.js';
import type { Console } from '../terminal/console.js';
import { today } from '../today.js';
import { allowedHosts } from './allowed-host.js';
import { definitionsBefore } from './definitions-before.js';
import { failOnFinding, failOnSiteFinding } from './load-or-fail.js';
import { openInBrowser } from './open-in-browser.js';
import { untilStopped } from './stop.js';
import { loadedAgain, tellNotWatched, watchElsewhere } from './watch.js';
import { oneAtATime, type Watcher, watchFolder } from './watch-files.js';

export interface PreviewOptions extends DefinitionOptions {
  readonly port: number;
  readonly prometheus?: string;
  readonly headerFile?: string;
  readonly open?: boolean;
  readonly static?: string;
  readonly against?: string;
  readonly backtest?: string;
  readonly editor: string;
}

/**
 * Serves the preview until SIGINT or SIGTERM, following changes of the definitions; with `static`, writes it into a
 * folder and ends.
 *
 * @throws UsageError for definitions that cannot be loaded at the start; ListenError for a port that is in use;
 *   HistoryReportError for a file that is no report of a backtest
 */
export async function runPreview(
  names: readonly string[],
  options: PreviewOptions,
  console: Console,
): Promise<void> {
  const { definitions, editor } = options;
  const prometheus = options.prometheus === undefined ? undefined : serverUrl(options.prometheus);
  const headers = prometheus ? credentialHeaders(options.headerFile, process.env) : {};
  const history = options.backtest === undefined ? undefined : readHistoryReport(options.backtest);
  const page = await pageFolder(console.progress);
  const engine = await startEngine();
  let revision = 0;
  let alertmanager: ReturnType<typeof startAlertmanager> | undefined;
  const routing = () => {
    alertmanager ??= startAlertmanager();
    return alertmanager;
  };
  const paths = names.filter(isDashboardFile);
  if (paths.length > 0 && paths.length < names.length)
    throw new UsageError(
      `${names.find((name) => !isDashboardFile(name))} is a bundle and ${paths[0]} is a file: preview one or the other`,
    );
  if (paths.length > 0 && options.against !== undefined)
    throw new UsageError('--against compares definitions: omit it for files');
  if (paths.length > 0 && history)
    throw new UsageError('--backtest is shown with alerts, which dashboard files do not have: omit it');
  const sourceOf = (folder: string, wanted: readonly string[], known?: KnownBundles) => {
    const settings = { today: today() };
    return previewSource(
      { definitions: folder, names: wanted, progress: console.progress, settings, known },
      engine,
    );
  };
  const before = options.against === undefined ? undefined : await beforeOf(options.against);
  async function beforeOf(against: string): Promise<Before> {
    const found = await definitionsBefore(definitions, against, names, async (was) => {
      const source = await sourceOf(was.folder, was.names);
      const loaded = source.bundles.map(({ resolved }) => resolved.name);
      const broken = source.findings.find(
        ({ level, path }) => level === 'error' && !loaded.includes(path.split('/')[0] ?? ''),
      );
      failOnFinding(broken && { ...broken, path: `${against}: ${broken.path}` });
      return siteBefore(source, against, routing);
    });
    return found ?? { revision: against, versions: [] };
  }
  const watching = options.static === undefined ? startWatching(Promise.resolve(engine)) : undefined;
  let former: BundleFiles | undefined;
  let loaded: readonly string[] = [];
  const load = async (): Promise<SiteFiles> => {
    revision += 1;
    const shown = { revision, live: prometheus !== undefined, watched: options.static === undefined };
    if (paths.length > 0) return dashboardSite(readDashboards(paths, engine), shown);
    const source = await sourceOf(definitions, names, watching?.known);
    loaded = source.loaded;
    former = await siteFiles(source, engine, {
      ...shown,
      alertmanager: routing,
      before,
      history,
      former,
      ...(options.static === undefined && { editor: editorLink(editor) }),
    });
    return former;
  };
  const show = async (): Promise<SiteFiles> => {
    const files = await load();
    console.progress('');
    return files;
  };
  const { static: folder } = options;
  if (folder !== undefined) {
    const files = await show();
    reportNotDefined(files);
    failOnSiteFinding(files);
    const bytes = await exportSite(folder, page, files);
    console.out(
      `${folder}: ${counted(files.site.bundles.length, 'bundle')}, ${(bytes / 1e6).toFixed(1)} MB of data\n`,
    );
    return;
  }

  const stop = untilStopped();
  const ends: (() => unknown)[] = [stop.release];
  try {
    // Watched from the start: what is saved while the page is being made is not missed.
    let hasChanged = false;
    let reload = (): void => {
      hasChanged = true;
    };
    const watcher: Watcher = { changed: () => reload(), failed: tellNotWatched(console) };
    const elsewhere =
      watching && paths.length === 0 ? watchElsewhere(watching, definitions, watcher) : undefined;
    if (elsewhere) ends.push(elsewhere.end, watchFolder(definitions, watcher));
    for (const path of new Set(paths.map(folderOf)))
      ends.push(watchFolder(path, watcher, { recursive: false }));
    let files = await show();
    reportNotDefined(files);
    elsewhere?.follow();
    const allowed = allowedHosts(['127.0.0.1']);
    const server = await servePreview({
      host: '127.0.0.1',
      port: options.port,
      page,
      files: () => files,
      allowed: (host) => allowed(host) !== undefined,
      forward: prometheus && forwardTo({ url: prometheus, headers, timeout: 30_000, signal: stop.signal }),
    });
    ends.push(server.close);
    reload = oneAtATime(async () => {
      const started = performance.now();
      try {
        files = await show();
        elsewhere?.follow();
      } catch (error) {
        console.error(`dashwright: ${error instanceof Error ? error.message : String(error)}\n`);
        return;
      }
      server.changed();
      console.out(`changed: ${summary(files)} (${Math.round(performance.now() - started)} ms)\n`);
      if (watching && elsewhere) console.out(loadedAgain(loaded, watching));
    });
    console.out(`${server.url}  ${summary(files)}\n`);
    if (hasChanged) reload();
    if (options.open) openInBrowser(server.url);
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
  } finally {
    for (const end of ends.reverse()) await end();
  }

  function reportNotDefined({ site }: SiteFiles): void {
    const notDefined = site.history?.notDefined ?? [];
    if (notDefined.length === 0) return;
    console.error(
      `${options.backtest} has alerts that the definitions do not have: ${notDefined.join(', ')}\n`,
    );
  }
}

/** Whether a name is that of a file or folder of dashboards: bundles have no dots or slashes in theirs. */
function isDashboardFile(name: string): boolean {
  return /[./\\]/.test(name);
}

function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path);
}

function summary({ site }: SiteFiles): string {
  const dashboards = site.bundles.reduce((sum, bundle) => sum + bundle.dashboards.length, 0);
  const findings = site.findings.length + site.bundles.reduce((sum, bundle) => sum + bundle.findings, 0);
  return [
    counted(site.bundles.length, 'bundle'),
    counted(dashboards, 'dashboard'),
    counted(findings, 'finding'),
  ].join(', ');
}

/** Replaces `{file}` and `{line}` of a template; the file as a whole path, as a URL has it. */
function editorLink(template: string): (file: string, line: number) => string {
  return (file, line) =>
    template.replaceAll('{file}', pathToFileURL(resolve(file)).pathname).replaceAll('{line}', String(line));
}
