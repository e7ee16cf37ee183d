import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { closed } from '../catalog/misses.js';
import * as dashwright from '../index.js';
import type { CompiledDefinitions } from './compile.js';
import { hasSideDoor, watchGlobals } from './watch-globals.js';

export interface RunDefinitions {
  readonly exported: Readonly<Record<string, unknown>>;
  /**
   * Whether all that the definitions have done so far would be done again in another process: they have not asked for
   * the environment, the clock, random numbers, files, or a package at run time.
   */
  repeatable(): boolean;
}

/** Name under which the compiled definitions run. */
export const scriptName = 'dashwright-definitions.js';

/** The library as definitions see it: a misspelt import names the one that was meant. */
const library = closed('dashwright', 'export', { ...dashwright });

/** Runs the compiled definitions; `dashwright` is this very library, everything else is the user's. */
export function runDefinitions({ code, sources }: CompiledDefinitions, definitions: string): RunDefinitions {
  const userRequire = createRequire(join(definitions, 'definitions.js'));
  let required = false;
  const requireFor = (id: string): unknown => {
    if (id === 'dashwright') return library;
    required = true;
    return userRequire(id);
  };
  const { scope, changeable } = watchGlobals();
  const module = { exports: {} as Record<string, unknown> };
  // Modules are strict, which esbuild leaves out.
  const body = compileFunction(sources.strict ? `'use strict';${code}` : code, parameters, {
    filename: scriptName,
    contextExtensions: [scope],
  });
  body(requireFor, module, module.exports);
  return {
    exported: module.exports,
    repeatable: () => sources.strict && !required && !changeable() && !hasSideDoor(code),
  };
}

const parameters = ['require', 'module', 'exports'];
