import { mayHave } from '../../../query/promql/labels/index.js';
import type { Check } from '../../check.js';
import { logRulesOf } from '../../collect/log-queries.js';

export const emptyLabel: Check = {
  id: 'rule/empty-label',
  level: 'warning',
  summary: 'a label of a rule or of the stack without a value, which is left out',
  roles: ['alert', 'recording'],
  expression({ site: { definition }, analysis }, report) {
    if (definition.type !== 'alert' && definition.type !== 'recording') return;
    const { rule, group } = definition;
    for (const [label, value] of Object.entries({ ...group.labels, ...rule.labels })) {
      // An empty value removes the label of the expression.
      if (value !== '' || !analysis || mayHave(analysis.root.flow, label)) continue;
      report(analysis.root.node, `the label ${label} has no value, so Prometheus leaves it out`, {
        expected: `a value, or no such label: an empty one only removes a label that the expression has`,
        cause: label,
      });
    }
  },
  bundle(model, report) {
    const { bundle, subject, ofEnvironment } = model;
    // The rest belongs to the definition, not to one of its environments.
    if (ofEnvironment) return;
    for (const { rule, subject: own } of logRulesOf(model))
      for (const label of emptyIn(rule.labels))
        report(own, `the label ${label} has no value, so Loki leaves it out`, {
          expected: 'a value, or no such label',
        });
    const { stack } = bundle.source.options;
    if (!stack) return;
    const at = { ...subject, path: `${subject.path}/stack`, place: stack.place };
    const { externalLabels = {}, scrape } = stack.options;
    const ofJobs = scrape.flatMap(({ job, labels = {} }) =>
      emptyIn(labels).map((label) => `the label ${label} of the scrape job ${job}`),
    );
    for (const what of [...emptyIn(externalLabels).map((label) => `the external label ${label}`), ...ofJobs])
      report(at, `${what} has no value, so Prometheus leaves it out`, {
        expected: 'a value, or no such label',
      });
  },
};

function emptyIn(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).flatMap(([label, value]) => (value === '' ? [label] : []));
}
