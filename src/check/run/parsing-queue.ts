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

/** Parses each distinct text once. Returns the results by text. */
export function parseDistinct(
  engine: ParsingEngine,
  sites: readonly ExpressionSite[],
): (text: string) => ParsedExpression {
  const distinct = [...new Set(sites.map(({ parsed }) => parsed.text))];
  // With all features of Prometheus; `promql/feature-gate` reports those that the target lacks.
  const results = distinct.length === 0 ? [] : engine.parse(distinct, { features: 'all' });
  const byText = new Map<string, ParsedExpression>();
  distinct.forEach((text, index) => {
    const result = results[index];
    if (result) byText.set(text, result);
  });
  return (text) =>
    byText.get(text) ?? { ok: false, errors: [{ message: 'was not parsed', start: 0, end: text.length }] };
}
