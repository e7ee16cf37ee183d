import { evidenceOfPages } from '../../check/index.js';
import { UsageError } from '../../load/index.js';
import { checkAgainst, type Observe } from '../../pipeline/live.js';
import type { CheckOnlyOptions, CheckResult } from '../../pipeline/options.js';
import { serverUrl } from '../prometheus/client.js';
import { credentialHeaders } from '../prometheus/credentials.js';
import { observeApi } from '../prometheus/observe.js';
import type { Console } from '../terminal/console.js';
import { openSource, reportBrokenLines } from './described.js';
import { evidenceOfServer } from './evidence.js';
import { evidenceOfGrafana } from './grafana-evidence.js';
import { untilStopped } from './stop.js';

export interface LiveOptions {
  readonly prometheus?: string;
  readonly grafana?: string;
  readonly tokenVariable?: string;
  readonly grafanaHeaderFile?: string;
  readonly metrics?: readonly string[];
  readonly only?: RegExp;
  readonly headerFile?: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds. */
  readonly since: number;
}

/**
 * Checks definitions, and compares them with a server or with pages of metrics.
 *
 * @throws UsageError for options that do not go together, and for a server or page that cannot be read
 */
export async function checkLive(
  asked: CheckOnlyOptions,
  options: LiveOptions,
  console: Console,
): Promise<CheckResult> {
  const stop = untilStopped();
  try {
    const observe = observing(options, stop.signal, console);
    return await checkAgainst(asked, async (definitions, dashboards) => {
      const evidence = await observe(definitions, dashboards);
      if (options.grafana === undefined) return evidence;
      const note = (text: string): void => console.error(`note: ${text}\n`);
      const grafana = await evidenceOfGrafana(
        options.grafana,
        options,
        await dashboards(),
        stop.signal,
        note,
      );
      return { ...evidence, grafana };
    });
  } finally {
    console.progress('');
    stop.release();
  }
}

/**
 * How to find out what there is.
 *
 * @throws UsageError for options that do not go together
 */
function observing(
  { prometheus, metrics = [], only, headerFile, timeout, since }: LiveOptions,
  signal: AbortSignal,
  console: Console,
): Observe {
  const note = (text: string): void => console.error(`note: ${text}\n`);
  if (prometheus !== undefined && metrics.length > 0)
    throw new UsageError('--prometheus and --metrics are alternatives: use one of them');
  const judged = only && ((name: string) => only.test(name));
  if (prometheus !== undefined) {
    const url = serverUrl(prometheus);
    const headers = credentialHeaders(headerFile, process.env);
    const api = observeApi({ url, headers, timeout, signal }, note);
    return async (asked) => {
      const evidence = await evidenceOfServer(api, asked, since / 1000, note);
      return { ...evidence, ...(judged && { judged }) };
    };
  }
  return async () => {
    const pages = [];
    for (const source of metrics) {
      const opened = await openSource(source, console, { headerFile, timeout, signal });
      if (opened.type === 'server')
        throw new UsageError(`${source} is a Prometheus and no page of metrics: use --prometheus`);
      reportBrokenLines(opened.page, source, console);
      pages.push(opened.page);
    }
    const [first = ''] = metrics;
    return evidenceOfPages(
      pages,
      pages.length === 1 ? shownName(first) : `the ${pages.length} pages`,
      judged,
    );
  };
}

/** A source in messages: never its whole address, which may have secrets in its query. */
function shownName(source: string): string {
  return URL.canParse(source) ? new URL(source).host : source;
}
