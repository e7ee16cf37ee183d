import { loadEngine } from '../../../src/engine/index.js';

/** Prometheus' engine, started once for all tests of a file. */
export const engine = await loadEngine();
