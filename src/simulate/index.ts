/** Exposes a scenario's series as a program would. Pure functions; the HTTP server is in src/cli. */
export type { Pace } from './clock.js';
export { responder, type SimulatedRequest, type SimulatedResponse } from './respond.js';
export { type Simulation, simulationOf, unservable } from './simulation.js';
