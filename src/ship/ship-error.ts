import { Mistake } from '../errors/mistake.js';

/** An error in packing or publishing, with a message for the user. */
export class ShipError extends Mistake {}
