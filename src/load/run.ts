import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Place } from '../catalog/index.js';
import { closed } from '../catalog/misses.js';
import * as dashwright from '../index.js';
import * as testing from '../testing.js';
import type { CompiledDefinitions } from './compile.js';
import { guardProcess } from './guard-process.js';
import { pureGlobals, pureModule } from './pure-globals.js';
import { scriptName } from './script-name.js';

export interface RunDefinitions {
  readonly exported: Readonly<Record<string, unknown>>;
  /** What the definitions have asked for so far that may be another one in the next build. */
  readonly impurities: readonly Impurity[];
}

export interface Impurity {
  /** In words: `the clock`. */
  readonly what: string;
  readonly place: Place;
}

/** What the compiler lets through and Node.js cannot read, such as a regular expression with an open bracket. */
export class UnreadableScript extends Error {
  constructor(
    message: string,
    /** Stack whose only frame is the position in the compiled script. */
    readonly position: string,
  ) {
    super(message);
  }
}

/** The library as definitions see it: a misspelt import names the one that was meant, or the entry that has it. */
const library: Readonly<Record<string, object>> = {
  dashwright: closed('dashwright', 'export', { ...dashwright }, { 'dashwright/testing': testing }),
  'dashwright/testing': closed('dashwright/testing', 'export', { ...testing }, { dashwright }),
};

/**
 * Runs the compiled definitions; what they import of `dashwright` is this very library, everything else is the user's.
 * Bundles are run when their exports are asked for.
 *
 * @throws UnreadableScript
 */
export function runDefinitions({ code, sources }: CompiledDefinitions, definitions: string): RunDefinitions {
  const userRequire = createRequire(join(definitions, 'definitions.js'));
  const impurities = new Map<string, Impurity>();
  const report = (what: string): void => {
    const { stack = '' } = new Error(what);
    const at = stack.split('\n').find((line) => line.includes(scriptName));
    const key = `${what} ${at}`;
    if (!impurities.has(key)) impurities.set(key, { what, place: { order: 0, stack } });
  };
  const requireFor = (id: string): unknown => {
    if (Object.hasOwn(library, id)) return library[id];
    if (isBuiltin(id)) return pureModule(id, userRequire(id), report);
    report(`the module ${id} while it runs`);
    return userRequire(id);
  };
  guardProcess();
  const module = { exports: {} as Record<string, unknown> };
  const scope = { require: requireFor, module, exports: module.exports, ...pureGlobals(report) };
  // Modules are strict, which esbuild leaves out.
  const body = readable(() =>
    compileFunction(sources.strict ? `'use strict';${code}` : code, Object.keys(scope), {
      filename: scriptName,
    }),
  );
  body(...Object.values(scope));
  return {
    exported: module.exports,
    get impurities() {
      return [...impurities.values()];
    },
  };
}

/** @throws UnreadableScript for an error of syntax, which says its line and, with carets below that, its column */
function readable<Body>(compile: () => Body): Body {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [first = '', , carets = ''] = (error.stack ?? '').split('\n');
    throw new UnreadableScript(error.message, `    at ${first}:${carets.search(/\^/) + 1}`);
  }
}
