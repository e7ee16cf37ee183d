import { mayHave } from '../../../query/promql/labels/index.js';
import type { Check } from '../../check.js';

export const emptyLabel: Check = {
  id: 'rule/empty-label',
  level: 'warning',
  summary: 'a label of a rule without a value, which Prometheus leaves out',
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
};
