import { Mistake } from '../errors/mistake.js';

/** The output folder cannot be used, or a file does not belong into it. */
export class OutputError extends Mistake {}
