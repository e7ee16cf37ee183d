import { relative, resolve } from 'node:path';
import type { BuildFailure, BuildOptions, Message } from 'esbuild';
import { FileError } from '../errors/system-error.js';
import { esbuildNow, releaseEsbuild, stopEsbuild, withEsbuild } from './esbuild.js';
import type { BundleFolder } from './find.js';
import { waitInLimit } from './limit.js';
import { notFiles } from './own-file.js';
import { scriptOf } from './script-name.js';
import { entryName, type Sources, sourcesOf } from './sources.js';

/** What runs by itself: a bundle, or the team's settings of checks. */
export interface Part {
  /** Name of the bundle, or of the file. */
  readonly name: string;
  readonly bundle?: BundleFolder | undefined;
  /** File with the team's settings of checks, relative to the definitions. */
  readonly checks?: string | undefined;
}

/** The definitions of a part as one script, and the map back to their sources. */
export interface CompiledDefinitions {
  /** Name under which the script runs. */
  readonly script: string;
  readonly code: string;
  /** Absent unless requested. */
  readonly map: string | undefined;
  readonly sources: Sources;
}

/** A syntax error, with its position in the user's source. */
export interface CompileError {
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** A likely correction: "did you mean …?". */
  readonly suggestion?: string | undefined;
}

export interface CompileOptions {
  /** Also the scenario files. */
  readonly scenarios: boolean;
  /** Also the source map. */
  readonly map: boolean;
}

/**
 * Compiles parts with esbuild, each into a CommonJS script: a mistake in one bundle leaves the others readable, and a
 * bundle is the same whichever others are loaded with it. Types are not checked here; that is the compiler's own command.
 *
 * @returns the results in the order of the parts
 */
export async function compileDefinitions(
  definitions: string,
  parts: readonly Part[],
  options: CompileOptions,
): Promise<readonly Compiled[]> {
  const compiling = Promise.all(parts.map((part) => compilePart(definitions, part, options)));
  const compiled = await waitInLimit(compiling, (limit) => tooSlow(definitions, limit));
  if (compiled.some((one) => 'code' in one && one.code.length > muchCode)) releaseEsbuild();
  return compiled;
}

/** Characters of a script that is larger than the rest of a usual build: of some 500 definition files. */
const muchCode = 8 * 1024 * 1024;

export type Compiled = CompiledDefinitions | { readonly errors: readonly CompileError[] };

async function compilePart(definitions: string, part: Part, options: CompileOptions): Promise<Compiled> {
  try {
    const result = await withEsbuild(({ build }) => build(settings(definitions, part, options)));
    const undefinedImports = result.warnings.filter(({ id }) => id === 'import-is-undefined');
    if (undefinedImports.length > 0) return { errors: undefinedImports.map(compileError) };
    return {
      script: scriptOf(part.name),
      ...outputs(result.outputFiles),
      sources: sourcesOf(result.metafile, definitions),
    };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    for (const { text } of error.errors) refuseUnreadable(text, definitions);
    return { errors: error.errors.map(compileError) };
  }
}

/** The source map of what `compileDefinitions` has compiled, synchronously. */
export function mapNow(definitions: string, part: Part, options: CompileOptions): string | undefined {
  const all = settings(definitions, part, { ...options, map: true });
  return outputs(esbuildNow().buildSync(all).outputFiles).map;
}

function settings(definitions: string, part: Part, { scenarios, map }: CompileOptions) {
  const contents = entryOf(part, scenarios);
  return {
    stdin: { contents, resolveDir: definitions, sourcefile: entryName, loader: 'js' },
    absWorkingDir: definitions,
    outfile: 'definitions.js',
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['dashwright'],
    sourcemap: map ? 'external' : false,
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    tsconfigRaw: '{}',
    // Packages read it; the rest of the environment is not available to definitions.
    define: { 'process.env.NODE_ENV': '"production"' },
  } as const satisfies BuildOptions;
}

/** Export of the settings of checks; a bundle cannot have this name. */
export const checksExport = 'checks.ts';

function entryOf({ bundle, checks }: Part, withScenarios: boolean): string {
  const lines = (bundle ? [bundle] : []).map(({ name, entry, scenarios }) => {
    const load = `bundle: () => require(${JSON.stringify(`./${entry}`)})`;
    const listed = withScenarios ? scenarios : [];
    const proofs = listed.map((file) => `() => require(${JSON.stringify(`./${file}`)})`);
    return `exports[${JSON.stringify(name)}] = { ${load}, scenarios: [${proofs.join(', ')}] };`;
  });
  if (checks !== undefined) {
    lines.push(`exports[${JSON.stringify(checksExport)}] = () => require(${JSON.stringify(`./${checks}`)});`);
  }
  return lines.join('\n');
}

function outputs(
  files: readonly { path: string; text: string }[],
): Pick<CompiledDefinitions, 'code' | 'map'> {
  const code = files.find(({ path }) => path.endsWith('.js'));
  if (!code) throw new Error('esbuild returned no script');
  return { code: code.text, map: files.find(({ path }) => path.endsWith('.map'))?.text };
}

function compileError({ text, location }: Message): CompileError {
  if (!location) return { message: text };
  const { file, line, column, suggestion } = location;
  const better = suggestion === '' ? undefined : `did you mean ${suggestion}?`;
  return { message: text, file, line, column: column + 1, suggestion: better };
}

/** Compiling takes milliseconds. If it takes this long, esbuild is reading from something like a pipe. */
function tooSlow(definitions: string, limit: number): FileError {
  stopEsbuild();
  const others = notFiles(definitions);
  const meant =
    others.length > 0 ? `${others.join(', ')}: not a regular file` : 'a pipe or a file that cannot be read';
  return new FileError(
    `compiling the definitions takes more than ${limit} seconds (${meant}). What to do: use regular files; --definitions-timeout SECONDS allows more time`,
  );
}

/** A file that exists but cannot be read is not a mistake in the definition. */
function refuseUnreadable(text: string, definitions: string): void {
  const [, file, reason] =
    /^(?:Cannot read|Could not read from) file:? "?([^"]+?)"?(?:: (.+))?$/.exec(text) ?? [];
  if (file === undefined) return;
  const path = relative(process.cwd(), resolve(definitions, file));
  throw new FileError(
    `${path}: ${reason ?? 'it cannot be read'}. What to do: change its permissions, or run as the user who owns it`,
  );
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error;
}
