/** The engine's file is missing, damaged, or does not fit this version. */
export class EngineLoadError extends Error {
  override name = 'EngineLoadError';
}

/** A call failed, with the message of the engine. The engine can still be used. */
export class EngineError extends Error {
  override name = 'EngineError';
}

/**
 * The engine's program ended in the middle of a call (out of memory, or an expression nested too deep for the
 * stack). The instance and all series loaded into it are lost; `loadEngine()` starts a new one.
 */
export class EngineCrashError extends Error {
  override name = 'EngineCrashError';
}
