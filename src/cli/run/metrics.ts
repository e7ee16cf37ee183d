import { metricsJson, metricsMarkdown, metricsText } from '../../import/update/index.js';
import { UsageError } from '../../load/index.js';
import { readDefinitions } from '../../pipeline/live.js';
import type { Console } from '../terminal/console.js';
import { failOnFinding } from './load-or-fail.js';
import { differenceOf } from './metrics-difference.js';
import { type FoundOptions, narrowed, sourceOf, withoutStarts } from './metrics-source.js';
import { type UpdateOptions, update } from './metrics-update.js';
import { untilStopped } from './stop.js';

export interface MetricsOptions extends FoundOptions, UpdateOptions {
  readonly diff?: boolean;
  readonly format: 'text' | 'markdown' | 'json';
}

const formats = { text: metricsText, markdown: metricsMarkdown, json: metricsJson };

/**
 * Brings the catalog of a bundle up to what there is, or says what differs.
 *
 * @returns whether definitions read a metric that is not there
 * @throws UsageError for a source that cannot be read, and where it is not clear which metrics are meant
 */
export async function runMetrics(
  name: string | undefined,
  options: MetricsOptions,
  console: Console,
): Promise<boolean> {
  const stop = untilStopped();
  try {
    const read = await readDefinitions({
      definitions: options.definitions,
      names: name === undefined ? [] : [name],
      progress: console.progress,
    });
    failOnFinding(read.findings[0], read.locate);
    const [bundle, ...others] = read.bundles;
    if (!bundle) throw new UsageError(`${options.definitions} has no bundles`);
    if (others.length > 0) {
      throw new UsageError(
        `which bundle? dashwright metrics NAME: there are ${read.bundles.map((one) => one.name).join(', ')}`,
      );
    }
    console.progress('reading the running system');
    const declared = new Set(bundle.metrics.map((metric) => metric.name));
    const all = await sourceOf(options, stop.signal, console);
    const found = narrowed(withoutStarts(all, declared), options.only);
    const difference = differenceOf(found, read, bundle);
    if (options.diff) {
      console.out(formats[options.format]({ difference, update: undefined, written: false }));
      return difference.gone.some(({ readBy }) => readBy !== '');
    }
    const report = update(found, difference, bundle, options, read.settings.utf8Names === true);
    console.out(formats[options.format](report));
    return false;
  } finally {
    console.progress('');
    stop.release();
  }
}
