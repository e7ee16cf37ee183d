import type { Check } from '../../check.js';
import { isExpression, isMixed, uidOf } from '../../collect/data-source.js';
import { isRecord } from '../../collect/raw-panel.js';

export const datasource: Check = {
  id: 'dash/datasource',
  level: 'error',
  summary: 'a query that Grafana sends to another data source than its own',
  dashboard({ panels }, report) {
    for (const { panel, subject } of panels) {
      if (panel.source.type !== 'raw') continue;
      const { json } = panel.source;
      const targets = Array.isArray(json.targets)
        ? (json.targets as readonly unknown[]).filter(isRecord)
        : [];
      // Without one of its own, a panel has the data source of its first query.
      const common = json.datasource ?? targets.find((target) => target.datasource != null)?.datasource;
      const uid = uidOf(common);
      if (uid === undefined || isMixed(common)) continue;
      for (const target of targets) {
        const own = uidOf(target.datasource);
        if (own === undefined || own === uid || isExpression(target.datasource)) continue;
        const name = typeof target.refId === 'string' ? `query ${target.refId}` : 'a query';
        report(subject, `${name} names the data source ${own}, but Grafana sends it to the panel's, ${uid}`, {
          expected:
            "datasource: { type: 'datasource', uid: '-- Mixed --' } of the panel, with one for each query",
        });
      }
    }
  },
};
