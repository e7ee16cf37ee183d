import type { RuleRun, RuleRunOutcome } from './evaluate.js';
import type { Features } from './features.js';
import { LoadedSeries } from './loaded-series.js';
import { operation } from './operations.js';
import {
  type FormattedExpression,
  format,
  type ParsedExpression,
  type ParseOptions,
  parse,
} from './parse.js';
import { type ParsedTemplates, parseTemplates } from './parse-templates.js';
import type { InstantQuery, QueryResult, RangeQuery } from './query.js';
import { checkRules, type RuleFileError, type RuleFileOptions } from './rule-file.js';
import { type SeriesInput, writeSeries } from './series.js';
import type { Program } from './start.js';

interface WithSeries {
  readonly series: readonly SeriesInput[];
}

/**
 * Prometheus 3.16's own parser, rule loader, query engine, rule evaluation and template expander.
 * Every method is synchronous and blocks the thread until it is done, so pass many inputs in one call.
 * All of them throw `EngineError` for an invalid request and `EngineCrashError` when the engine's program
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

  /** Parses expressions; the results are in the order given. One call for many inputs is much faster than many calls. */
  parse(expressions: readonly string[], options: ParseOptions = {}): ParsedExpression[] {
    return parse(this.#program, expressions, options);
  }

  /** Pretty-prints expressions as `promtool promql format` does. Comments are lost. */
  format(
    expressions: readonly string[],
    options: { readonly features?: Features } = {},
  ): FormattedExpression[] {
    return format(this.#program, expressions, options.features);
  }

  /**
   * Parses templates of rules with Go's own parser, as Prometheus does before it expands them. Unknown functions and
   * variables are in the tree too. One call for many inputs is much faster than many calls.
   */
  parseTemplates(texts: readonly string[]): ParsedTemplates {
    return parseTemplates(this.#program, texts);
  }

  /** Checks a rule file as Prometheus does when it loads one; the list is empty for a valid file. */
  checkRules(yaml: string, options: RuleFileOptions = {}): RuleFileError[] {
    return checkRules(this.#program, yaml, options);
  }

  /**
   * Loads series for any number of queries and rule runs.
   * @throws EngineError for a duplicate series, times that do not ascend, or invalid notation
   */
  loadSeries(series: readonly SeriesInput[]): LoadedSeries {
    const handle = this.#program.call(
      operation.load,
      (request) => writeSeries(request, series),
      (response) => response.word(),
    );
    return new LoadedSeries(this.#program, handle);
  }

  /** Evaluates an expression at one time over the series passed with it. */
  instantQuery({ series, ...asked }: InstantQuery & WithSeries): QueryResult {
    return this.#with(series, (loaded) => loaded.instantQuery(asked));
  }

  /** Evaluates an expression at every step of a range over the series passed with it. */
  rangeQuery({ series, ...asked }: RangeQuery & WithSeries): QueryResult {
    return this.#with(series, (loaded) => loaded.rangeQuery(asked));
  }

  /** Evaluates rule groups over time over the series passed with them; use `loadSeries` to keep the recorded series. */
  evaluateRules({ series, ...run }: Omit<RuleRun, 'keep'> & WithSeries): RuleRunOutcome {
    return this.#with(series, (loaded) => {
      const { recorded: _, ...outcome } = loaded.evaluateRules(run);
      return outcome;
    });
  }

  #with<T>(series: readonly SeriesInput[], use: (loaded: LoadedSeries) => T): T {
    const loaded = this.loadSeries(series);
    try {
      return use(loaded);
    } finally {
      loaded.dispose();
    }
  }
}
