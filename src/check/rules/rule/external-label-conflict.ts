import { didYouMean } from '../../../catalog/similar.js';
import type { Check } from '../../check.js';
import type { Subject } from '../../collect/subject.js';
import { listed } from '../../names.js';

export const externalLabelConflict: Check = {
  id: 'rule/external-label-conflict',
  level: 'warning',
  summary: 'a rule label that overrides an external label, or an external label that does not exist',
  bundle({ alerts, recordings, settings, texts }, report) {
    const { externalLabels } = settings;
    if (!externalLabels) return;
    const checkOne = (owner: Subject, labels: Readonly<Record<string, string>>) => {
      for (const label of Object.keys(labels)) {
        if (!externalLabels.has(label)) continue;
        report(owner, `the label ${label} overrides the external label of the same name`, {
          expected:
            'another name: external labels identify the Prometheus server in remote storage and Alertmanager',
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
            `${name} uses $externalLabels.${use.name}, which is not in externalLabels of the settings`,
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
