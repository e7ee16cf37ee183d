import type { ParsedExpression, ParsedTemplates } from '../engine/index.js';

/** The part of the engine that checks need. Handed in, so that checks load nothing and run in a browser. */
export interface ParsingEngine {
  parse(expressions: readonly string[], options?: { readonly features?: 'all' }): ParsedExpression[];
  parseTemplates(texts: readonly string[]): ParsedTemplates;
}
