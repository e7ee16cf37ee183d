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

  /**
   * Parses texts of rules with Go's own template parser, as Prometheus does before it expands them. Functions and
   * variables that do not exist are in the tree too. One call for many is far cheaper than many calls.
   */
  parseTemplates(texts: readonly string[]): ParsedTemplates {
    return parseTemplates(this.#program, texts);
  }

  /** Checks a rule file as Prometheus does when it loads one; an empty list means that it would load. */
  checkRules(yaml: string, options: RuleFileOptions = {}): RuleFileError[] {
    return checkRules(this.#program, yaml, options);
  }

  /**
   * Loads series for any number of queries and rule runs.
   * @throws EngineError when a series is given twice, its times do not rise, or its notation is wrong
   */
  loadSeries(series: readonly SeriesInput[]): LoadedSeries {
    const handle = this.#program.call(
      operation.load,
      (request) => writeSeries(request, series),
      (response) => response.word(),
    );
    return new LoadedSeries(this.#program, handle);
  }

  /** Evaluates an expression at one time over series given with it. */
  instantQuery({ series, ...asked }: InstantQuery & WithSeries): QueryResult {
    return this.#with(series, (loaded) => loaded.instantQuery(asked));
  }

  /** Evaluates an expression at every step of a range over series given with it. */
  rangeQuery({ series, ...asked }: RangeQuery & WithSeries): QueryResult {
    return this.#with(series, (loaded) => loaded.rangeQuery(asked));
  }

  /** Evaluates rule groups over time over series given with them; use `loadSeries` to keep what they record. */
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
