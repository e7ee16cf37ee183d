import { readExposition } from '../../import/catalog/exposition.js';
import { type ImportResult, importBundle } from '../../import/index.js';
import { UsageError } from '../../load/index.js';
import { checkDefinitions } from '../../pipeline/compile.js';
import { startReadingEngine } from '../../pipeline/engine.js';
import type { Console } from '../terminal/console.js';
import { metricsPage } from './metrics-page.js';

export interface ImportCommandOptions {
  readonly out: string;
  readonly verify?: boolean;
  readonly metrics?: string;
  readonly format: string;
}

/** What a page of metrics says of each. */
function describedBy(text: string, source: string) {
  const described = readExposition(text);
  if (described.size === 0)
    throw new UsageError(`${source}: has no metrics: expected the text format of Prometheus or OpenMetrics`);
  return described;
}

/** Imports files and folders as a bundle, with what the checks find in it. */
export async function runImport(
  sources: readonly string[],
  { out, verify = false, metrics }: ImportCommandOptions,
  console: Console,
): Promise<ImportResult> {
  const result = await importBundle({
    sources,
    out,
    verify,
    described: metrics === undefined ? undefined : describedBy(await metricsPage(metrics), metrics),
    engine: startReadingEngine(),
    progress: console.progress,
    check: async (definitions, name) => {
      const settings = { today: new Date().toISOString().slice(0, 10) };
      return (await checkDefinitions({ definitions, names: [name], settings })).findings;
    },
  });
  console.progress('');
  return result;
}
