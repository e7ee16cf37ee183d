import { didYouMean } from '../../../catalog/similar.js';
import type { Check, Details } from '../../check.js';
import { type LabelFlow, mayHave } from '../../label-flow.js';
import { listed } from '../../names.js';
import { all } from '../../spans.js';
import { type TemplateUse, templateFunctions, usesOf } from '../../template.js';

export const templateLabel: Check = {
  id: 'alert/template-label',
  level: 'error',
  summary: 'a label that the alert does not have, or a template that does not expand',
  roles: ['alert'],
  expression({ occurrence, analysis }, report) {
    const { origin, text } = occurrence;
    if (origin.type !== 'alert' || !analysis) return;
    const { rule, group } = origin;
    const added = { ...group.labels, ...rule.labels };
    const templates = [
      ...Object.entries(rule.annotations).map((entry) => ['annotation', ...entry] as const),
      ...Object.entries(added).map((entry) => ['label', ...entry] as const),
    ];
    for (const [where, name, template] of templates) {
      for (const use of usesOf(template)) {
        const problem = problemOf(use, where, analysis.root.flow, added);
        if (!problem) continue;
        const excerpt = { text: template, ...spanOf(template, use) };
        report(all(text), `the ${where} ${name} ${problem.message}`, { ...problem.details, excerpt });
      }
    }
  },
};

/** Where a template uses something: the first place where its name stands in an action. */
function spanOf(template: string, { kind, name }: TemplateUse): { start: number; end: number } {
  const written = kind === 'label' && template.includes(`$labels.${name}`) ? `$labels.${name}` : name;
  const action = template.indexOf('{{');
  const start = template.indexOf(written, Math.max(0, action));
  return start < 0
    ? { start: Math.max(0, action), end: template.length }
    : { start, end: start + written.length };
}

interface Problem {
  readonly message: string;
  readonly details?: Details;
}

function problemOf(
  { kind, name }: TemplateUse,
  where: 'annotation' | 'label',
  flow: LabelFlow,
  added: Readonly<Record<string, string>>,
): Problem | undefined {
  switch (kind) {
    case 'label': {
      if (name === '__name__' || mayHave(flow, name)) return undefined;
      const labels = [...flow.possible].sort();
      const own = Object.hasOwn(added, name) || name === 'alertname';
      return {
        message: `uses $labels.${name}, which the expression does not keep`,
        details: {
          expected: own
            ? 'a label of the expression: those that the rule adds are not in $labels'
            : `one of ${listed(labels, 'no label: the expression keeps none')}`,
          suggestion: didYouMean(name, labels),
        },
      };
    }
    case 'value':
      if (where === 'annotation') return undefined;
      return {
        message: 'holds the value: with every new value the alert is another one',
        details: { expected: 'the value in an annotation' },
      };
    case 'function':
      return {
        message: `calls ${name}, which Prometheus' templates do not have`,
        details: { suggestion: didYouMean(name, templateFunctions) },
      };
    case 'variable':
      return {
        message: `uses ${name}, which is not defined`,
        details: { suggestion: didYouMean(name, ['$labels', '$value', '$externalLabels', '$externalURL']) },
      };
    case 'field':
      return {
        message: `uses ${name}, which is not there`,
        details: { expected: '.Labels, .Value, .ExternalLabels or .ExternalURL' },
      };
    case 'broken':
      return { message: `does not expand: ${name}` };
    default:
      return undefined;
  }
}
