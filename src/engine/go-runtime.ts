import type { GoRuntime } from './wasm_exec.js';
import type { WasmImports, WasmInstance, WasmMemory } from './web-assembly.js';

type Scope = Record<string, unknown>;
type Callback = (error: Error | null, count?: number) => void;

const scope = globalThis as unknown as Scope;
const shared = Symbol.for('dashwright.engine.go');
const decoder = new TextDecoder();
const touched = ['Go', 'fs', 'path', 'process'] as const;

/** A prepared Go program, and its standard output and error. */
export interface GoProgram {
  readonly imports: WasmImports;
  /** Runs the program until its main goroutine waits. `ended` is called once, when the program ends. */
  run(instance: WasmInstance, ended: () => void): void;
  /** The end of its output, which has the reason if it ended by itself. */
  output(): string;
}

let goClass: Promise<new () => GoRuntime> | undefined;

/**
 * Prepares Go's start-up script without changing the global object: the script installs a constructor and replacements
 * for Node's `fs`, `path` and `process` there.
 */
export async function prepareGo(): Promise<GoProgram> {
  goClass ??= loadGo();
  const go = new (await goClass)();
  // There is one thread: concurrent garbage collection makes the program slower.
  go.env.GODEBUG = 'gcstoptheworld=1';
  let memory: WasmMemory | undefined;
  let text = '';
  const keep = (bytes: Uint8Array): void => {
    text = (text + decoder.decode(bytes)).slice(-8192);
  };
  const gojs = go.importObject.gojs as Record<string, unknown>;
  gojs['runtime.wasmWrite'] = (sp: number) => {
    if (memory === undefined) return;
    const view = new DataView(memory.buffer);
    const address = Number(view.getBigInt64((sp >>> 0) + 16, true));
    keep(new Uint8Array(memory.buffer, address, view.getInt32((sp >>> 0) + 24, true)));
  };
  return {
    imports: go.importObject,
    run(instance, ended) {
      memory = instance.exports.mem as WasmMemory;
      go.exit = ended;
      // Go looks up its file functions once at start-up, before run() returns.
      const restore = saveGlobals();
      scope.fs = files(keep);
      try {
        go.run(instance).catch(ended);
      } finally {
        restore();
      }
    },
    output: () => text,
  };
}

async function loadGo(): Promise<new () => GoRuntime> {
  const restore = saveGlobals();
  await import('./wasm_exec.js');
  // The script runs once for all copies of this module; the first copy stores the constructor for the others.
  if (scope.Go !== undefined) Object.defineProperty(scope, shared, { value: scope.Go, configurable: true });
  restore();
  return (scope as unknown as Record<symbol, unknown>)[shared] as new () => GoRuntime;
}

/** Returns a function that restores the current state of the global object. */
function saveGlobals(): () => void {
  const before = touched.map((name) => [name, name in scope, scope[name]] as const);
  return () => {
    for (const [name, existed, value] of before) {
      if (!existed) delete scope[name];
      else if (scope[name] !== value) scope[name] = value;
    }
  };
}

/** A file system without files, for writing to standard output and error only. */
function files(keep: (bytes: Uint8Array) => void): Scope {
  const refuse = (...args: unknown[]): void => {
    const error = Object.assign(new Error('not implemented'), { code: 'ENOSYS' });
    (args.at(-1) as Callback)(error);
  };
  return {
    constants: {
      O_WRONLY: -1,
      O_RDWR: -1,
      O_CREAT: -1,
      O_TRUNC: -1,
      O_APPEND: -1,
      O_EXCL: -1,
      O_DIRECTORY: -1,
    },
    write(
      _fd: number,
      bytes: Uint8Array,
      _offset: number,
      length: number,
      _at: unknown,
      done: Callback,
    ): void {
      keep(bytes);
      done(null, length);
    },
    open: refuse,
    read: refuse,
    close: refuse,
    fstat: refuse,
    stat: refuse,
    lstat: refuse,
    readdir: refuse,
  };
}
