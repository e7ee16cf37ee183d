import { loadEngine, type ParsedTemplate } from '../../src/engine/index.js';

const engine = await loadEngine();

/** Go's template parser, as passed to emitters. */
export function readTemplate(text: string): ParsedTemplate {
  const [template] = engine.parseTemplates([text]).templates;
  if (!template) throw new Error('no answer');
  return template;
}
