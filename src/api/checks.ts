/**
 * The settings of checks in `checks.ts`, and checks of a team's own.
 *
 * @module
 */
export type { CheckOptions, CustomCheck, Finding, Level } from '../check/index.js';
