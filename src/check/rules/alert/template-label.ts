import { didYouMean } from '../../../catalog/similar.js';
import { type LabelFlow, mayHave } from '../../../query/promql/labels/index.js';
import { all } from '../../analysis/spans.js';
import type { TemplateQuery, TemplateUse } from '../../analysis/template/use.js';
import type { Check, Details } from '../../check.js';
import type { BundleModel } from '../../collect/model.js';
import { listed } from '../../names.js';

export const templateLabel: Check = {
  id: 'alert/template-label',
  level: 'error',
  summary: 'a label that the alert does not have, or a template that does not expand',
  roles: ['alert'],
  expression({ site, analysis }, report, model) {
    const { definition, text } = site;
    if (definition.type !== 'alert' || !analysis) return;
    const { rule, group } = definition;
    const added = { ...group.labels, ...rule.labels };
    const templates = [
      ...Object.entries(rule.annotations).map((entry) => ['annotation', ...entry] as const),
      ...Object.entries(added).map((entry) => ['label', ...entry] as const),
    ];
    for (const [where, name, template] of templates) {
      for (const { text: use, start, end } of outsideBraces(template)) {
        report(all(text), `the ${where} ${name} contains ${use} outside of {{ }}, which is not expanded`, {
          expected: `{{ ${use.replace(/^\$\{(.*)\}$/, '$$$1')} }}`,
          excerpt: { text: template, start, end },
        });
      }
      for (const use of model.texts.uses(template)) {
        const problem = problemOf(use, { where, flow: analysis.root.flow, added, model });
        if (!problem) continue;
        const excerpt = { text: template, ...(problem.at ?? { start: use.start, end: use.end }) };
        report(all(text), `the ${where} ${name} ${problem.message}`, { ...problem.details, excerpt });
      }
    }
  },
};

interface Problem {
  readonly message: string;
  readonly details?: Details;
  /** Where it is more exact than the use. */
  readonly at?: { readonly start: number; readonly end: number } | undefined;
}

interface Context {
  readonly where: 'annotation' | 'label';
  readonly flow: LabelFlow;
  readonly added: Readonly<Record<string, string>>;
  readonly model: BundleModel;
}

/** `$labels.topic` and `$value` where Go's templates see ordinary text. */
function outsideBraces(template: string): { text: string; start: number; end: number }[] {
  const outside = template.replaceAll(/\{\{.*?(?:\}\}|$)/gs, (action) => ' '.repeat(action.length));
  if (!outside.includes('$')) return [];
  return [...outside.matchAll(/\$(?:labels\.\w+|value\b(?!\w))|\$\{(?:labels\.\w+|value)\}/g)].map(
    ({ 0: text, index }) => ({ text, start: index, end: index + text.length }),
  );
}

function problemOf(use: TemplateUse, { where, flow, added, model }: Context): Problem | undefined {
  switch (use.kind) {
    case 'label':
      return labelProblem(use.name, flow, added);
    case 'query':
      return queryProblem(use.query, model);
    case 'query-label':
      return queryLabelProblem(use.name, use.query, model);
    case 'value':
      if (where === 'annotation') return undefined;
      return {
        message: 'contains the value: every new value creates a new alert',
        details: { expected: 'the value in an annotation' },
      };
    case 'function':
      return {
        message: `calls ${use.name}, which does not exist in Prometheus' templates`,
        details: { suggestion: didYouMean(use.name, [...model.texts.functions, ...goFunctions]) },
      };
    case 'variable':
      return {
        message: `uses ${use.name}, which is not defined`,
        details: {
          suggestion: didYouMean(use.name, ['$labels', '$value', '$externalLabels', '$externalURL']),
        },
      };
    case 'field':
      return fieldProblem(use.name, use.there);
    case 'mismatch':
      return { message: use.name, details: { expected: use.expected } };
    case 'broken':
      return { message: `does not expand: ${use.name}`, details: { expected: brokenHint(use.name) } };
    default:
      return undefined;
  }
}

function labelProblem(name: string, flow: LabelFlow, added: Context['added']): Problem | undefined {
  if (name === '__name__' || mayHave(flow, name)) return undefined;
  const labels = [...flow.possible].sort();
  const own = Object.hasOwn(added, name) || name === 'alertname';
  return {
    message: `uses $labels.${name}, which the expression does not keep`,
    details: {
      expected: own
        ? 'a label of the expression: those that the rule adds are not in $labels'
        : expectedLabels(labels, 'the expression'),
      suggestion: didYouMean(name, labels),
    },
  };
}

function queryProblem(query: TemplateQuery, { texts }: BundleModel): Problem | undefined {
  const result = texts.query(query.text);
  if (result.ok || !query.exact) return undefined;
  const [error] = result.errors;
  return {
    message: `queries "${query.written}", which does not parse: ${error?.message ?? 'no expression'}`,
    details: { expected: 'a valid query: otherwise the text of the alert is an error message' },
  };
}

function queryLabelProblem(name: string, query: TemplateQuery, model: BundleModel): Problem | undefined {
  // `strvalue` reads a label that Prometheus passes along with the value.
  if (name === '__name__' || name === '__value__') return undefined;
  const analysis = model.analyseQuery(query.text, query.names);
  if (!analysis || mayHave(analysis.root.flow, name)) return undefined;
  const labels = [...analysis.root.flow.possible].sort();
  return {
    message: `uses the label ${name} of "${query.written}", which that query does not keep`,
    details: {
      expected: expectedLabels(labels, 'the query'),
      suggestion: didYouMean(name, labels),
    },
  };
}

function fieldProblem(name: string, there: readonly string[]): Problem {
  const ofLabel = /^(?:\$labels|\.Labels)\.(.+)$/.exec(name)?.[1];
  if (there.length === 0 && ofLabel !== undefined) {
    return {
      message: `uses ${name}: the value of a label has no fields`,
      details: { expected: `{{ index $labels ${JSON.stringify(ofLabel)} }} for a label of that name` },
    };
  }
  if (there.length === 0)
    return {
      message: `uses ${name} of a list of series, or of a text`,
      details: { expected: 'one series first: {{ range query … }} or {{ query … | first }}' },
    };
  return {
    message: `uses ${name}, which does not exist`,
    details: {
      expected: listed(there.map((field) => `.${field}`)),
      suggestion: didYouMean(name.slice(name.lastIndexOf('.') + 1), there),
    },
  };
}

/** Functions of the template language itself, which Go's `text/template` documents. For suggestions alone. */
const goFunctions: readonly string[] =
  'and call html index slice js len not or print printf println urlquery eq ge gt le lt ne'.split(' ');

function brokenHint(message: string): string | undefined {
  if (message.includes('unclosed action')) return 'a closing }} for each {{';
  if (message.includes('unexpected EOF')) return 'an {{ end }} for each if, range and with';
  if (message.includes('unexpected {{end}}')) return 'an if, range or with before each {{ end }}';
  return undefined;
}

function expectedLabels(labels: readonly string[], keeper: string): string {
  return labels.length === 0 ? `no label: ${keeper} keeps none` : `one of ${listed(labels)}`;
}
