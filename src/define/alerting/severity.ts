/**
 * The severities of a team, for the editor to complete: names of the interface, whatever their types. Any text is a
 * severity still; the checks hold it to the list in `severities` of `checks.ts` or of the bundle.
 *
 * @example declare module 'dashwright' { interface TeamSeverities { page: true; ticket: true } }
 */
// biome-ignore lint/suspicious/noEmptyInterface: teams add to it
export interface TeamSeverities {}

/** critical: wakes someone; warning: a ticket for the next working day; info: context on a dashboard. */
export type UsualSeverity = 'critical' | 'warning' | 'info';

/** Severities that the editor completes: those of `TeamSeverities`, or the usual ones. */
export type KnownSeverity = [keyof TeamSeverities] extends [never]
  ? UsualSeverity
  : keyof TeamSeverities & string;

/** The value of the label `severity`: any text. */
export type Severity = KnownSeverity | (string & Record<never, never>);

/** The usual severities, the most severe first. */
export const usualSeverities: readonly UsualSeverity[] = ['critical', 'warning', 'info'];
