import { busiestLine } from './busiest-line.js';
import type { CompiledDefinitions } from './compile.js';
import { withLimitOfAll } from './limit.js';
import { runDefinitions } from './run.js';
import { type SourcePosition, sourceLocator } from './source-position.js';

/** Limit of seconds for finding the line. */
const most = 3;

/**
 * Finds the line of definitions that exceed the time limit: they are run once more with the profiler.
 *
 * @param compiled with the map back to the sources
 * @param run runs the part that exceeded the limit
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
      // It is already known not to end.
    }
  };
  const at = busiestLine(again, compiled.script, compiled.code);
  if (!at) return undefined;
  const stack = `${compiled.script}:${at.line}:${at.column}`;
  return sourceLocator(compiled.script, compiled.map, definitions)({ order: 0, stack });
}
