/**
 * Interface for the severities of a team, so that the editor completes them: add properties by declaration merging;
 * their types do not matter. Any text is still a valid severity; checks compare it with `severities` in `checks.ts` or
 * of the bundle.
 *
 * @example declare module 'dashwright' { interface TeamSeverities { page: true; ticket: true } }
 */
// biome-ignore lint/suspicious/noEmptyInterface: teams add to it
export interface TeamSeverities {}

/** critical: pages someone; warning: a ticket for the next working day; info: context on a dashboard. */
export type UsualSeverity = 'critical' | 'warning' | 'info';

/** Severities that the editor completes: those of `TeamSeverities`, or the usual ones. */
export type KnownSeverity = [keyof TeamSeverities] extends [never]
  ? UsualSeverity
  : keyof TeamSeverities & string;

/** The value of the label `severity`: any text. */
export type Severity = KnownSeverity | (string & Record<never, never>);

/** The usual severities, the most severe first. */
export const usualSeverities: readonly UsualSeverity[] = ['critical', 'warning', 'info'];
