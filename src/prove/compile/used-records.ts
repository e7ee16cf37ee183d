import { mentions } from './mentions.js';

/**
 * Recording rules that expressions use, directly or through other recording rules, in the order in which they are
 * found.
 */
export function usedRecords<Rule extends { readonly record: string; readonly expr: string }>(
  records: readonly Rule[],
  expressions: readonly string[],
): readonly Rule[] {
  const used = new Set<Rule>();
  const texts = [...expressions];
  for (let at = 0; at < texts.length; at += 1) {
    for (const rule of records) {
      if (used.has(rule) || !mentions(texts[at] ?? '', rule.record)) continue;
      used.add(rule);
      texts.push(rule.expr);
    }
  }
  return [...used];
}
