import type { CheckOptions as CheckSettings, Finding } from '../check/index.js';
import type { Locate } from '../load/index.js';
import type { WriteResult } from '../output/write.js';
import type { Engine } from './engine.js';
import type { KnownBundles } from './known-bundles.js';

export interface CheckOptions {
  /** Folder with one folder per bundle. */
  readonly definitions: string;
  /** @default all bundles */
  readonly names?: readonly string[];
  readonly progress?: (text: string) => void;
  readonly settings?: CheckSettings;
  /** What is known of the bundles already: those that have not changed are not loaded again. @default nothing */
  readonly known?: KnownBundles | undefined;
  /** An engine that runs already. @default a new one */
  readonly engine?: Promise<Engine> | undefined;
  /**
   * Capture the places of definitions from the start: slower where nothing is found, faster where something is, as
   * nothing runs again to find out where.
   * @default false
   */
  readonly places?: boolean | undefined;
}
export interface BuildOptions extends CheckOptions {
  /** Output folder. */
  readonly output: string;
  /** Names of targets. @default all */
  readonly targets?: readonly string[] | undefined;
  /** @default true */
  readonly checks?: boolean;
  /**
   * Also replace and remove files in the output folder that were not written by a build, or were changed since.
   * @default false
   */
  readonly overwrite?: boolean | undefined;
  /** Called with what the checks have found, if it is no error, before the scenarios run, which can take seconds. */
  readonly checked?: ((result: CheckResult) => Promise<void>) | undefined;
}

/** Options of a check alone. */
export interface CheckOnlyOptions extends CheckOptions {
  /** Also run the TypeScript compiler of the project. @default false */
  readonly types?: boolean | undefined;
}

export interface CheckResult {
  readonly bundles: readonly string[];
  readonly findings: readonly Finding[];
  readonly locate: Locate;
  /** Names of the bundles that were loaded for it. */
  readonly loaded: readonly string[];
}
export interface BuildResult extends CheckResult {
  /** Undefined if nothing was written because of an error. */
  readonly written: WriteResult | undefined;
  /** Bundles that are no longer defined, with the number of their files that were removed. */
  readonly gone: ReadonlyMap<string, number>;
}

/** Whether all bundles are meant. */
export function isAll({ names = [] }: Pick<CheckOptions, 'names'>): boolean {
  return names.length === 0;
}
