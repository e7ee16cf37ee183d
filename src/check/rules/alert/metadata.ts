import { didYouMean } from '../../../catalog/similar.js';
import type { Check } from '../../check.js';
import { listed } from '../../names.js';

const absoluteUrl = /^https?:\/\/[^\s/]+/;

export const metadata: Check = {
  id: 'alert/metadata',
  level: 'warning',
  summary: 'an alert without the severity, summary, description or runbook that the person on call needs',
  bundle({ bundle, alerts, settings }, report) {
    for (const { rule, subject: owner } of alerts) {
      const { severity } = rule.labels;
      if (severity === undefined || !settings.severities.includes(severity)) {
        report(
          owner,
          severity === undefined ? 'the alert has no severity' : `the severity "${severity}" is unknown`,
          {
            expected: `one of ${listed(settings.severities)}`,
            suggestion: severity === undefined ? undefined : didYouMean(severity, settings.severities),
          },
        );
      }
      for (const name of settings.annotations) {
        const text = rule.annotations[name];
        if (text === undefined || text.trim() === '') report(owner, `the alert has no ${name}`);
      }
      const url = rule.annotations.runbook_url;
      if (url && !absoluteUrl.test(url) && !url.startsWith('{{')) {
        report(owner, `the runbook URL "${url}" is not absolute`, {
          expected: 'an absolute URL, such as https://runbooks.acme.io/lag-high',
        });
      }
      const slug = rule.source.runbook?.slug;
      if (slug !== undefined && !Object.hasOwn(bundle.runbooks, slug)) {
        report(owner, `the runbook ${slug} does not exist`, {
          expected: `runbooks/${slug}.md in the folder of the bundle`,
          suggestion: didYouMean(slug, Object.keys(bundle.runbooks)),
        });
      }
    }
  },
};
