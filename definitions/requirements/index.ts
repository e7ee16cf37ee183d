import { agentPortal } from './agent-portal.js';
import { agui } from './agui.js';
import type { Requirement } from './kinds.js';
import { multiAgent } from './multi-agent.js';
import { multiweb } from './multiweb.js';
import { qmtl } from './qmtl.js';

export type { Requirement } from './kinds.js';

/** Everything that the five documents of our users name, in their order. */
export const requirements: readonly Requirement[] = [
  ...multiAgent,
  ...agentPortal,
  ...multiweb,
  ...agui,
  ...qmtl,
];
