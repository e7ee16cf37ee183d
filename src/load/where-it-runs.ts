import { busiestLine } from './busiest-line.js';
import type { CompiledDefinitions } from './compile.js';
import { withLimitOfAll } from './limit.js';
import { runDefinitions } from './run.js';
import { scriptName } from './script-name.js';
import { type SourcePosition, sourceLocator } from './source-position.js';

/** Most seconds that are spent on finding the line. */
const most = 3;

/**
 * Where definitions are when their time is over: they are run once more, watched by the profiler.
 *
 * @param compiled with the map back to the sources
 * @param run asks for what has not come to its end
 */
export function whereItRuns(
  compiled: CompiledDefinitions,
  definitions: string,
  run: (exported: Readonly<Record<string, unknown>>) => void,
  limit: number,
): SourcePosition | undefined {
  const again = (): void => {
    try {
      withLimitOfAll(() => run(runDefinitions(compiled, definitions).exported), Math.min(limit, most));
    } catch {
      // That it does not end is known.
    }
  };
  const at = busiestLine(again, scriptName, compiled.code);
  if (!at) return undefined;
  const stack = `${scriptName}:${at.line}:${at.column}`;
  return sourceLocator(scriptName, compiled.map, definitions)({ order: 0, stack });
}
