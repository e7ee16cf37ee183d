import type { Check } from '../../check.js';
import type { Subject } from '../../collect/subject.js';
import { dashboardUid } from '../../names.js';

export const uid: Check = {
  id: 'dash/uid',
  level: 'error',
  summary: 'a uid that Grafana rejects, or that two dashboards share',
  build(bundles, report) {
    const known = new Map<string, { bundle: string; title: string; subject: Subject }>();
    for (const { name: bundle, dashboards } of bundles) {
      for (const { dashboard, subject: owner } of dashboards) {
        const problem = problemOf(dashboard.uid);
        if (problem !== undefined) {
          report(owner, `the uid "${dashboard.uid}" of dashboard "${dashboard.title}" ${problem}`, {
            expected: '1 to 40 characters: letters, digits, - and _',
          });
        }
        const other = known.get(dashboard.uid);
        if (!other) {
          known.set(dashboard.uid, { bundle, title: dashboard.title, subject: owner });
          continue;
        }
        const inBundle = other.bundle === bundle;
        const where = inBundle ? '' : ` in bundle ${other.bundle}`;
        const expected = 'a unique uid: Grafana keeps one dashboard per uid';
        const cause = `uid ${dashboard.uid}`;
        const shared = (title: string) =>
          `the uid ${dashboard.uid} is also used by dashboard "${title}"${where}`;
        report(owner, shared(other.title), { expected, cause });
        if (inBundle) report(other.subject, shared(dashboard.title), { expected, cause });
      }
    }
  },
};

function problemOf(uid: string): string | undefined {
  if (dashboardUid.test(uid)) return undefined;
  if (uid === '') return 'is empty';
  if (uid.length > 40) return `has ${uid.length} characters`;
  const bad = [...new Set(uid.replace(/[A-Za-z0-9_-]/g, ''))].map((char) => JSON.stringify(char));
  return `contains ${bad.join(' ')}`;
}
