import type { Check } from '../../check.js';
import { listed } from '../../names.js';

/** Changes that a message names. */
const mostNamed = 5;

export const liveDashboard: Check = {
  id: 'live/dashboard',
  level: 'warning',
  summary: 'a dashboard in Grafana that differs from the one that is built',
  live({ bundle, evidence: { grafana } }, report) {
    if (!grafana) return;
    const dashboards = bundle.model.dashboards.map((one) => ({
      ...one,
      running: grafana.dashboards.get(one.dashboard.uid),
    }));
    const some = dashboards.some(({ running }) => running?.there);
    for (const { dashboard, subject, running } of dashboards) {
      if (!running) continue;
      if (!running.there) {
        report(subject, `${grafana.who} does not have the dashboard ${dashboard.uid}`, {
          level: some ? 'warning' : 'info',
          expected: 'the dashboards of the build, if it should show them',
        });
        continue;
      }
      const { changes, by, at } = running;
      if (changes.length === 0) continue;
      const shown =
        changes.length > mostNamed
          ? [...changes.slice(0, mostNamed), `${changes.length - mostNamed} more`]
          : changes;
      const who = by === undefined ? '' : `, last saved by ${by}${at === undefined ? '' : ` at ${at}`}`;
      report(subject, `${grafana.who} shows another version of ${dashboard.uid}${who}: ${listed(shown)}`, {
        expected: 'the dashboard of the build, or the same change in the definition',
      });
    }
  },
};
