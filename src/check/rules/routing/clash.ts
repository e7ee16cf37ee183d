import { routingClashes } from '../../../resolve/index.js';
import type { Check } from '../../check.js';

export const routingClash: Check = {
  id: 'routing/clash',
  level: 'error',
  summary:
    'bundles that cannot share an Alertmanager because of conflicting names, receivers or alert labels',
  build(bundles, report) {
    const subjects = new Map(bundles.map(({ routing, subject }) => [routing, subject]));
    for (const { bundle, message, expected, place } of routingClashes([...subjects.keys()])) {
      const subject = subjects.get(bundle);
      if (subject) report({ ...subject, path: `${subject.path}/routing`, place }, message, { expected });
    }
  },
};
