import type { Place } from '../catalog/index.js';
import { collectMistakes } from '../catalog/mistakes.js';
import type { Finding } from '../check/index.js';
import { takeBackBuiltIns } from './built-ins.js';
import type { CompiledDefinitions, CompileError } from './compile.js';
import type { Loaders } from './exports.js';
import { changeFinding, mistakeFinding, throwFinding } from './findings.js';
import { takeUnreported } from './guard-process.js';
import { inTurn, TooLongError, withLimitOfAll } from './limit.js';
import type { SourcePosition } from './source-position.js';
import { isInstance } from './thrown.js';

export interface Parts {
  /** Runs a part of the definitions; its errors are among the findings. `file` is where an error without a place is. */
  attempt(name: string, file: string, part: (from: Loaders) => void): Promise<void>;
  readonly findings: readonly Finding[];
  /** Takes back what definitions have changed of the built-in objects; a finding for each change so far. */
  takeBackChanges(): readonly Finding[];
}

interface PartsOptions {
  readonly compiled: CompiledDefinitions;
  readonly exported: Loaders;
  readonly definitions: string;
  /** Positions that stacks do not have; those of endless loops are added. */
  readonly positions: Map<Place, SourcePosition>;
  /** Compiles the definitions again, with a source map if asked. */
  readonly recompile: (
    map: boolean,
  ) => Promise<CompiledDefinitions | { readonly errors: readonly CompileError[] }>;
}

/** Parts of definitions that exceeded the time limit: loading them again does not wait again. */
const endless = new Map<
  string,
  { readonly error: TooLongError; readonly position: SourcePosition | undefined }
>();

/** Runs definitions part by part: bundles, their scenarios, settings of checks. A part that fails leaves the others. */
export function runParts({ compiled, exported, definitions, positions, recompile }: PartsOptions): Parts {
  const findings: Finding[] = [];
  const changes: Finding[] = [];
  const takeBackChanges = () => {
    for (const change of takeBackBuiltIns()) changes.push(changeFinding(change, compiled.code));
    return changes;
  };

  async function whereItLoops(
    part: (from: Loaders) => void,
    limit: number,
  ): Promise<SourcePosition | undefined> {
    const withMap = compiled.map === undefined ? await recompile(true) : compiled;
    const { whereItRuns } = await import('./where-it-runs.js');
    if ('errors' in withMap) return undefined;
    return inTurn(() => whereItRuns(withMap, definitions, (again) => part(again as Loaders), limit));
  }

  async function attempt(name: string, file: string, part: (from: Loaders) => void): Promise<void> {
    const key = `${name}\0${compiled.code}`;
    const known = endless.get(key);
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
              takeBackChanges();
            }
          }),
        );
    findings.push(...mistakes.map((mistake) => mistakeFinding(name, mistake)));
    // Mistakes that a definition catches itself are reported too.
    const all = [...thrown, ...takeUnreported().filter((error) => !thrown.includes(error))];
    for (const error of all) {
      const finding = throwFinding(name, error, file);
      findings.push(finding);
      // What waits for a program says itself where it was called.
      if (!isInstance(error, TooLongError) || error.program !== undefined) continue;
      const { position } = known ?? { position: await whereItLoops(part, error.limit) };
      endless.set(key, { error, position });
      if (finding.place && position) positions.set(finding.place, position);
    }
  }

  return { attempt, findings, takeBackChanges };
}
