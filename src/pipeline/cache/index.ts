import { join, relative, resolve } from 'node:path';
import type { BundleOutline } from '../../check/index.js';
import { findBundles } from '../../load/find.js';
import type { LoadedBundle } from '../../load/index.js';
import { foldersWithoutBundle } from '../../load/without-bundle.js';
import { sha256 } from '../../output/digest.js';
import { isIdle } from '../../output/idle.js';
import { manifestName } from '../../output/manifest.js';
import type { WrittenOutputs } from '../../output/write.js';
import type { KeptFinding } from '../shown-again.js';
import { lockFiles, nodeSettings, programStates, projectFolder, runningProgram } from './program.js';
import * as states from './states.js';
import { attempt, readValue, writeValue } from './store.js';

/** The request for a build. */
export interface BuildQuestion {
  readonly definitions: string;
  readonly output: string;
  readonly names: readonly string[];
  readonly targets: readonly string[] | undefined;
  /** `YYYY-MM-DD`, for the end of suppressions. */
  readonly today: string;
}

/** A bundle that need not be built again: its outputs exist and would be the same. */
export interface KeptBundle {
  /** Its outline, for checks of all bundles. */
  readonly outline: BundleOutline;
  /** Its source files. */
  readonly files: readonly string[];
}

/** A finished build. */
export interface FinishedBuild {
  /** Names of all bundles. */
  readonly names: readonly string[];
  /** Those that were built. */
  readonly built: ReadonlyMap<string, BuiltBundle>;
  /** The first day on which a suppression ends. */
  readonly until: string | undefined;
  readonly findings: readonly KeptFinding[];
}

export interface BuiltBundle extends Pick<LoadedBundle, 'sources' | 'read'> {
  readonly outline: BundleOutline;
}

export interface BuildCache {
  /** The last build, if another one would have the same result. */
  readonly unchanged: (Pick<FinishedBuild, 'names' | 'findings'> & { readonly files: number }) | undefined;
  /** Bundles that can be left out, by name. */
  readonly kept: ReadonlyMap<string, KeptBundle>;
  /** Bundles whose sources and outputs are as the last build has left them, whatever it has found in them. */
  readonly written: ReadonlySet<string>;
  /** Paths of the outputs of such a bundle. */
  outputs(bundle: string): readonly string[];
  /** Reads the states of the outputs while no other build can change them. */
  outputsWritten(outputs: WrittenOutputs): void;
  /** Stores a build for the next one. */
  finish(build: FinishedBuild): void;
}

interface Entry {
  readonly inputs: states.States;
  readonly outputs: states.States;
  /** Digest of its outline. */
  readonly outline: string;
}

interface BuildRecord extends Pick<FinishedBuild, 'names' | 'until' | 'findings'> {
  /**
   * State that applies to all bundles: how the program was started, and folders that look like bundles without being
   * one.
   */
  readonly settings: string;
  readonly program: states.States;
  readonly lockFiles: states.States;
  readonly bundles: Readonly<Record<string, Entry>>;
  /** Outputs of all bundles together, and the manifest. */
  readonly shared: states.States;
  /** The day of the build. */
  readonly since: string;
}

/** Name for the outputs of all bundles together. */
export const shared = '*';

/**
 * The cache of earlier builds, in `node_modules/.cache/dashwright` of the project. Content determines what has changed;
 * timestamps only avoid reading files. The folder can be deleted, or copied from another machine.
 *
 * @returns undefined if no packages are installed, or if the output folder is within the definitions
 */
export function openCache(asked: BuildQuestion): BuildCache | undefined {
  try {
    const [definitions, output] = [resolve(asked.definitions), resolve(asked.output)];
    const project = projectFolder(definitions);
    if (project === undefined || !relative(definitions, output).startsWith('..')) return undefined;
    return open({ ...asked, definitions, output }, project);
  } catch {
    // A missing folder or an unreadable file is reported by the build itself.
    return undefined;
  }
}

function open({ definitions, output, names, targets, today }: BuildQuestion, project: string): BuildCache {
  const began = Date.now();
  const selection = [states.nameOf(definitions, project), states.nameOf(output, project), names, targets];
  const path = join(
    project,
    'node_modules/.cache/dashwright',
    sha256(JSON.stringify(selection)).slice(0, 16),
  );
  const program = runningProgram();
  const strange = foldersWithoutBundle(definitions, names).map(({ folder: _, ...one }) => one);
  const settings = JSON.stringify([nodeSettings(), strange]);
  const all = findBundles(definitions).map((bundle) => bundle.name);
  const wanted = names.length === 0 ? all : all.filter((name) => names.includes(name));

  const current = new Map<string, states.State>();
  const holds = (base: string, former: states.States) => states.areUnchanged(base, former, current);
  const refreshed = (base: string, former: states.States, now = current): states.States =>
    Object.fromEntries(
      Object.entries(former).map(([name, state]) => [name, now.get(`${base}/${name}`) ?? state]),
    );

  const record = readValue(path) as BuildRecord | undefined;
  const usable =
    record?.settings === settings &&
    record.since <= today &&
    today <= (record.until ?? today) &&
    Object.keys(record.program).length === program.files.length &&
    states.areUnchanged(program.folder, record.program, program.known) &&
    holds(project, record.lockFiles) &&
    isIdle(output);
  const entries = Object.entries(usable ? record.bundles : {}).filter(
    ([name, { inputs, outputs }]) =>
      wanted.includes(name) && holds(definitions, inputs) && holds(output, outputs),
  );
  const complete =
    usable &&
    entries.length === wanted.length &&
    record.names.join('/') === wanted.join('/') &&
    holds(output, record.shared) &&
    (record.findings.length === 0 || record.since === today);
  const manifest = usable && record.findings.length === 0 && record.shared[manifestName];
  const kept = !complete && manifest && holds(output, { [manifestName]: manifest }) ? entries : [];
  let given: ReadonlyMap<string, states.States> = new Map();
  let ofProgram: states.States | undefined;
  const statesSince = (base: string, paths: Iterable<string>, read?: Iterable<string>) =>
    states.statesSince(began, base, paths, current, read);

  const carried = (): [string, Entry][] =>
    entries.map(([name, { inputs, outputs, outline }]) => [
      name,
      { inputs: refreshed(definitions, inputs), outputs: refreshed(output, outputs), outline },
    ]);
  if (complete) {
    // On another machine all files were read: store their stamps, so that the next build need not.
    const next = {
      ...record,
      program: refreshed(program.folder, record.program, program.known),
      bundles: Object.fromEntries(carried()),
      shared: refreshed(output, record.shared),
    };
    if (JSON.stringify(next) !== JSON.stringify(record)) attempt(() => writeValue(path, next));
  }

  return {
    unchanged: complete ? { ...record, files: countOutputs(record) } : undefined,
    kept: new Map(
      kept.flatMap(([name, { inputs, outline: digest }]) => {
        const outline = readValue(`${path}-${name}`, digest) as BundleOutline | undefined;
        const files = Object.keys(inputs).map((file) => resolve(definitions, file));
        return outline ? [[name, { outline, files }] as const] : [];
      }),
    ),
    written: new Set(entries.map(([name]) => name)),
    outputs: (bundle) => Object.keys(entries.find(([name]) => name === bundle)?.[1].outputs ?? {}),
    outputsWritten(outputs) {
      // Later changes must be noticed. Meanwhile, the program's own files are read.
      const written = performance.now();
      ofProgram = programStates(program, began);
      const waited = performance.now() - written;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, states.clockStep + 1 - waited);
      const statesOf = (digests: ReadonlyMap<string, string>) =>
        [...digests].map(([name, digest]) => [name, states.stateOfContent(`${output}/${name}`, digest)]);
      given = new Map([...outputs].map(([name, digests]) => [name, Object.fromEntries(statesOf(digests))]));
    },
    finish: (build) => attempt(() => keep(build)),
  };

  function keep({ names: allNames, built, until, findings }: FinishedBuild): void {
    const lockStates = statesSince(project, lockFiles(project));
    if (!ofProgram || !lockStates) return;
    const bundles = new Map(carried().filter(([name]) => allNames.includes(name) && !built.has(name)));
    for (const [name, { sources, read, outline }] of built) {
      const inputs = statesSince(definitions, sources, read);
      const outputs = given.get(name) ?? {};
      if (inputs) bundles.set(name, { inputs, outputs, outline: writeValue(`${path}-${name}`, outline) });
    }
    const ends = [until, built.size < allNames.length ? record?.until : undefined];
    const next: BuildRecord = {
      settings,
      program: ofProgram,
      lockFiles: lockStates,
      names: allNames,
      bundles: Object.fromEntries(bundles),
      shared: given.get(shared) ?? {},
      since: today,
      until: ends.filter((day) => day !== undefined).sort()[0],
      findings,
    };
    writeValue(path, next);
  }
}

function countOutputs({ bundles, shared: common }: BuildRecord): number {
  const each = Object.values(bundles).map(({ outputs }) => Object.keys(outputs).length);
  return each.reduce((sum, count) => sum + count, Object.keys(common).length - 1);
}
