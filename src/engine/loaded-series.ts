import { evaluateRules, type RuleRun, type RuleRunOutcome } from './evaluate.js';
import { operation } from './operations.js';
import { type InstantQuery, type QueryResult, query, type RangeQuery } from './query.js';
import type { Program } from './start.js';

/** The result of a rule run; with `keep`, also the loaded and recorded series for queries. */
export interface RuleRunResult extends RuleRunOutcome {
  /** Undefined unless `keep` is set. Dispose of it when done. */
  readonly recorded: LoadedSeries | undefined;
}

/**
 * Series in the engine's memory, for any number of queries and rule runs. Rule runs do not change them: each records
 * into a separate layer. Dispose of them when done; they are also freed when the engine has ended.
 */
export class LoadedSeries {
  readonly #program: Program;
  readonly #handle: number;

  constructor(program: Program, handle: number) {
    this.#program = program;
    this.#handle = handle;
  }

  /** Evaluates an expression at one time. */
  instantQuery(asked: InstantQuery): QueryResult {
    return query(this.#program, this.#handle, asked);
  }

  /** Evaluates an expression at every step of a range. */
  rangeQuery(asked: RangeQuery): QueryResult {
    return query(this.#program, this.#handle, asked);
  }

  /** Evaluates rule groups over time, as Prometheus would. */
  evaluateRules(run: RuleRun): RuleRunResult {
    const { outcome, recorded } = evaluateRules(this.#program, this.#handle, run);
    const kept = recorded === 0 ? undefined : new LoadedSeries(this.#program, recorded);
    return { ...outcome, recorded: kept };
  }

  /** Frees the memory. Later calls throw `EngineError`. */
  dispose(): void {
    if (!this.#program.alive) return;
    this.#program.call(
      operation.dispose,
      (request) => request.word(this.#handle),
      () => undefined,
    );
  }
}
