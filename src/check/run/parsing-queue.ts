import type { ParsedExpression } from '../../engine/index.js';
import type { ExpressionSite } from '../collect/expression-site.js';
import type { ParsingEngine } from '../parsing-engine.js';

/** Expressions per batch: few enough that their syntax trees are short-lived for the garbage collector. */
const batchSize = 256;

/** Collects expressions, parses them in batches and passes each on with its syntax tree, which is not kept. */
export interface ParsingQueue {
  add(sites: readonly ExpressionSite[]): void;
  /** Parses the remaining expressions. */
  flush(): void;
}

export function parsingQueue(
  engine: ParsingEngine,
  handle: (site: ExpressionSite, result: ParsedExpression) => void,
): ParsingQueue {
  let waiting: ExpressionSite[] = [];
  const flush = () => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    const parsed = parseDistinct(engine, batch);
    for (const site of batch) handle(site, parsed(site.parsed.text));
  };
  return {
    add(sites) {
      for (const site of sites) waiting.push(site);
      if (waiting.length >= batchSize) flush();
    },
    flush,
  };
}

/** Rules per batch: all of most bundles at once. */
const rulesAtOnce = 1024;

/**
 * Parses the expressions of rules in the order of their sites, many at once, and keeps only the last two batches: of
 * tens of thousands of rules, the syntax trees would need more memory than the definitions. An expression that is asked
 * for out of turn is parsed by itself.
 */
export function parseInTurn(
  engine: ParsingEngine,
  sites: readonly ExpressionSite[],
): (text: string) => ParsedExpression {
  let next = 0;
  let former = new Map<string, ParsedExpression>();
  let current = new Map<string, ParsedExpression>();
  return (text) => {
    const known = current.get(text) ?? former.get(text);
    if (known) return known;
    if (sites[next]?.parsed.text !== text) return parseEach(engine, [text]).get(text) ?? notParsed(text);
    const batch = sites.slice(next, next + rulesAtOnce);
    next += batch.length;
    former = current;
    current = parseEach(
      engine,
      batch.map(({ parsed }) => parsed.text),
    );
    return current.get(text) ?? notParsed(text);
  };
}

/** Parses each distinct text once. Returns the results by text. */
export function parseDistinct(
  engine: ParsingEngine,
  sites: readonly ExpressionSite[],
): (text: string) => ParsedExpression {
  const byText = parseEach(
    engine,
    sites.map(({ parsed }) => parsed.text),
  );
  return (text) => byText.get(text) ?? notParsed(text);
}

function parseEach(engine: ParsingEngine, texts: readonly string[]): Map<string, ParsedExpression> {
  const distinct = [...new Set(texts)];
  // With all features of Prometheus; `promql/feature-gate` reports those that the target lacks.
  const results = distinct.length === 0 ? [] : engine.parse(distinct, { features: 'all' });
  const byText = new Map<string, ParsedExpression>();
  distinct.forEach((text, index) => {
    const result = results[index];
    if (result) byText.set(text, result);
  });
  return byText;
}

function notParsed(text: string): ParsedExpression {
  return { ok: false, errors: [{ message: 'was not parsed', start: 0, end: text.length }] };
}
