import {
  type ExportReport,
  emptyReport,
  exportCsv,
  mostTimes,
  type Period,
  periodOf,
  type SignalsToExport,
  signalsToExport,
  timeTexts,
} from '../../export/index.js';
import { UsageError } from '../../load/index.js';
import { resolveBundle } from '../../resolve/index.js';
import type { DefinitionOptions } from '../options/definitions.js';
import { rangeQueries, serverUrl } from '../prometheus/client.js';
import { credentialHeaders } from '../prometheus/credentials.js';
import type { Console } from '../terminal/console.js';
import { consoleSink, fileSink, ReaderGoneError } from '../terminal/sink.js';
import { loadOrFail } from './load-or-fail.js';
import { untilStopped } from './stop.js';

export interface ExportOptions extends DefinitionOptions {
  readonly prometheus: string;
  readonly bundle: string;
  /** In milliseconds, like the other times. */
  readonly range: number;
  readonly end?: number;
  readonly step: number;
  readonly window: string;
  readonly timeout: number;
  readonly out?: string;
  readonly headerFile?: string;
}

/**
 * Exports a bundle's signals.
 *
 * @returns A summary; undefined if the reader of standard output has closed it.
 * @throws UsageError if a query fails; then no file is left behind
 */
export async function runExport(options: ExportOptions, console: Console): Promise<ExportReport | undefined> {
  const url = serverUrl(options.prometheus);
  const headers = credentialHeaders(options.headerFile, process.env);
  const found = await signalsOf(options);
  const period = periodOf({ end: options.end ?? Date.now(), range: options.range, step: options.step });
  if (period.count > mostTimes) {
    throw new UsageError(
      `--range at this --step has ${period.count} times, and an export has at most ${mostTimes}: use a longer step or a shorter range`,
    );
  }
  const report = emptyReport();
  const stop = untilStopped();
  const query = rangeQueries({ url, headers, timeout: options.timeout, signal: stop.signal });
  const sink = options.out === undefined ? consoleSink(console) : await fileSink(options.out);
  try {
    for await (const piece of exportCsv(found.signals, period, query, report)) {
      await sink.write(piece);
      console.progress(`${report.rows} samples`);
    }
    await sink.finish();
  } catch (error) {
    await sink.discard();
    if (error instanceof ReaderGoneError) return undefined;
    throw error;
  } finally {
    stop.release();
    console.progress('');
  }
  for (const line of notes(found, period, report)) console.error(`dashwright: ${line}\n`);
  return report;
}

async function signalsOf({ definitions, bundle: name, window }: ExportOptions): Promise<SignalsToExport> {
  const { bundles } = await loadOrFail(definitions, { names: [name], places: false });
  const bundle = bundles[0]?.bundle;
  if (!bundle) throw new UsageError(`no bundle ${name} in ${definitions}`);
  const found = signalsToExport(resolveBundle(bundle), window);
  if (found.signals.length === 0) throw new UsageError(`the bundle ${name} has no signals to export`);
  return found;
}

/** Notes on the exported file. */
function* notes(
  { signals, onlyInGrafana }: SignalsToExport,
  period: Period,
  { rows, empty, histograms, warnings }: ExportReport,
): Generator<string> {
  if (rows === 0) {
    const text = timeTexts(period);
    yield `no data from ${text(period.first)} to ${text(period.last)}: none of the ${signals.length} signals has a sample`;
  } else if (empty.length > 0) {
    yield `no data for ${empty.length} of ${signals.length} signals: ${empty.join(', ')}`;
  }
  if (onlyInGrafana.length > 0) {
    yield `not exported, because they use Grafana variables: ${onlyInGrafana.join(', ')}`;
  }
  if (histograms.length > 0)
    yield `not exported, because they are native histograms: ${histograms.join(', ')}`;
  for (const warning of warnings) yield `warning of Prometheus: ${warning}`;
}
