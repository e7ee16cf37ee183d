import type { ResolvedBundle } from '../resolve/index.js';

/** One output file: a path relative to the output folder, with `/`, and its content. */
export interface Artifact {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** An emitter: a pure function from a bundle to files. */
export interface Target {
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  emit(bundle: ResolvedBundle): readonly Artifact[] | Promise<readonly Artifact[]>;
}
