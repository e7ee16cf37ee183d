import { exampleValues } from '../../catalog/index.js';
import type { Slo } from '../../define/index.js';

/** Labels of a second group of a grouped objective; undefined if there can be only one group. */
export function otherGroup({ groupBy, sli }: Slo): Readonly<Record<string, string>> | undefined {
  const metrics = [sli.part, sli.total].flatMap(({ metric }) => (metric ? [metric] : []));
  for (const label of groupBy) {
    const examples = metrics.flatMap(({ labels }) => (labels[label] ? exampleValues(labels[label]) : []));
    const fixed = sli.total.matchers.some((matcher) => matcher.label === label);
    const first = examples[0];
    if (fixed) continue;
    return { [label]: examples.find((value) => value !== first) ?? `another-${label}` };
  }
  return undefined;
}
