import type { BuildFailure, Message, Metafile } from 'esbuild';
import type { BundleFolder } from './find.js';

/** The definitions of several bundles as one script, and the map back to their sources. */
export interface CompiledDefinitions {
  readonly code: string;
  readonly map: string;
  /** Files that the definitions are made of, relative to the folder of definitions. */
  readonly inputs: readonly string[];
}

/** A mistake of syntax, with its position in the user's source. */
export interface CompileError {
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/**
 * Compiles the bundles with esbuild into one CommonJS script whose exports load each bundle on demand: a mistake
 * in one bundle leaves the others readable. Types are not checked here; that is the compiler's own command.
 */
export async function compileDefinitions(
  definitions: string,
  bundles: readonly BundleFolder[],
  withScenarios: boolean,
): Promise<CompiledDefinitions | { readonly errors: readonly CompileError[] }> {
  const { build } = await import('esbuild');
  try {
    const result = await build({
      stdin: {
        contents: entryOf(bundles, withScenarios),
        resolveDir: definitions,
        sourcefile: 'definitions',
        loader: 'js',
      },
      absWorkingDir: definitions,
      outfile: 'definitions.js',
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      external: ['dashwright'],
      sourcemap: 'external',
      sourcesContent: false,
      metafile: true,
      logLevel: 'silent',
      tsconfigRaw: '{}',
    });
    return { ...outputs(result.outputFiles), inputs: inputsOf(result.metafile) };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { errors: error.errors.map(compileError) };
  }
}

function entryOf(bundles: readonly BundleFolder[], withScenarios: boolean): string {
  const lines = bundles.map(({ name, entry, scenarios }) => {
    const load = `bundle: () => require(${JSON.stringify(`./${entry}`)})`;
    const listed = withScenarios ? scenarios : [];
    const proofs = listed.map((file) => `() => require(${JSON.stringify(`./${file}`)})`);
    return `exports[${JSON.stringify(name)}] = { ${load}, scenarios: [${proofs.join(', ')}] };`;
  });
  return lines.join('\n');
}

function outputs(files: readonly { path: string; text: string }[]): { code: string; map: string } {
  const code = files.find(({ path }) => path.endsWith('.js'));
  const map = files.find(({ path }) => path.endsWith('.map'));
  if (!code || !map) throw new Error('esbuild gave no script and map');
  return { code: code.text, map: map.text };
}

function inputsOf(metafile: Metafile): string[] {
  return Object.keys(metafile.inputs).filter((file) => file !== 'definitions');
}

function compileError({ text, location }: Message): CompileError {
  if (!location) return { message: text };
  return { message: text, file: location.file, line: location.line, column: location.column + 1 };
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error;
}
