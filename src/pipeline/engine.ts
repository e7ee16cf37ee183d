import { setFlagsFromString } from 'node:v8';
import type { ParsingEngine } from '../check/index.js';
import type { Alertmanager, ParsedExpression, ParsedTemplate } from '../engine/index.js';

export type Engine = Awaited<ReturnType<typeof import('../engine/index.js').loadEngine>>;

/** The engine of a build. */
export interface BuildEngine extends ParsingEngine {
  /** The same engine, for scenarios. */
  readonly evaluating: Engine;
}

/**
 * Starts the engine mainly to parse. V8 then uses only its baseline compiler: optimising takes longer than
 * parsing gains from it. Without this flag, building all bundles of the repository from nothing takes 1.4 times the CPU
 * time, which is more than `npm run bench` allows. The scenarios that a build runs take the same time with it.
 *
 * @param running an engine that runs already. What is parsed is kept for this build alone
 */
export function startParser(running: Promise<Engine> = startReadingEngine()): Promise<BuildEngine> {
  const parser = running.then((engine) => ({
    ...cachingParses(cachingTemplates(engine)),
    evaluating: engine,
  }));
  parser.catch(() => undefined);
  return parser;
}

/** The same with all that the engine can do: to read expressions and rule files, not to evaluate. */
export function startReadingEngine(): Promise<Engine> {
  setFlagsFromString('--liftoff-only');
  return startEngine();
}

/**
 * Starts the engine without awaiting it. If the definitions fail to load it is never awaited, and its failure must not
 * end the process.
 */
export function startEngine(): Promise<Engine> {
  const engine = import('../engine/index.js').then(({ loadEngine }) => loadEngine());
  engine.catch(() => undefined);
  return engine;
}

/** Most expressions whose results are kept: in a build of more, the syntax trees cost more than parsing again. */
const mostKept = 4096;

/**
 * Caches the results of the first 4096 expressions: those of rules are parsed again for each environment, and bundles
 * are checked again if findings need places.
 */
function cachingParses(engine: ParsingEngine): ParsingEngine {
  const known = new Map<string, ParsedExpression>();
  return {
    parse(expressions, options) {
      const fresh = expressions.filter((text) => !known.has(text));
      const results = engine.parse(fresh, options);
      const parsed = inOrder(expressions, known, results);
      for (const [index, text] of fresh.slice(0, mostKept - known.size).entries()) {
        const result = results[index];
        if (result) known.set(text, result);
      }
      return parsed;
    },
    parseTemplates: (texts) => engine.parseTemplates(texts),
  };
}

/** Results that are known, and between them the others. */
function inOrder(
  expressions: readonly string[],
  known: ReadonlyMap<string, ParsedExpression>,
  others: ParsedExpression[],
): ParsedExpression[] {
  if (others.length === expressions.length) return others;
  const fresh = others.values();
  return expressions.map((text) => known.get(text) ?? fresh.next().value ?? { ok: false, errors: [] });
}

/** Caches the result for each text of an alert, for checks and then for emitters. */
function cachingTemplates(engine: ParsingEngine): ParsingEngine {
  const known = new Map<string, ParsedTemplate>();
  let functions: readonly string[] = [];
  return {
    parse: (expressions, options) => engine.parse(expressions, options),
    parseTemplates(texts) {
      const fresh = texts.filter((text) => !known.has(text));
      if (fresh.length > 0) {
        const results = engine.parseTemplates(fresh);
        functions = results.functions;
        fresh.forEach((text, index) => {
          const template = results.templates[index];
          if (template) known.set(text, template);
        });
      }
      const missing = { ok: false, message: 'was not parsed', line: 1 } as const;
      return { templates: texts.map((text) => known.get(text) ?? missing), functions };
    },
  };
}

/** Starts Alertmanager's code: only if something depends on notifications. */
export async function startAlertmanager(): Promise<Alertmanager> {
  const { loadAlertmanager } = await import('../engine/index.js');
  return loadAlertmanager();
}
