import type { ParsedExpression } from '../../engine/index.js';
import type { Occurrence } from '../collect/expression-site.js';
import type { ParsingEngine } from '../parsing-engine.js';

/** Expressions parsed at a time: few enough that their trees are gone before the memory has to be tidied. */
const batchSize = 1024;

/** Collects expressions, parses them in batches and hands each on with its tree, which is not kept. */
export interface ParsingQueue {
  add(occurrences: readonly Occurrence[]): void;
  /** Parses what is left. */
  flush(): void;
}

export function parsingQueue(
  engine: ParsingEngine,
  handle: (occurrence: Occurrence, result: ParsedExpression) => void,
): ParsingQueue {
  let waiting: Occurrence[] = [];
  const flush = () => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    const parsed = parseDistinct(engine, batch);
    for (const occurrence of batch) handle(occurrence, parsed(occurrence.parsed.text));
  };
  return {
    add(occurrences) {
      for (const occurrence of occurrences) waiting.push(occurrence);
      if (waiting.length >= batchSize) flush();
    },
    flush,
  };
}

/** Parses each text once; gives the result by text. */
export function parseDistinct(
  engine: ParsingEngine,
  occurrences: readonly Occurrence[],
): (text: string) => ParsedExpression {
  const distinct = [...new Set(occurrences.map(({ parsed }) => parsed.text))];
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
