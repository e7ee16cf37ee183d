import { type OutputFile, type WriteOptions, type WriteResult, writeOutput } from '../output/write.js';
import { type BuildCache, shared } from './cache/index.js';
import { type BuildOptions, isAll } from './options.js';
import { type BuildTarget, isOf } from './targets.js';

/** A build, as its files are written. */
export interface Build {
  readonly options: BuildOptions;
  readonly chosen: readonly BuildTarget[];
  readonly cache: BuildCache | undefined;
}

export interface Written {
  /** Undefined if `accept` returned false. */
  readonly result: WriteResult | undefined;
  /** How many files were removed, by bundle that is no longer there. */
  readonly gone: ReadonlyMap<string, number>;
}

/**
 * Writes the files, and removes those of earlier builds that this build covers but did not produce.
 *
 * @param bundles All bundles that there are
 * @param left Bundles whose files are up to date and stay as they are
 */
export function writeFiles(
  files: Iterable<OutputFile>,
  { options, chosen, cache }: Build,
  bundles: readonly string[],
  left: readonly string[],
  { inputs, accept }: Required<Pick<WriteOptions, 'inputs' | 'accept'>>,
): Written {
  const gone = new Map<string, number>();
  const all = isAll(options);
  const result = writeOutput(options.output, files, {
    keep: new Map(left.flatMap((name) => (cache?.outputs(name) ?? []).map((path) => [path, name] as const))),
    isStale: (bundle, path) => {
      const stale = isStale(bundle, path, { all, bundles, chosen });
      if (stale && bundle !== shared && !bundles.includes(bundle))
        gone.set(bundle, (gone.get(bundle) ?? 0) + 1);
      return stale;
    },
    overwrite: options.overwrite,
    inputs,
    accept,
    onWritten: (outputs) => cache?.outputsWritten(outputs),
  });
  return { result, gone };
}

interface Scope {
  readonly all: boolean;
  readonly bundles: readonly string[];
  readonly chosen: readonly BuildTarget[];
}

/** A file of an earlier build is stale if this build covers its bundle and its target but did not produce it. */
function isStale(bundle: string, path: string, { all, bundles, chosen }: Scope): boolean {
  const covered = all || bundles.includes(bundle);
  return covered && chosen.some((target) => isOf(target, path));
}
