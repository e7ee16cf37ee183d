import type { OutputFile } from '../output/write.js';
import type { SharedRouting } from '../resolve/index.js';
import { type BundleResult, definitionsOf } from './bundle-result.js';
import { shared } from './cache/index.js';
import type { BuildEngine } from './engine.js';
import type { RuleTests } from './rule-tests.js';
import { type BuildTarget, type Emit, type EmitShared, partsOf } from './targets.js';

export interface Emitters {
  readonly each: readonly Emit[];
  readonly common: readonly EmitShared[];
}

/** Emitters of the targets; those for all bundles together only if all bundles are built. */
export async function loadEmitters(chosen: readonly BuildTarget[], all: boolean): Promise<Emitters> {
  const common = all ? chosen.flatMap((target) => target.loadShared?.() ?? []) : [];
  const each = Promise.all(chosen.map((target) => target.load()));
  return { each: await each, common: await Promise.all(common) };
}

/** All files of the bundles, one by one, so that they are not all in memory. */
export async function emitFiles(
  results: readonly BundleResult[],
  { routings, tests }: { readonly routings: readonly SharedRouting[]; readonly tests: RuleTests },
  { each, common }: Emitters,
  engine: Promise<BuildEngine> | undefined,
): Promise<Iterable<OutputFile>> {
  const parser = await engine;
  const parts = await Promise.all(
    definitionsOf(results).map(async ({ resolved, scenarios }) => ({
      resolved,
      parts: await partsOf(
        resolved,
        scenarios,
        parser,
        tests.files.filter(({ bundle }) => bundle === resolved.name),
      ),
    })),
  );
  return (function* () {
    // Nothing refers to the objects of a bundle any more when its last file is made.
    for (let next = parts.shift(); next; next = parts.shift()) {
      const { resolved, parts: own } = next;
      for (const one of each) for (const file of one(resolved, own)) yield { bundle: resolved.name, ...file };
    }
    for (const one of common) for (const file of one(routings)) yield { bundle: shared, ...file };
  })();
}
