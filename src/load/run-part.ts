import type { Place } from '../catalog/index.js';
import { collectMistakes } from '../catalog/mistakes.js';
import type { Finding } from '../check/index.js';
import { restoreBuiltIns } from './built-ins.js';
import type { Compiled, CompiledDefinitions } from './compile.js';
import type { Loaders } from './exports.js';
import { changeFinding, isChangedIn, mistakeFinding, throwFinding } from './findings.js';
import { takeUnreported } from './guard-process.js';
import { inTurn, TooLongError, withLimitOfAll } from './limit.js';
import { partOf } from './script-name.js';
import type { SourcePosition } from './source-position.js';
import { isInstance } from './thrown.js';

/** A part of the definitions that runs. */
export interface RunningPart {
  readonly name: string;
  /** Where an error without a place is. */
  readonly file: string;
  readonly compiled: CompiledDefinitions;
  readonly exported: Loaders;
  /** Positions that stacks do not have; those of endless loops are added. */
  readonly positions: Map<Place, SourcePosition>;
  /** What it has changed of the built-in objects. */
  readonly changes: Finding[];
}

interface PartOptions {
  readonly definitions: string;
  /** Compiles the part again, with a source map. */
  readonly recompile: () => Promise<Compiled | undefined>;
}

interface Endless {
  readonly code: string;
  readonly error: TooLongError;
  readonly position: SourcePosition | undefined;
}

/**
 * Parts of definitions that exceeded the time limit, by name: loading them again does not wait again. The code is not
 * in the key, which would be a copy of all of it.
 */
const endless = new Map<string, Endless>();

/**
 * Runs a part of the definitions.
 *
 * @returns its errors as findings
 */
export async function runPart(
  running: RunningPart,
  part: (from: Loaders) => void,
  { definitions, recompile }: PartOptions,
): Promise<Finding[]> {
  const { name, file, compiled, exported, positions } = running;
  const { code } = compiled;
  const last = endless.get(name);
  const known = last?.code === code ? last : undefined;
  const thrown: unknown[] = known ? [known.error] : [];
  const mistakes = known
    ? []
    : await inTurn(() =>
        collectMistakes(() => {
          try {
            withLimitOfAll(() => part(exported));
          } catch (error) {
            thrown.push(error);
          } finally {
            takeBackChanges([running]);
          }
        }),
      );
  const findings = mistakes.map((mistake) => mistakeFinding(name, mistake));
  // Mistakes that a definition catches itself are reported too.
  const all = [...thrown, ...takeUnreported().filter((error) => !thrown.includes(error))];
  for (const error of all) {
    const finding = throwFinding(name, error, file);
    const position = await positionOf(error);
    // A place without a file: of a file, another part would say its first line.
    const place: Place | undefined = position && { order: 0 };
    if (place && position) positions.set(place, position);
    findings.push(place ? { ...finding, place } : finding);
  }
  return findings;

  /** The position that the stack of an error does not have. */
  async function positionOf(error: unknown): Promise<SourcePosition | undefined> {
    // What waits for a program says itself where it was called.
    if (!isInstance(error, TooLongError) || error.program !== undefined) return undefined;
    const { position } = known ?? { position: await whereItLoops(error.limit) };
    endless.set(name, { code, error, position });
    return position;
  }

  async function whereItLoops(limit: number): Promise<SourcePosition | undefined> {
    const withMap = compiled.map === undefined ? await recompile() : compiled;
    const { whereItRuns } = await import('./where-it-runs.js');
    if (!withMap || 'errors' in withMap) return undefined;
    return inTurn(() => whereItRuns(withMap, definitions, (again) => part(again as Loaders), limit));
  }
}

/**
 * Takes back what definitions have changed of the built-in objects; each change is added to the part that made it.
 *
 * @param parts those that can have made it
 */
export function takeBackChanges(parts: readonly RunningPart[]): void {
  for (const change of restoreBuiltIns()) {
    const owner =
      parts.find(({ name }) => name === partOf(change.stack)) ??
      parts.find(({ compiled }) => isChangedIn(change, compiled.code)) ??
      parts[0];
    owner?.changes.push(changeFinding(change, owner.compiled));
  }
}
