import { Mistake } from '../errors/mistake.js';

/** The output folder cannot be used, or a path is outside of it. */
export class OutputError extends Mistake {}
