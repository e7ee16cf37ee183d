import { legacyLabelName, legacyMetricName } from '../../../catalog/names.js';
import type { Check } from '../../check.js';
import { within } from '../../collect/subject.js';

export const catalogName: Check = {
  id: 'catalog/name',
  level: 'error',
  summary: 'a metric or a label with a name that older servers and clients reject',
  bundle({ bundle, subject, settings }, report) {
    if (settings.utf8Names) return;
    for (const metric of bundle.metrics) {
      const owner = within(subject, `metrics/${metric.name}`, metric);
      if (!legacyMetricName.test(metric.name)) {
        report(owner, `the metric name ${JSON.stringify(metric.name)} is not valid`, {
          expected: 'letters, digits, _ and :, not starting with a digit; or utf8Names in checks.ts',
        });
      }
      for (const label of [...Object.keys(metric.labels), ...metric.targetLabels]) {
        if (legacyLabelName.test(label)) continue;
        report(owner, `the label name ${JSON.stringify(label)} of metric ${metric.name} is not valid`, {
          expected: 'letters, digits and _, not starting with a digit; or utf8Names in checks.ts',
        });
      }
    }
  },
};
