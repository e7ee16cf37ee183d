import { legacyLabelName, legacyMetricName } from '../../../catalog/names.js';
import { scrapeSeries } from '../../../catalog/scrape-series.js';
import { type ResolvedBundle, ruleGroups } from '../../../resolve/index.js';
import { seriesOf } from '../../analysis/series.js';
import type { Check } from '../../check.js';
import type { Subject } from '../../collect/subject.js';

/** `level:metric:operations`; the level is empty where everything is aggregated away. */
const convention = /^[a-zA-Z0-9_]*:[a-zA-Z0-9_]+:[a-zA-Z0-9_:]+$/;

/** Names of series that come from targets. A name with a colon is that of a series that rules of others record. */
function scrapedNames({ metrics }: ResolvedBundle): ReadonlySet<string> {
  const declared = metrics.filter(({ name }) => !name.includes(':')).flatMap(seriesOf);
  return new Set([...scrapeSeries, ...declared.map(({ name }) => name)]);
}

export const recordName: Check = {
  id: 'rule/record-name',
  level: 'warning',
  summary:
    'a recorded series that is not named level:metric:operations, has an invalid name or that of a metric',
  bundle({ bundle, subject, alerts, recordings, settings }, report) {
    const checkLabels = (labels: Readonly<Record<string, string>> = {}, owner: Subject) => {
      for (const label of Object.keys(labels)) {
        if (legacyLabelName.test(label) || (settings.utf8Names && label !== '')) continue;
        report(owner, `the label name "${label}" is not valid`, {
          level: 'error',
          expected: 'letters, digits and _, not starting with a digit',
        });
      }
    };
    const scraped = scrapedNames(bundle);
    for (const { rule, subject: owner } of recordings) {
      if (rule.record === '' || (!legacyMetricName.test(rule.record) && !settings.utf8Names)) {
        report(
          owner,
          `the name of the recorded series "${rule.record}" is rejected by older servers and clients`,
          {
            level: 'error',
            expected: 'letters, digits, _ and :, not starting with a digit',
          },
        );
      } else if (scraped.has(rule.record)) {
        report(
          owner,
          `${rule.record} is a scraped metric: recorded series mix with scraped ones, and a sum counts both`,
          {
            level: 'error',
            expected:
              'another name, such as job:requests:rate5m; if nothing exposes the metric, remove it from the catalog',
          },
        );
      } else if (!convention.test(rule.record)) {
        report(owner, `the name ${rule.record} does not follow level:metric:operations`, {
          expected: 'a name such as job:requests:rate5m',
        });
      }
      checkLabels(rule.labels, owner);
    }
    for (const { rule, subject: owner } of alerts) {
      if (rule.alert.trim() === '') report(owner, 'an alert has no name', { level: 'error' });
      checkLabels(rule.labels, owner);
    }
    for (const group of ruleGroups(bundle)) checkLabels(group.labels, subject);
  },
};
