import { writeSync } from 'node:fs';
import { type Debugger, type InspectorNotification, Session } from 'node:inspector';
import { getHeapStatistics } from 'node:v8';
import { releaseProcess } from './guard-process.js';
import { scriptName } from './script-name.js';
import type { SourcePosition } from './source-position.js';

/** Finds where a stack of the compiled definitions is in the user's source, at once: nothing can be waited for. */
type FindNow = (stack: string) => SourcePosition | undefined;

let mayEnd = false;
let stays = false;
let session: Session | undefined;
const limit = getHeapStatistics().heap_size_limit;

/** From now on, a process whose memory is full says so and ends. Not for one that does other things too, as tests do. */
export function endWhenMemoryIsFull(): void {
  mayEnd = true;
}

/**
 * From now on the watch does not end: to begin, V8 goes through all of the memory, which is much in a process that keeps
 * what it has loaded, and loads again and again.
 */
export function keepWatchingMemory(): void {
  stays = true;
}

/** Part of the memory that may be in use for V8 to be let alone after the definitions are loaded. */
const calm = 0.25;

/**
 * Watches the memory while definitions run. V8 ends a process whose memory is full with a stack of its own functions;
 * only a debugger is asked before, with memory that is kept for it.
 *
 * @param find where a stack of the definitions is
 */
export function watchMemory(find: FindNow): void {
  if (!mayEnd || session) return;
  const watching = new Session();
  session = watching;
  watching.connect();
  const scripts = new Map<string, string>();
  watching.on('Debugger.scriptParsed', ({ params }) => {
    if (params.url.endsWith(`/${scriptName}`)) scripts.set(params.scriptId, params.url);
  });
  watching.on('Debugger.paused', ({ params }: InspectorNotification<Debugger.PausedEventDataType>) => {
    // A definition may have a debugger statement.
    if (params.reason !== 'OOM') return watching.post('Debugger.resume');
    const stack = params.callFrames
      .filter(({ location }) => scripts.has(location.scriptId))
      .map(({ location: { scriptId, lineNumber, columnNumber = 0 } }) => {
        return `${scripts.get(scriptId)}:${lineNumber + 1}:${columnNumber + 1}`;
      });
    const position = stack.length > 0 ? find(stack.join('\n')) : undefined;
    end(position, Math.round(limit / 1024 / 1024));
  });
  watching.post('Debugger.enable', { maxScriptsCacheSize: 0 });
}

/** Ends the watch, for a debugger makes slower what runs; not where much of the memory is in use already. */
export function unwatchMemory(): void {
  if (stays || getHeapStatistics().used_heap_size > limit * calm) return;
  session?.disconnect();
  session = undefined;
}

function end(position: SourcePosition | undefined, limit: number): never {
  const place = position ? `${position.file}:${position.line}: ` : '';
  const message = `dashwright: ${place}the definitions have used up the ${limit} MB of memory that Node.js may use. Expected: definitions that need less memory, without a list or a string that grows endlessly. What to do: if they really need that much, NODE_OPTIONS=--max-old-space-size=${limit * 2} gives twice as much\n`;
  try {
    writeSync(2, message);
  } catch {
    // Nobody reads it.
  }
  releaseProcess();
  process.exit(1);
}
