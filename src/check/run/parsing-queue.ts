import type { ParsedExpression } from '../../engine/index.js';
import type { ExpressionSite } from '../collect/expression-site.js';
import type { ParsingEngine } from '../parsing-engine.js';

/** Expressions parsed at a time: few enough that their trees are gone before the memory has to be tidied. */
const batchSize = 1024;

/** Collects expressions, parses them in batches and hands each on with its tree, which is not kept. */
export interface ParsingQueue {
  add(sites: readonly ExpressionSite[]): void;
  /** Parses what is left. */
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

/** Parses each text once; gives the result by text. */
export function parseDistinct(
  engine: ParsingEngine,
  sites: readonly ExpressionSite[],
): (text: string) => ParsedExpression {
  const distinct = [...new Set(sites.map(({ parsed }) => parsed.text))];
  // Everything that any Prometheus reads; `promql/feature-gate` says what the target lacks.
  const results = distinct.length === 0 ? [] : engine.parse(distinct, { features: 'all' });
  const byText = new Map<string, ParsedExpression>();
  distinct.forEach((text, index) => {
    const result = results[index];
    if (result) byText.set(text, result);
  });
  return (text) =>
    byText.get(text) ?? { ok: false, errors: [{ message: 'was not parsed', start: 0, end: text.length }] };
}
