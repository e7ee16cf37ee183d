import type { Data } from '../../diff/index.js';
import type { Comparable } from '../comparable.js';

/** A position in the definitions: an absolute path, line and column from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A dashboard as it is built, and where its parts are defined. */
export interface BuiltSource {
  readonly json: Data;
  /** The calls that made it, the innermost first: `dashboard(…)`, then functions of the definitions around it. */
  readonly calls: readonly Position[];
  /** The same of its panels, by their ids. */
  readonly panels: ReadonlyMap<number, readonly Position[]>;
  /** The same of its rows. */
  readonly rows: ReadonlyMap<number, BuiltRow>;
}

export interface BuiltRow {
  /** The calls that made it, the innermost first: `row(…)`, then functions of the definitions around it. */
  readonly calls: readonly Position[];
  /** What its id and those of its panels are derived from. */
  readonly key: string;
}

/** What a build of a folder of definitions gives. */
export interface BuiltDefinitions {
  /** By uid. */
  readonly dashboards: ReadonlyMap<string, BuiltSource>;
  /** All rules, as text: what is to stay as it is. */
  readonly rules: string;
}

/** Builds a folder of definitions, or some of its bundles; a text is why it cannot. */
export type BuildDefinitions = (
  folder: string,
  bundles?: readonly string[],
) => Promise<BuiltDefinitions | string>;

/** Both sides of a dashboard, as they are and in the form in which they are compared. */
export interface Sides {
  readonly built: BuiltSource;
  /** Of calls around each other, those that make nothing else, the innermost first. */
  readonly ownCalls: OwnCalls;
  /** The same for rows: those that make one row only. */
  readonly ownRowCalls: OwnCalls;
  readonly onServer: Data;
  readonly have: Comparable;
  readonly wanted: Comparable;
}

export type OwnCalls = (calls: readonly Position[] | undefined) => readonly Position[];
