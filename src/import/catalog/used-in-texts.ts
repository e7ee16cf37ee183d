import { usesIn } from '../../check/analysis/template/uses.js';
import type { Engine } from '../../engine/index.js';
import type { UsedExpression } from './settle.js';

/**
 * The queries in texts of alerts, `{{ query "…" }}`, each with the labels that the text reads of its result. Texts that
 * do not parse have none: the checks say so.
 */
export function queriesInTexts(texts: readonly string[], engine: Engine): UsedExpression[] {
  const templates = texts.filter((text) => text.includes('{{'));
  const { templates: parsed } = engine.parseTemplates(templates);
  const labels = new Map<string, Set<string>>();
  templates.forEach((text, index) => {
    const template = parsed[index];
    if (!template) return;
    for (const use of usesIn(text, template)) {
      if (use.kind !== 'query' && use.kind !== 'query-label') continue;
      const known = labels.get(use.query.text) ?? new Set<string>();
      labels.set(use.query.text, known);
      if (use.kind === 'query-label' && !use.name.startsWith('__')) known.add(use.name);
    }
  });
  const queries = [...labels];
  const results = engine.parse(
    queries.map(([query]) => query),
    { features: 'all' },
  );
  return queries.flatMap(([, wanted], index) => {
    const result = results[index];
    return result?.ok ? [{ ast: result.ast, labels: [...wanted] }] : [];
  });
}
