/**
 * The settings of checks in `checks.ts`, and checks of a team's own.
 *
 * @module
 */
export type { CheckOptions, Finding, Level, TeamCheck } from '../check/index.js';
