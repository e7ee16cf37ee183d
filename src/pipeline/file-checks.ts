import type { ArtifactChecks, Finding, Suppressed } from '../check/index.js';
import type { OutputFile } from '../output/write.js';
import { type BundleResult, type Definition, definitionsOf } from './bundle-result.js';
import { shared } from './cache/index.js';
import type { CheckedDefinitions } from './check-by-bundle.js';
import { refusedRoutings } from './refused-routing.js';
import { sourceOf } from './source-of.js';
import { type BuildTarget, targets } from './targets.js';

export interface FileChecks {
  /** Bundles whose files have not been checked. */
  readonly missing: readonly BundleResult[];
  visit(file: OutputFile): void;
  /** Findings on the files of all bundles; what was found in each is kept with its result. */
  finish(): Finding[];
}

interface FileOptions {
  readonly chosen: readonly BuildTarget[];
  /** Bundles whose files are made. @default those whose files have not been checked */
  readonly toWrite?: readonly BundleResult[];
}

/** Checks of the files of each bundle by itself. */
export async function fileChecks(
  { results, settings }: CheckedDefinitions,
  { chosen, toWrite }: FileOptions,
): Promise<FileChecks> {
  const { allTogether, startArtifactChecks } = await import('../check/index.js');
  const missing = toWrite ?? results.filter(({ files }) => !files);
  const refused = await refusedRoutings(definitionsOf(missing).map(({ resolved }) => resolved));
  const allTargets = chosen.length === targets.length;
  const running = new Map<string, ArtifactChecks>([[shared, startArtifactChecks(settings)]]);
  for (const { name, definition, checked } of missing) {
    const suppressions = (allTargets && checked?.suppressions) || [];
    running.set(name, startArtifactChecks(settings, { bundle: definition?.resolved, suppressions }));
  }
  return {
    missing,
    visit: (file) => running.get(file.bundle)?.visit(file),
    finish() {
      for (const result of missing) {
        const { findings = [], uses = [] } = running.get(result.name)?.finish() ?? {};
        const all = [...(refused.get(result.name) ?? []), ...findings];
        result.files = {
          findings: result.places ? placed(all, definitionsOf([result])) : all,
          uses,
        };
      }
      const common: Suppressed[] = [running.get(shared)?.finish() ?? { findings: [], uses: [] }];
      return allTogether([...results.flatMap(({ files }) => files ?? []), ...common], settings);
    },
  };
}

/** Findings on files, each with the place of the definition of the file. */
export function placed(findings: readonly Finding[], all: readonly Definition[]): Finding[] {
  const bundles = all.map(({ resolved }) => resolved);
  return findings.map((finding) => ({ ...finding, place: finding.place ?? sourceOf(finding.path, bundles) }));
}

/** The same files, each checked before it is used. */
export function* eachChecked(files: Iterable<OutputFile>, { visit }: FileChecks): Generator<OutputFile> {
  for (const file of files) {
    visit(file);
    yield file;
  }
}
