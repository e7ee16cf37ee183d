import type { Data } from '../../diff/index.js';

/** Where something stands in the definitions: an absolute path, line and column from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A dashboard as it is built, and where its parts are defined. */
export interface BuiltSource {
  readonly json: Data;
  readonly place: Position | undefined;
  /** By their ids. */
  readonly panels: ReadonlyMap<number, Position>;
}

/** What a build of a folder of definitions gives. */
export interface BuiltDefinitions {
  /** By uid. */
  readonly dashboards: ReadonlyMap<string, BuiltSource>;
  /** All rules, as text: what is to stay as it is. */
  readonly rules: string;
}

/** Builds a folder of definitions; a text is why it cannot. */
export type BuildDefinitions = (folder: string) => Promise<BuiltDefinitions | string>;
