import type { Analysed } from '../../analysis/analysis.js';
import { isAbsence } from '../../analysis/conditions.js';
import { bare } from '../../analysis/parentheses.js';
import { all } from '../../analysis/spans.js';
import type { Check } from '../../check.js';

export const absentValue: Check = {
  id: 'alert/absent-value',
  level: 'warning',
  summary: 'an annotation with the value of an alert that is 1 while series are missing',
  roles: ['alert'],
  expression({ site, analysis }, report, model) {
    const { definition, text } = site;
    if (definition.type !== 'alert' || !analysis) return;
    const sides = alternatives(analysis.root);
    const absent = sides.find(isAbsence);
    // An alert about missing series alone has no other value that a text could mean.
    if (!absent || sides.every(isAbsence)) return;
    for (const [name, template] of Object.entries(definition.rule.annotations)) {
      if (saysMoreIf(template)) continue;
      const use = model.texts.uses(template).find(({ kind }) => kind === 'value' || kind === 'format');
      if (!use) continue;
      report(
        all(text),
        `the annotation ${name} shows the value, which is 1 while ${text.slice(absent.node.start, absent.node.end)} is true, so it says nothing`,
        {
          expected:
            'missing(…, { as: 0 }), which gives missing series a value; a separate alert for them; or no value in the text',
          excerpt: { text: template, start: use.start, end: use.end },
        },
      );
    }
  },
};

/** Whether words of a text depend on a condition: they may tell the two apart. Formats of numbers have one, too. */
function saysMoreIf(template: string): boolean {
  const branches = [...template.matchAll(/\{\{-?\s*if\b.*?\}\}(.*?)\{\{-?\s*end\b/gs)];
  return branches.some(([, inner = '']) => inner.replace(/\{\{.*?\}\}/gs, '').trim() !== '');
}

/** The sides of `or`. */
function alternatives(analysed: Analysed): Analysed[] {
  const { node, children } = bare(analysed);
  return node.kind === 'binary' && node.op === 'or' ? children.flatMap(alternatives) : [bare(analysed)];
}
