/** A scenario's series as a program would expose them. Pure: who listens is somebody else. */
export type { Pace } from './clock.js';
export { responder, type SimulatedAnswer, type SimulatedRequest } from './respond.js';
export { type Simulation, simulationOf, unservable } from './simulation.js';
