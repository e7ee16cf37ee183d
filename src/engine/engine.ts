import type { Features } from './features.js';
import {
  type FormattedExpression,
  format,
  type ParsedExpression,
  type ParseOptions,
  parse,
} from './parse.js';
import { checkRules, type RuleFileError, type RuleFileOptions } from './rule-file.js';
import type { Program } from './start.js';

/**
 * Prometheus 3.15's own parser, rule loader, query engine, rule evaluation and template expander.
 * Every method is synchronous and holds the thread until it is done; hand over much at once.
 * All of them throw `EngineError` for a request that cannot be done and `EngineCrashError` when the engine's program
 * has ended.
 */
export class Engine {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  /** False once the engine's program has ended: get a new engine from `loadEngine()`. */
  get alive(): boolean {
    return this.#program.alive;
  }

  /** Parses expressions; the results are in the order given. One call for many is far cheaper than many calls. */
  parse(expressions: readonly string[], options: ParseOptions = {}): ParsedExpression[] {
    return parse(this.#program, expressions, options);
  }

  /** Pretty-prints expressions the way `promtool promql format` does. Comments are lost. */
  format(
    expressions: readonly string[],
    options: { readonly features?: Features } = {},
  ): FormattedExpression[] {
    return format(this.#program, expressions, options.features);
  }

  /** Checks a rule file as Prometheus does when it loads one; an empty list means that it would load. */
  checkRules(yaml: string, options: RuleFileOptions = {}): RuleFileError[] {
    return checkRules(this.#program, yaml, options);
  }
}
