import { type Compiled, compileDefinitions, mapNow, type Part } from './compile.js';
import { findPlacesBy } from './late-place.js';
import { watchMemory } from './out-of-memory.js';
import { partOf, scriptOf } from './script-name.js';
import { sourceLocator } from './source-position.js';

export interface CompiledParts {
  /** By the names of the parts. */
  readonly compiled: ReadonlyMap<string, Compiled>;
  /** The same with a source map, which is made only when a place is looked for. */
  recompile(part: Part): Promise<Compiled | undefined>;
}

/**
 * Compiles parts of definitions, and sees to it that places in them can be found from then on: of an error that ends the
 * memory, and of definitions whose places were not captured.
 */
export async function compileParts(
  definitions: string,
  parts: readonly Part[],
  { scenarios, places }: { readonly scenarios: boolean; readonly places: boolean },
): Promise<CompiledParts> {
  const compiling = compileDefinitions(definitions, parts, { scenarios, map: places });
  const byName = new Map(parts.map((part) => [part.name, part]));
  // While the compiler, another process, is at work.
  watchMemory((stack) => {
    const part = byName.get(partOf(stack) ?? '');
    const map = part && mapNow(definitions, part, { scenarios, map: true });
    return part && sourceLocator(scriptOf(part.name), map, definitions)({ order: 0, stack });
  });
  const compiled = new Map<string, Compiled>();
  for (const [index, one] of (await compiling).entries()) compiled.set(parts[index]?.name ?? '', one);
  const recompile = async ({ name }: Part): Promise<Compiled | undefined> => {
    const known = compiled.get(name);
    if (!known || 'errors' in known || known.map !== undefined) return known;
    const part = byName.get(name);
    return part && (await compileDefinitions(definitions, [part], { scenarios, map: true }))[0];
  };
  findPlacesBy(async (stack) => {
    const part = byName.get(partOf(stack) ?? '');
    const withMap = part && (await recompile(part));
    if (!withMap || 'errors' in withMap) return undefined;
    return sourceLocator(withMap.script, withMap.map, definitions)({ order: 0, stack });
  });
  return { compiled, recompile };
}
