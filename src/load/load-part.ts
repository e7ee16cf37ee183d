import { relative } from 'node:path';
import type { Place } from '../catalog/index.js';
import type { Finding } from '../check/index.js';
import type { Compiled, CompiledDefinitions, CompileError, Part } from './compile.js';
import type { Loaders } from './exports.js';
import { impureFinding, locateErrors, syntaxFinding, throwFinding } from './findings.js';
import { takeUnreported } from './guard-process.js';
import { type RunDefinitions, runDefinitions, UnreadableScript } from './run.js';
import { type RunningPart, runPart, takeBackChanges } from './run-part.js';
import { type Locate, type SourcePosition, sourceLocator } from './source-position.js';

/** What has come of a part of the definitions: a bundle, or the settings of checks. */
export interface PartResult {
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly locate: Locate;
  /**
   * What the part has read so far that can differ in the next build: the clock, files and so on. Texts of alerts can
   * add to it when they are rendered.
   */
  impure(): readonly Finding[];
}

/** Loads a part; `read` takes what it exports. */
export type LoadPart = (part: Part, read: (from: Loaders) => void) => Promise<PartResult>;

interface PartOptions {
  readonly definitions: string;
  readonly compiled: Compiled | undefined;
  /** The parts that run already; this one is added. */
  readonly running: RunningPart[];
  readonly recompile: (part: Part) => Promise<Compiled | undefined>;
}

/** Runs a part. One that does not compile has findings only. */
export async function loadPart(
  part: Part,
  read: (from: Loaders) => void,
  { definitions, compiled, running, recompile }: PartOptions,
): Promise<PartResult> {
  const { name } = part;
  const withoutRun = { name, impure: () => [] };
  if (!compiled || 'errors' in compiled) {
    const positions = new Map<Place, CompileError>();
    const findings = (compiled?.errors ?? []).map((error) => syntaxFinding(error, definitions, positions));
    return { ...withoutRun, findings, locate: locateErrors(positions, definitions) };
  }
  const locateStack = sourceLocator(compiled.script, compiled.map, definitions);
  const run = runOrFinding(compiled, definitions);
  if ('finding' in run) return { ...withoutRun, findings: [run.finding], locate: locateStack };
  const positions = new Map<Place, SourcePosition>();
  const file = part.bundle?.entry ?? name;
  const exported = run.exported as Loaders;
  const own: RunningPart = { name, file, compiled, exported, positions, changes: [] };
  running.push(own);
  const findings = await runPart(own, read, { definitions, recompile: () => recompile(part) });
  // Lets promises and timers without a delay run.
  await new Promise((done) => setImmediate(done));
  const late = takeUnreported().map((error) => throwFinding(relative(process.cwd(), definitions), error));
  takeBackChanges([own]);
  return {
    name,
    findings: [...findings, ...late],
    locate: (place) => (place && positions.get(place)) ?? locateStack(place),
    impure: () => {
      takeBackChanges(running);
      return [...own.changes, ...run.impurities.map(impureFinding)];
    },
  };
}

function runOrFinding(
  compiled: CompiledDefinitions,
  definitions: string,
): RunDefinitions | { readonly finding: Finding } {
  try {
    return runDefinitions(compiled, definitions);
  } catch (error) {
    if (!(error instanceof UnreadableScript)) throw error;
    const place = { order: 0, stack: error.position };
    const path = relative(process.cwd(), definitions);
    const expected = 'a file that Node.js can read';
    return {
      finding: { check: 'definition/syntax', level: 'error', path, place, message: error.message, expected },
    };
  }
}
