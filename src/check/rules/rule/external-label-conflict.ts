import { didYouMean } from '../../../catalog/similar.js';
import type { Check } from '../../check.js';
import type { Subject } from '../../collect/subject.js';
import { listed } from '../../names.js';

export const externalLabelConflict: Check = {
  id: 'rule/external-label-conflict',
  level: 'warning',
  summary: 'a label of a rule that hides an external label, or an external label that does not exist',
  bundle({ alerts, recordings, settings, texts }, report) {
    const { externalLabels } = settings;
    if (!externalLabels) return;
    const checkOne = (owner: Subject, labels: Readonly<Record<string, string>>) => {
      for (const label of Object.keys(labels)) {
        if (!externalLabels.has(label)) continue;
        report(owner, `the label ${label} hides the external label of the same name`, {
          expected: 'another name: remote storage and Alertmanager would no longer tell the sources apart',
        });
      }
    };
    for (const { rule, group, subject } of recordings) checkOne(subject, { ...group.labels, ...rule.labels });
    for (const { rule, group, subject } of alerts) {
      const labels = { ...group.labels, ...rule.labels };
      checkOne(subject, labels);
      for (const [name, template] of Object.entries({ ...rule.annotations, ...labels })) {
        for (const use of texts.uses(template)) {
          if (use.kind !== 'external-label' || externalLabels.has(use.name)) continue;
          report(
            subject,
            `${name} uses $externalLabels.${use.name}, and Prometheus has no such external label`,
            {
              expected: `one of ${listed(externalLabels)}`,
              suggestion: didYouMean(use.name, externalLabels),
            },
          );
        }
      }
    }
  },
};
