import type { Note } from '../note.js';
import type { Origin, Path } from '../read/origin.js';

/** Placeholder in queries for the window of each rule, as in Sloth. */
export const openWindow = '{{.window}}';

/** What an objective measures; queries have `{{.window}}` for the window. */
export type InputIndicator =
  | { readonly kind: 'events'; readonly errors: string; readonly total: string }
  | { readonly kind: 'ratio'; readonly ratio: string };

/** One burn rate alert. */
export interface InputTier {
  readonly factor?: number | undefined;
  readonly for: string;
  readonly severity?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export const tierNames = ['pageFast', 'pageSlow', 'ticketFast', 'ticketSlow'] as const;
export type TierName = (typeof tierNames)[number];

/** A service level objective as Sloth or OpenSLO has it. */
export interface InputObjective {
  readonly origin: Origin;
  readonly path: Path;
  readonly service: string;
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** In percent, as exact as the input has it. */
  readonly objective: number;
  readonly period: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly indicator: InputIndicator;
  /** Alerts that are missing are off. */
  readonly tiers: Readonly<Partial<Record<TierName, InputTier>>>;
}

/** What was read of objectives. */
export interface ReadObjectives {
  readonly objectives: readonly InputObjective[];
  /** What is done otherwise here, without another meaning. */
  readonly notes: readonly Note[];
  /** What the bundle cannot have: a difference. */
  readonly lost: readonly Note[];
}
