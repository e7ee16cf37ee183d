import { loadEngine, type ParsedTemplate } from '../../src/engine/index.js';

const engine = await loadEngine();

/** Go's template parser, as emitters are given it. */
export function readTemplate(text: string): ParsedTemplate {
  const [template] = engine.parseTemplates([text]).templates;
  if (!template) throw new Error('no answer');
  return template;
}
