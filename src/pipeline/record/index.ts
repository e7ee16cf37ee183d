import { relative, resolve } from 'node:path';
import type { Dependencies } from '../../load/index.js';
import { isAtRest } from '../../output/at-rest.js';
import type { Settled } from '../../output/write.js';
import { digestOutputs, digestSettled } from './outputs.js';
import { readRecord, recordFolder, recordPath, writeRecord } from './place.js';
import { type Program, thisProgram } from './program.js';
import { changedSince, digestElsewhere, readTree, type Tree } from './tree.js';

/** What a build is asked for. */
export interface BuildQuestion {
  readonly definitions: string;
  readonly output: string;
  readonly names: readonly string[];
  readonly targets: readonly string[] | undefined;
  /** Suppressions expire. */
  readonly today: string;
}

/** A build that was checked, found good and written. */
export interface GoodBuild extends Settled {
  readonly bundles: readonly string[];
  readonly dependencies: Dependencies;
}

export interface BuildMemory {
  /** The last build, when another one would find everything as it was and do nothing. */
  readonly unchanged: { readonly bundles: readonly string[]; readonly files: number } | undefined;
  /** Keeps a build in mind. To be called while nobody else can change the outputs. */
  remember(build: GoodBuild): void;
}

interface BuildRecord {
  readonly question: BuildQuestion & { readonly program: Program };
  /** Digest of the definitions. */
  readonly inputs: string;
  /** Files outside of the definitions that they import, and their digest. */
  readonly elsewhere: readonly string[];
  readonly elsewhereDigest: string;
  readonly paths: readonly string[];
  readonly outputs: string;
  readonly bundles: readonly string[];
}

/**
 * Looks at the definitions as they are before a build, and at what is known of the last one.
 *
 * @returns undefined where builds are not kept in mind
 */
export function recallBuild(asked: BuildQuestion): BuildMemory | undefined {
  try {
    return recall({ ...asked, definitions: resolve(asked.definitions), output: resolve(asked.output) });
  } catch {
    // A folder that is not there, a file that cannot be read: the build says so.
    return undefined;
  }
}

function recall(asked: BuildQuestion): BuildMemory | undefined {
  const { definitions, output, names, targets } = asked;
  const folder = recordFolder(definitions);
  if (folder === undefined || isInside(output, definitions)) return undefined;
  const path = recordPath(folder, { definitions, output, names, targets });
  // Times of files are finer than milliseconds: what has been saved in this one counts as before.
  const began = Date.now() + 1;
  const question = { ...asked, program: thisProgram() };
  const tree = readTree(definitions);
  const last = readRecord(path) as BuildRecord | undefined;
  return {
    unchanged:
      last && holds(last, question, tree)
        ? { bundles: last.bundles, files: last.paths.length - 1 }
        : undefined,
    remember: (build) => {
      try {
        const record = recordOf(build, question, tree, began);
        if (record) writeRecord(path, record);
      } catch {
        // The build is good whether or not the next one can know of it.
      }
    },
  };
}

/** Whether everything is as the record has it. A record that is not one holds nothing. */
function holds(record: BuildRecord, question: BuildRecord['question'], { digest }: Tree): boolean {
  try {
    return (
      JSON.stringify(record.question) === JSON.stringify(question) &&
      record.inputs === digest &&
      isAtRest(question.output) &&
      record.outputs === digestOutputs(question.output, record.paths) &&
      record.elsewhereDigest === digestElsewhere(record.elsewhere)
    );
  } catch {
    return false;
  }
}

/** @returns undefined when the result may depend on something that the next build cannot look at */
function recordOf(
  { bundles, dependencies, ...settled }: GoodBuild,
  question: BuildRecord['question'],
  tree: Tree,
  began: number,
): BuildRecord | undefined {
  if (!tree.plain || !dependencies.complete()) return undefined;
  const elsewhere = dependencies.files.filter((file) => !tree.files.has(file));
  // What was read of a file that changed meanwhile, nobody knows.
  if (changedSince(began, [...tree.files, ...elsewhere])) return undefined;
  const outputs = digestSettled(question.output, settled, began);
  if (outputs === undefined) return undefined;
  return {
    question,
    inputs: tree.digest,
    elsewhere,
    elsewhereDigest: digestElsewhere(elsewhere),
    paths: settled.paths,
    outputs,
    bundles,
  };
}

/** An output folder there would be read as definitions. */
function isInside(folder: string, parent: string): boolean {
  return !relative(parent, folder).startsWith('..');
}
