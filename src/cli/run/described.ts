import { type DescribeMetrics, mostOfPattern } from '../../import/index.js';
import { UsageError } from '../../load/index.js';
import {
  currentCounts,
  describeSeries,
  type MetricsPage,
  readExposition,
  type ServerApi,
  seriesNames,
  seriesOf,
  serverMetadata,
  serverTime,
  targetLabelsOf,
} from '../../observed/index.js';
import { serverUrl } from '../prometheus/client.js';
import { credentialHeaders } from '../prometheus/credentials.js';
import { observeApi, runSome } from '../prometheus/observe.js';
import type { Console } from '../terminal/console.js';
import { metricsPage } from './metrics-page.js';

/** Requests at once. */
export const requestsAtOnce = 4;
/** How far back a server is asked for series, in seconds. */
const recent = 3600;
const patience = 30_000;

export interface SourceOptions {
  /** File with HTTP headers. */
  readonly headerFile?: string | undefined;
  /** Timeout of a request in milliseconds. @default 30 s */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Where metrics are described: a page, or a server with the API of Prometheus. */
export type MetricsSource =
  | { readonly type: 'page'; readonly page: MetricsPage; readonly name: string }
  | { readonly type: 'server'; readonly api: ServerApi };

/**
 * Opens a source: a file with a page of metrics, the address of an exporter, or that of a Prometheus or of a server with
 * its API. An address is a server's where it answers a query.
 *
 * @throws UsageError for a source that is neither
 */
export async function openSource(
  source: string,
  console: Pick<Console, 'error'>,
  { headerFile, timeout = patience, signal = new AbortController().signal }: SourceOptions = {},
): Promise<MetricsSource> {
  const headers = credentialHeaders(headerFile, process.env);
  if (/^https?:\/\//.test(source) && !/\/metrics$/.test(new URL(serverUrl(source)).pathname)) {
    const note = (text: string): void => console.error(`note: ${text}\n`);
    const api = observeApi({ url: serverUrl(source), headers, timeout, signal }, note);
    try {
      await serverTime(api);
      return { type: 'server', api };
    } catch (error) {
      // An exporter whose page has another path.
      const page = await metricsPage(source, headers).catch(() => undefined);
      if (page === undefined) throw error;
      return pageSource(page, source);
    }
  }
  return pageSource(await metricsPage(source, headers), source);
}

function pageSource(text: string, source: string): MetricsSource {
  const page = readExposition(text);
  const [first] = page.broken;
  if (page.metrics.size === 0) {
    const where = first ? `${source}:${first.line}` : source;
    throw new UsageError(
      `${where}: ${first ? `${first.reason}, and no other line is a metric` : 'has no metrics'}: expected the text format of Prometheus or OpenMetrics, such as http_requests_total{status="200"} 7`,
    );
  }
  return { type: 'page', page, name: source };
}

/** Broken lines of a page, as a note. */
export function reportBrokenLines(
  { broken, brokenLines }: MetricsPage,
  source: string,
  console: Pick<Console, 'error'>,
): void {
  for (const { line, reason } of broken) console.error(`note: ${source}:${line}: left out: ${reason}\n`);
  if (brokenLines > broken.length)
    console.error(`note: ${source}: ${brokenLines - broken.length} more lines are not in the format\n`);
}

/** Opens a source for an import, which asks for the metrics that it needs. */
export async function describeFrom(
  source: string,
  console: Console,
  options: SourceOptions = {},
): Promise<DescribeMetrics> {
  const opened = await openSource(source, console, options);
  if (opened.type === 'page') {
    reportBrokenLines(opened.page, source, console);
    return async () => opened.page.metrics;
  }
  const { api } = opened;
  return async (wanted) => {
    const run = runSome(requestsAtOnce);
    const now = await serverTime(api);
    const window = now === undefined ? undefined : { start: now - recent, end: now };
    const selected: string[] = [];
    for (const pattern of wanted.patterns) {
      const found = await seriesNames(api, window, `{__name__=~${JSON.stringify(pattern)}}`);
      if (found.length <= mostOfPattern) selected.push(...found);
    }
    const names = [...new Set([...wanted.names, ...selected])];
    const metadata = await serverMetadata(api);
    const counts = await currentCounts(api, names, { run });
    const series = await seriesOf(api, names, {
      window,
      counts,
      run,
    });
    return describeSeries(series, metadata, await targetLabelsOf(api));
  };
}
