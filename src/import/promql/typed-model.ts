import type { Code } from '../code/code.js';
import type { Labels } from './labels.js';

/** A series as code writes it. */
export interface SeriesCode {
  readonly code: Code;
  readonly labels: Labels;
  readonly kind: 'counter' | 'gauge' | 'bucket' | 'native_histogram' | 'recorded' | 'any';
  /** The histogram that a series of buckets belongs to, or that a native histogram is. */
  readonly histogram?: Code | undefined;
}

/** What an expression is written with. */
export interface TypedContext {
  /** The series of a name; undefined for one that nothing declares. */
  readonly series: (name: string) => SeriesCode | undefined;
  /** The range, in milliseconds, that is left to the panel or rule; undefined for none. */
  readonly auto: number | undefined;
  /** Durations that stand for variables of a dashboard: no other place than an `auto` range can hold them. */
  readonly variables: ReadonlyMap<number, string>;
}

/** An expression as code, and the type that the compiler gives it. */
export type Typed =
  | { readonly code: Code; readonly type: 'scalar' }
  | {
      readonly code: Code;
      readonly type: 'vector';
      readonly labels: Labels;
      readonly series?: SeriesCode['kind'] | undefined;
    };

/** Why an expression has no typed form. */
export class Untyped extends Error {}

export interface Vector {
  readonly code: Code;
  readonly labels: Labels;
  readonly series?: SeriesCode['kind'] | undefined;
}
