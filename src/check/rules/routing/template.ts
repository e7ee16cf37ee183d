import type { Check } from '../../check.js';

export const routingTemplate: Check = {
  id: 'routing/template',
  level: 'error',
  summary: 'a notification template that does not parse',
  bundle({ bundle, subject, texts }, report) {
    for (const [name, text] of Object.entries(bundle.templates)) {
      const template = texts.template(text);
      if (template === undefined || template.ok) continue;
      const file = `${bundle.name}/templates/${name}.tmpl`;
      const at = { ...subject, path: file, place: { order: 0, file, line: template.line } };
      report(at, `Go's template parser says: ${template.message}`, {
        expected: 'a file that Alertmanager can read: with this one, it refuses its whole configuration',
      });
    }
  },
};
