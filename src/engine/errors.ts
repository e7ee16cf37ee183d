/** The engine's file is missing, damaged, or does not fit this version. */
export class EngineLoadError extends Error {
  override name = 'EngineLoadError';
}

/** One call could not be done: the message is the engine's own. The engine goes on. */
export class EngineError extends Error {
  override name = 'EngineError';
}

/**
 * The engine's program ended in the middle of a call (out of memory, or an expression nested too deep for the
 * stack). The instance is gone together with all series loaded into it; `loadEngine()` starts a new one.
 */
export class EngineCrashError extends Error {
  override name = 'EngineCrashError';
}
