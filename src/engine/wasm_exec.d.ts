// Types of Go's own start-up script, which is copied from the Go distribution and must match its version.

import type { WasmImports, WasmInstance } from './web-assembly.js';

/** Runs a Go program compiled for GOOS=js; the script puts its constructor on the global object. */
export interface GoRuntime {
  argv: string[];
  env: Record<string, string>;
  exited: boolean;
  exit: (code: number) => void;
  readonly importObject: WasmImports;
  /** Starts the program. Returns to the caller once its main goroutine waits; settles when the program ends. */
  run(instance: WasmInstance): Promise<void>;
}
