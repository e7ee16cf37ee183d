import type { ParsedExpression, ParsedTemplate } from '../../engine/index.js';
import { callsIn } from '../analysis/template/calls.js';
import type { TemplateUse } from '../analysis/template/use.js';
import { usesIn } from '../analysis/template/uses.js';
import type { ParsingEngine } from '../parsing-engine.js';
import type { DefinedRules } from './definitions.js';

/** The texts of a bundle's alerts, and its notification templates, as Go's template parser reads them. */
export interface Texts {
  /** What a text uses, and what is broken about it. */
  uses(text: string): readonly TemplateUse[];
  /** The functions that a text calls, with their places in it. */
  calls(text: string): readonly { readonly name: string; readonly start: number }[];
  /** A notification template; undefined if it is not one of the bundle's. */
  template(text: string): ParsedTemplate | undefined;
  /** A query inside a text, parsed. */
  query(text: string): ParsedExpression;
  /** Names of Prometheus' template functions. */
  readonly functions: readonly string[];
}

const nothing: readonly TemplateUse[] = [];

/**
 * Parses the labels and annotations of all alerts in one go, and notification templates.
 *
 * @param templates by file name
 */
export function textsOf(
  engine: ParsingEngine,
  { alerts }: DefinedRules,
  templates: Readonly<Record<string, string>>,
): Texts {
  const distinct = new Set<string>(Object.values(templates));
  for (const { rule, group } of alerts) {
    for (const texts of [rule.annotations, group.labels ?? {}, rule.labels])
      for (const text of Object.values(texts)) if (text.includes('{{')) distinct.add(text);
  }
  const parsed = new Map<string, ParsedTemplate>();
  let functions: readonly string[] = [];
  if (distinct.size > 0) {
    const result = engine.parseTemplates([...distinct]);
    functions = result.functions;
    let index = 0;
    for (const text of distinct) {
      const template = result.templates[index++];
      if (template) parsed.set(text, template);
    }
  }
  const uses = new Map<string, readonly TemplateUse[]>();
  const calls = new Map<string, ReturnType<Texts['calls']>>();
  const queries = new Map<string, ParsedExpression>();
  return {
    functions,
    uses(text) {
      const known = uses.get(text);
      if (known) return known;
      const template = parsed.get(text);
      const found = template ? usesIn(text, template) : nothing;
      uses.set(text, found);
      return found;
    },
    calls(text) {
      const known = calls.get(text);
      if (known) return known;
      const template = parsed.get(text);
      const found = template ? callsIn(template) : [];
      calls.set(text, found);
      return found;
    },
    template: (text) => parsed.get(text),
    query(text) {
      let result = queries.get(text);
      if (!result) {
        result = engine.parse([text], { features: 'all' })[0] ?? { ok: false, errors: [] };
        queries.set(text, result);
      }
      return result;
    },
  };
}
