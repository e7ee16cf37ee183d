import { EngineCrashError, EngineError, EngineLoadError } from './errors.js';
import { prepareGo } from './go-runtime.js';
import {
  type WasmImports,
  type WasmInstance,
  type WasmMemory,
  type WasmModule,
  webAssembly,
} from './web-assembly.js';
import { Request, Response } from './wire.js';

interface Exports {
  readonly mem: WasmMemory;
  dashwright_input(size: number): number;
  dashwright_call(operation: number): number;
}

/** A running engine program. Calls are synchronous: they block the thread until the response is there. */
export interface Program {
  /** False once the program has ended; every later call fails. */
  readonly alive: boolean;
  /**
   * Runs one operation. `write` encodes the request, `read` decodes the response, which it must not keep.
   * @throws EngineError when the operation refuses the request
   * @throws EngineCrashError when the program ended, now or earlier
   */
  call<T>(operation: number, write: (request: Request) => void, read: (response: Response) => T): T;
}

export interface StartOptions {
  /**
   * Memory that the program has from the start, in MiB, beside what it is compiled with. What is not used takes no
   * memory. Each later growth makes V8 collect all garbage of the process, and Go grows by 4 MiB at a time. A build of a
   * thousand dashboards collects half as often with it; a small one takes some 3 % more CPU.
   * @default 0
   */
  readonly memory?: number;
}

const pagesPerMiB = 16;

/**
 * Starts the engine from a compiled module. Works without Node, also in a browser worker.
 * @throws EngineLoadError when the module is not an engine
 */
export async function start(module: WasmModule, { memory = 0 }: StartOptions = {}): Promise<Program> {
  const go = await prepareGo();
  const instance = await instantiate(module, go.imports);
  const exports = instance.exports as unknown as Exports;
  if (memory > 0) exports.mem.grow(memory * pagesPerMiB);
  let reason: string | undefined;
  const crashed = (cause: string): EngineCrashError => {
    reason ??= firstLine(go.output()) ?? cause;
    return new EngineCrashError(`the engine stopped: ${reason}`);
  };
  go.run(instance, () => {
    reason ??= firstLine(go.output()) ?? 'its program ended';
  });

  const request = new Request();
  return {
    get alive() {
      return reason === undefined;
    },
    call(operation, write, read) {
      if (reason !== undefined) throw crashed(reason);
      request.reset();
      write(request);
      let address: number;
      try {
        const input = exports.dashwright_input(request.size) >>> 0;
        request.copyTo(exports.mem.buffer, input);
        address = exports.dashwright_call(operation) >>> 0;
      } catch (error) {
        throw crashed(explain(error));
      }
      const response = new Response(exports.mem.buffer, address);
      if (response.failed) throw new EngineError(response.text(0));
      return read(response);
    },
  };
}

async function instantiate(module: WasmModule, imports: WasmImports): Promise<WasmInstance> {
  let instance: WasmInstance;
  try {
    instance = await webAssembly.instantiate(module, imports);
  } catch (error) {
    throw new EngineLoadError(`the engine cannot start: ${(error as Error).message}`);
  }
  if (typeof instance.exports.dashwright_call !== 'function') {
    throw new EngineLoadError('this WebAssembly file is not the Dashwright engine');
  }
  return instance;
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.includes('call stack') ? 'stack overflow: something is nested too deep' : message;
}

function firstLine(text: string): string | undefined {
  return text.split('\n').find((line) => line !== '');
}
