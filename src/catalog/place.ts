/** Where in the user's source something was defined; resolved to file and line only when somebody asks. */
export interface Place {
  /** Counts definitions in the order in which they were evaluated: that of the source within a file. */
  readonly order: number;
  readonly stack?: string | undefined;
}

type CaptureStackTrace = (target: object, above?: unknown) => void;
const runtime = Error as unknown as { captureStackTrace?: CaptureStackTrace; stackTraceLimit: number };

let definitions = 0;

/** Frames kept: a definition may sit behind a helper of its bundle, rarely behind more than two. */
const FRAMES = 4;

/**
 * Remembers the caller of `definer`. Costs about two microseconds: the stack is captured but not formatted.
 * Where the runtime cannot capture stacks, the place stays empty and findings name the definition path alone.
 */
export function placeOf(definer: (...args: never[]) => unknown): Place {
  definitions += 1;
  const place: Place = { order: definitions };
  if (!runtime.captureStackTrace) return place;
  const limit = runtime.stackTraceLimit;
  runtime.stackTraceLimit = FRAMES;
  runtime.captureStackTrace(place, definer);
  runtime.stackTraceLimit = limit;
  return place;
}
