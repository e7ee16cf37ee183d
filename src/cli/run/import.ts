import { type ImportResult, importBundle } from '../../import/index.js';
import { checkDefinitions } from '../../pipeline/compile.js';
import { startReadingEngine } from '../../pipeline/engine.js';
import type { Console } from '../terminal/console.js';
import { describeFrom } from './described.js';

export interface ImportCommandOptions {
  readonly out: string;
  readonly verify?: boolean;
  readonly metrics?: string;
  readonly format: string;
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
    describe: metrics === undefined ? undefined : await describeFrom(metrics, console),
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
