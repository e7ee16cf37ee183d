import { Mistake } from '../errors/mistake.js';

/** What keeps packages from being made or published, in words for whoever ran the command. */
export class ShipError extends Mistake {}
