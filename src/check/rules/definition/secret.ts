import { secretsIn } from '../../../define/secret-patterns.js';
import type { Check, ReportSubject } from '../../check.js';
import { eachTextOfBundle, eachTextOfDashboard, type VisitText } from '../../collect/published-texts.js';

export const secret: Check = {
  id: 'definition/secret',
  level: 'error',
  summary: 'a secret in a published text, such as a title, description, label, link or runbook',
  bundle(model, report) {
    eachTextOfBundle(model, reportSecrets(report));
  },
  dashboard(defined, report) {
    eachTextOfDashboard(defined, reportSecrets(report));
  },
};

/** The message says where a secret is and of which kind, never its value. */
function reportSecrets(report: ReportSubject): VisitText {
  const reported = new Set<string>();
  return (text, where, subject, cause) => {
    const found = secretsIn(text);
    if (found.length === 0) return;
    for (const { kind } of found) {
      const once = `${subject.path} ${where} ${kind}`;
      if (reported.has(once)) continue;
      reported.add(once);
      report(subject, `${where} contains ${kind}, and the text is published`, {
        expected:
          "the name of the file or variable that holds the secret; if it is not a secret, suppress: [{ check: 'definition/secret', reason: '…' }]",
        ...(cause !== undefined && { cause: `${cause} ${where} ${kind}` }),
      });
    }
  };
}
