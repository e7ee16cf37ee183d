import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Place } from '../catalog/index.js';
import { closed } from '../catalog/misses.js';
import * as dashwright from '../index.js';
import * as ready from '../library.js';
import * as testing from '../testing.js';
import type { CompiledDefinitions } from './compile.js';
import { guardProcess } from './guard-process.js';
import { pureGlobals, pureModule } from './pure-globals.js';
import { scriptName } from './script-name.js';

export interface RunDefinitions {
  readonly exported: Readonly<Record<string, unknown>>;
  /** What the definitions have read so far that can differ in the next build. */
  readonly impurities: readonly Impurity[];
}

export interface Impurity {
  /** In words: `the clock`. */
  readonly what: string;
  readonly place: Place;
}

/** Code that the compiler accepts but Node.js cannot parse, such as an invalid regular expression. */
export class UnreadableScript extends Error {
  constructor(
    message: string,
    /** Stack whose only frame is the position in the compiled script. */
    readonly position: string,
  ) {
    super(message);
  }
}

/**
 * The library as definitions see it: a misspelt import throws with a suggestion, or with the entry that has the name.
 */
const library: Readonly<Record<string, object>> = {
  dashwright: closed(
    'dashwright',
    'export',
    { ...dashwright },
    { 'dashwright/library': ready, 'dashwright/testing': testing },
  ),
  'dashwright/library': closed('dashwright/library', 'export', { ...ready }, { dashwright }),
  'dashwright/testing': closed('dashwright/testing', 'export', { ...testing }, { dashwright }),
};

/**
 * Runs the compiled definitions. Their imports of `dashwright` are this running library; everything else is resolved
 * from the user's project. A bundle runs when its exports are first used.
 *
 * @throws UnreadableScript
 */
export function runDefinitions(
  { script, code, sources }: CompiledDefinitions,
  definitions: string,
): RunDefinitions {
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
  // Modules are strict, but esbuild omits the directive.
  const body = readable(() =>
    compileFunction(sources.strict ? `'use strict';${code}` : code, Object.keys(scope), {
      filename: script,
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

/** @throws UnreadableScript for a syntax error, whose stack has the line and, by carets below it, the column */
function readable<Body>(compile: () => Body): Body {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [first = '', , carets = ''] = (error.stack ?? '').split('\n');
    throw new UnreadableScript(error.message, `    at ${first}:${carets.search(/\^/) + 1}`);
  }
}
