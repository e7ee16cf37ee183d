import { Mistake } from '../errors/mistake.js';
import type { Place } from './place.js';

/** Help with fixing a mistake. */
export interface MistakeHelp {
  /** What was expected, or what to do. */
  readonly expected?: string | undefined;
  /** A likely correction: "did you mean …?". */
  readonly suggestion?: string | undefined;
}

/** A mistake in a definition after which evaluation cannot continue. Shown without a stack trace. */
export class DefinitionError extends Mistake {
  override readonly name = 'DefinitionError';
  override readonly exitCode = 1 as const;
  readonly expected: string | undefined;
  readonly suggestion: string | undefined;
  constructor(
    message: string,
    readonly place?: Place,
    { expected, suggestion }: MistakeHelp = {},
  ) {
    super(message);
    this.expected = expected;
    this.suggestion = suggestion;
  }
}
