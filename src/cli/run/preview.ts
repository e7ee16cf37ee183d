import { once } from 'node:events';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { counted } from '../../check/index.js';
import { reasonOf } from '../../errors/caught.js';
import { exportSite, pageFolder, type SiteFiles, servePreview } from '../../preview/index.js';
import { serverUrl } from '../prometheus/client.js';
import { credentialHeaders } from '../prometheus/credentials.js';
import { forwardTo } from '../prometheus/forward.js';
import type { Console } from '../terminal/console.js';
import { allowedHosts } from './allowed-host.js';
import { failOnSiteFinding } from './load-or-fail.js';
import { openInBrowser } from './open-in-browser.js';
import { type PreviewFiles, previewFiles } from './preview-files.js';
import type { PreviewOptions } from './preview-options.js';
import { untilStopped } from './stop.js';
import { loadedAgain, tellNotWatched, watchElsewhere } from './watch.js';
import { oneAtATime, type Watcher, watchFolder } from './watch-files.js';

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
  const forward = forwarding(options);
  const page = await pageFolder(console.progress);
  const files = await previewFiles(names, options, console);
  if (options.static === undefined) return serve(files, page, forward, options, console);
  const made = await files.make();
  reportNotDefined(made, options, console);
  failOnSiteFinding(made);
  const bytes = await exportSite(options.static, page, made);
  console.out(
    `${options.static}: ${counted(made.site.bundles.length, 'bundle')}, ${(bytes / 1e6).toFixed(1)} MB of data\n`,
  );
}

type Forward = (signal: AbortSignal) => ReturnType<typeof forwardTo> | undefined;

/** How queries reach Prometheus, if one is given. */
function forwarding({ prometheus, headerFile }: PreviewOptions): Forward {
  if (prometheus === undefined) return () => undefined;
  const url = serverUrl(prometheus);
  const headers = credentialHeaders(headerFile, process.env);
  return (signal) => forwardTo({ url, headers, timeout: 30_000, signal });
}

async function serve(
  previewed: PreviewFiles,
  page: string,
  forward: Forward,
  options: PreviewOptions,
  console: Console,
): Promise<void> {
  const { paths, watching } = previewed;
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
      watching && paths.length === 0 ? watchElsewhere(watching, options.definitions, watcher) : undefined;
    if (elsewhere) ends.push(elsewhere.end, watchFolder(options.definitions, watcher));
    for (const path of new Set(paths.map(folderOf)))
      ends.push(watchFolder(path, watcher, { recursive: false }));
    let files = await previewed.make();
    reportNotDefined(files, options, console);
    elsewhere?.follow();
    const allowed = allowedHosts(['127.0.0.1']);
    const server = await servePreview({
      host: '127.0.0.1',
      port: options.port,
      page,
      files: () => files,
      allowed: (host) => allowed(host) !== undefined,
      forward: forward(stop.signal),
    });
    ends.push(server.close);
    reload = oneAtATime(async () => {
      const started = performance.now();
      try {
        files = await previewed.make();
        elsewhere?.follow();
      } catch (error) {
        console.error(`dashwright: ${reasonOf(error)}\n`);
        return;
      }
      server.changed();
      console.out(`changed: ${summary(files)} (${Math.round(performance.now() - started)} ms)\n`);
      if (watching && elsewhere) console.out(loadedAgain(previewed.loaded(), watching));
    });
    console.out(`${server.url}  ${summary(files)}\n`);
    if (hasChanged) reload();
    if (options.open) openInBrowser(server.url);
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

function reportNotDefined({ site }: SiteFiles, { backtest }: PreviewOptions, console: Console): void {
  const notDefined = site.history?.notDefined ?? [];
  if (notDefined.length === 0) return;
  console.error(`${backtest} has alerts that the definitions do not have: ${notDefined.join(', ')}\n`);
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
