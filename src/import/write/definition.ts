import * as api from '../../index.js';
import type { Code } from '../code/code.js';
import { evaluate, type Scope } from '../code/evaluate.js';
import { UniqueNames } from '../code/names.js';

/** A constant that a file of the bundle exports. */
export interface Definition {
  readonly name: string;
  readonly code: Code;
  /** Which file it belongs to, without ending: `signals/api-server`. */
  readonly file: string;
  /** Stands above it, as a comment. */
  readonly comment?: string | undefined;
}

/** The names of dashwright's own functions. */
export const apiNames: ReadonlySet<string> = new Set(Object.keys(api));

/**
 * The definitions of a bundle as they come to be: each name once in the whole bundle, so that any file can import it,
 * and each evaluated with dashwright's own constructors, so that a mistake is known before anything is written.
 */
export class Definitions {
  readonly all: Definition[] = [];
  readonly #values = new Map<string, unknown>();
  readonly #names = new UniqueNames([...apiNames, 'metrics']);
  readonly #files = new UniqueNames([], { anyCase: true });

  /** A name that nothing has. */
  unique(name: string): string {
    return this.#names.unique(name);
  }

  /** The name of a file that no other one has, in whatever case. */
  uniqueFile(file: string): string {
    return this.#files.unique(file, '-');
  }

  /**
   * Adds a definition and gives its value.
   *
   * @throws DefinitionError for what the constructors refuse
   */
  add(definition: Definition): unknown {
    const value = evaluate(definition.code, this.scope);
    this.all.push(definition);
    this.#values.set(definition.name, value);
    return value;
  }

  /** A value that is in scope without being one of `all`. */
  provide(name: string, value: unknown): void {
    this.#values.set(name, value);
  }

  readonly scope: Scope = (name) => {
    if (this.#values.has(name)) return this.#values.get(name);
    if (apiNames.has(name)) return Reflect.get(api, name);
    throw new TypeError(`nothing is called ${name}`);
  };
}
