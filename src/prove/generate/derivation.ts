import type { Place } from '../../catalog/index.js';
import { autoWindow, type Node } from '../../query/index.js';
import { secondsOf } from '../scenario/time.js';
import type { DerivedSeries } from './derived-series.js';
import type { Steps } from './steps.js';

/** What deriving series for an expression depends on. */
export interface DerivationContext {
  readonly place: Place;
  /** Window of rates that set none. */
  readonly over: string;
  /** The expression and window of a recording rule, by the recorded name. */
  readonly recorded: (name: string) => { readonly node: Node; readonly over: string } | undefined;
}

/** Series for which an expression has the wanted values. */
export type Derive = (node: Node, wanted: Steps, context: DerivationContext) => DerivedSeries;

/** Length of a range selector's window in seconds. */
export function windowSeconds(window: string, { over }: Pick<DerivationContext, 'over'>): number {
  return secondsOf(window === autoWindow ? over : window);
}
