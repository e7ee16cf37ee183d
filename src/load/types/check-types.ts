import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Place } from '../../catalog/index.js';
import type { Finding } from '../../check/index.js';
import { Mistake } from '../../errors/mistake.js';
import { printable } from '../../errors/server-text.js';
import { withFile } from '../../errors/system-error.js';
import { findBundles, findChecks } from '../find.js';
import type { Locate, SourcePosition } from '../source-position.js';
import { findCompiler } from './compiler.js';
import { type CompilerOutput, type Diagnostic, readOutput } from './diagnostics.js';
import { type TypesProject, typeScriptFiles, typesProject } from './project.js';

/** The compiler cannot be run, or its configuration excludes definitions. */
class TypesError extends Mistake {}

export interface CheckedTypes {
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}

/**
 * Runs the TypeScript compiler of the project over the definitions, with the project's own `tsconfig.json`, and writes
 * nothing. Errors in other files of the project are ignored.
 *
 * @param names bundles whose files are checked, together with files that belong to no bundle; all if empty
 * @throws NoCompilerError where TypeScript is not installed or too old
 * @throws TypesError where the `tsconfig.json` leaves out definitions, or the compiler fails
 */
export async function checkTypes(folder: string, names: readonly string[] = []): Promise<CheckedTypes> {
  const definitions = withFile(folder, () => realpathSync(folder));
  const compiler = findCompiler(definitions);
  const files = typeScriptFiles(definitions);
  const project = typesProject(definitions, files);
  const output = await run(compiler, project, definitions);
  const bundles = findBundles(definitions);
  const others = bundles.filter(({ name }) => names.length > 0 && !names.includes(name));
  const isMeant = (file: string) => !others.some(({ name }) => file.startsWith(`${name}/`));

  const positions = new Map<Place, SourcePosition>();
  const findings = output.diagnostics.flatMap((diagnostic): Finding[] => {
    const file = fileOf(diagnostic, definitions, project);
    const inside = within(definitions, file);
    // Errors in the options prevent compilation.
    if (file === project.configuration || diagnostic.file === undefined) {
      return [findingOf(diagnostic, relative(process.cwd(), file), file, positions)];
    }
    return inside !== undefined && isMeant(inside) ? [findingOf(diagnostic, inside, file, positions)] : [];
  });
  const read = [...bundles.flatMap(({ entry, scenarios }) => [entry, ...scenarios]), findChecks(definitions)];
  const entries = files.filter((file) => read.includes(file) && isMeant(file));
  if (findings.length === 0) refuseLeftOut(entries, output, definitions, project);
  return { findings, locate: (place) => place && positions.get(place) };
}

/** No error is found in a file that is not part of the project. Imported files are part of it automatically. */
function refuseLeftOut(
  entries: readonly string[],
  output: CompilerOutput,
  definitions: string,
  { configuration }: TypesProject,
): void {
  const read = new Set(output.files.map((file) => resolve(definitions, file)));
  const left = entries.filter((file) => !read.has(join(definitions, file)));
  const [first] = left;
  if (first === undefined) return;
  const shown = (path: string) => relative(process.cwd(), path);
  const more = left.length > 1 ? ` and ${left.length - 1} more` : '';
  throw new TypesError(
    `${shown(configuration ?? definitions)} leaves out ${shown(join(definitions, first))}${more}, whose types are not checked: add the folder of definitions to its "include", or a tsconfig.json to that folder`,
  );
}

function run(compiler: string, { args }: TypesProject, cwd: string): Promise<CompilerOutput> {
  return new Promise((done, fail) => {
    const options = { cwd, maxBuffer: mostOutput, windowsHide: true };
    execFile(process.execPath, [compiler, ...args], options, (error, stdout, stderr) => {
      const output = readOutput(stdout);
      // The compiler exits with an error if it has found errors.
      if (!error || output.diagnostics.length > 0) done(output);
      else {
        const says = printable(stderr || stdout || error.message);
        fail(new TypesError(`the TypeScript compiler ${compiler} fails: ${says}`));
      }
    });
  });
}

/** Limit of the compiler's output in bytes. */
const mostOutput = 2 ** 28;

function fileOf({ file }: Diagnostic, definitions: string, { configuration }: TypesProject): string {
  return file === undefined ? (configuration ?? definitions) : resolve(definitions, file);
}

/** The path relative to the folder with `/`; undefined for a file that is elsewhere. */
function within(folder: string, file: string): string | undefined {
  const path = relative(folder, file);
  const parts = path.split(sep);
  return isAbsolute(path) || parts[0] === '..' || parts.includes('node_modules')
    ? undefined
    : parts.join('/');
}

function findingOf(
  { line, column, code, message }: Diagnostic,
  path: string,
  file: string,
  positions: Map<Place, SourcePosition>,
): Finding {
  const place: Place = { order: 0 };
  positions.set(place, { file: relative(process.cwd(), file), line, column });
  return { check: 'definition/type', level: 'error', path, place, message: `${code}: ${message}` };
}
