import { Mistake } from './mistake.js';

/** Invalid usage; exit code 2. */
export class UsageError extends Mistake {}
