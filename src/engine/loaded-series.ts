import { evaluateRules, type RuleRun, type RuleRunOutcome } from './evaluate.js';
import { operation } from './operations.js';
import { type InstantQuery, type QueryResult, query, type RangeQuery } from './query.js';
import type { Program } from './start.js';

/** What a run of rules gives; with `keep`, also the loaded and the recorded series together, for queries. */
export interface RuleRunResult extends RuleRunOutcome {
  /** To be disposed of; undefined unless `keep` was asked for. */
  readonly recorded: LoadedSeries | undefined;
}

/**
 * Series that lie in the engine's memory, for any number of queries and rule runs. Rule runs never change them: each
 * records into a layer of its own. Dispose of them when done; they are also gone when the engine has ended.
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
