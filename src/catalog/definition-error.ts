import type { Place } from './place.js';

/** A mistake in a definition that makes going on pointless. Shown to people without a stack trace. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
  constructor(
    message: string,
    readonly place?: Place,
  ) {
    super(message);
  }
}
