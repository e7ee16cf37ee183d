import type { Finding } from '../check/index.js';
import type { Engine } from '../engine/index.js';
import { type DescribeMetrics, type MadeBundle, makeBundle } from './make.js';
import type { Ignored, Input } from './model.js';
import type { Note } from './note.js';
import { compareObjectives } from './objectives/verify.js';
import { bundleNameOf, writeBundle } from './output.js';
import { ImportMistake } from './problems.js';
import { readDocuments } from './read/documents.js';
import { type InputFile, readFiles } from './read/files.js';
import { readInput } from './read/kinds.js';
import type { KeptSecret } from './routing/secrets.js';
import { compareRouting } from './routing/verify.js';
import { type Built, buildWritten } from './verify/built.js';
import { compareDashboards } from './verify/dashboards.js';
import type { Difference } from './verify/difference.js';
import { compareRules } from './verify/rules.js';

export { mostOfPattern } from './catalog/name-patterns.js';
export type { DescribeMetrics, Tally } from './make.js';
export { type InputFile, largestFile } from './read/files.js';
export { type ReadDashboards, readDashboards } from './shown.js';
export type { Difference } from './verify/difference.js';

export interface ImportOptions {
  /** Files and folders. */
  readonly sources: readonly string[];
  /** Reads what servers have. */
  readonly fetch?: () => Promise<readonly InputFile[]>;
  /** The bundle's folder, which does not exist or is empty. */
  readonly out: string;
  /** Compares what the bundle builds with the input. */
  readonly verify: boolean;
  readonly describe?: DescribeMetrics | undefined;
  readonly engine: Promise<Engine>;
  readonly progress?: (text: string) => void;
  /** Runs the checks on the bundle in a folder of definitions. */
  readonly check: (definitions: string, name: string) => Promise<readonly Finding[]>;
}

/** What an import came to. */
export interface ImportResult {
  readonly bundle: string;
  readonly out: string;
  readonly files: readonly string[];
  readonly tally: MadeBundle['tally'];
  readonly ignored: readonly Ignored[];
  readonly notes: readonly Note[];
  /** Secrets that stood in the input: where, and the file that has to hold each. */
  readonly secrets: readonly KeptSecret[];
  /** Undefined where it was not asked for. */
  readonly differences: readonly Difference[] | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Brings in what exists: files as a bundle of definitions, written all or nothing.
 *
 * @throws ImportMistake for input that cannot be read; ImportOutputError for a folder that cannot be used
 */
export async function importBundle(options: ImportOptions): Promise<ImportResult> {
  const name = bundleNameOf(options.out);
  const { progress = () => undefined } = options;
  progress('reading');
  const { files, problems } = readFiles(options.sources);
  files.push(...((await options.fetch?.()) ?? []));
  const documents = files.flatMap(({ file, text }) => {
    const read = readDocuments(file, text);
    problems.push(...read.problems);
    return read.documents;
  });
  const engine = await options.engine;
  const { input, problems: found } = readInput(documents, engine);
  problems.push(...found);
  if (problems.length > 0) throw new ImportMistake(problems);
  const { groups, dashboards, routings } = input;
  const { objectives } = input.objectives;
  if (groups.length + dashboards.length + routings.length + objectives.length === 0) {
    throw new ImportMistake(
      input.ignored.length + input.objectives.lost.length > 0
        ? [...input.ignored.map(({ file, what }) => ({ file, message: what })), ...input.objectives.lost]
        : [
            {
              file: [...new Set([...options.sources, ...files.map(({ file }) => file)])]
                .slice(0, 5)
                .join(', '),
              message: emptyMessage(input),
            },
          ],
    );
  }
  progress('writing');
  const made = await makeBundle(input, { name, engine, progress, describe: options.describe });
  return writeBundle(options.out, made.files, async (definitions) => {
    progress('building');
    const { built, findings } = await buildWritten(definitions, name, engine);
    if (!built) {
      const problems = findings.map(({ message }) => ({ file: name, message: `does not build: ${message}` }));
      throw new ImportMistake(problems.length > 0 ? problems : [{ file: name, message: 'does not build' }]);
    }
    const differences = options.verify
      ? [
          ...lostIn(input.ignored),
          ...compareRules(made.groups, withoutObjectives(built), engine),
          ...compareObjectives(input.objectives, built, engine),
          ...(await compareDashboards(made.dashboards, inputDashboards(built, made), engine)),
          ...(made.routing ? compareRouting(made.routing, built.alertmanager) : []),
        ]
      : undefined;
    progress('checking');
    const checked = await options.check(definitions, name);
    return { ...resultOf(options, name, made), ignored: input.ignored, differences, findings: checked };
  });
}

function emptyMessage({ libraryPanels, folders }: Input): string {
  if (libraryPanels.length > 0)
    return 'has only library panels: import them together with the dashboards that use them';
  return folders.size > 0 ? 'has only dashboard folders' : 'has nothing to import';
}

/** What the bundle cannot have, because it is not imported. */
function lostIn(ignored: readonly Ignored[]): Difference[] {
  return ignored.flatMap(({ file, what, lost }) => (lost ? [{ file, at: '', message: what }] : []));
}

/** Dashboards without the one that a bundle has for its objectives. */
function inputDashboards({ dashboards, slos }: Built, made: MadeBundle) {
  const own = new Set(made.dashboards.map(({ uid }) => uid));
  return slos.length === 0
    ? dashboards
    : dashboards.filter(({ uid }) => own.has(uid) || !uid.endsWith('-slo'));
}

/** The groups that no objective gives. */
function withoutObjectives({ groups, slos }: Built) {
  const own = new Set(slos.flatMap(({ id }) => [`sloth-slo-recordings-${id}`, `sloth-slo-alerts-${id}`]));
  return groups.filter(({ name }) => !own.has(name));
}

function resultOf({ out }: ImportOptions, bundle: string, { files, tally, routing, notes }: MadeBundle) {
  const secrets = (routing?.secrets.kept ?? []).map((one) => ({
    ...one,
    name: routing?.secrets.pathOf({ type: 'secretFile', file: one.name }) ?? one.name,
  }));
  return { bundle, out, files: files.map(({ path }) => path), tally, secrets, notes };
}
