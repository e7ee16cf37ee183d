import type { Alertmanager } from '../../engine/index.js';

/** The part of Alertmanager that proofs use. The caller passes it; nothing here loads it. */
export type RoutingEngine = Pick<Alertmanager, 'dispatch'>;
