import type { ResolvedRoute } from '../../resolve/index.js';
import { defined } from '../packaging/yaml-file.js';

/** The grouping of a route, in the common format of Alertmanager and Grafana. */
export function groupingOf({ groupBy, groupWait, groupInterval, repeatInterval }: ResolvedRoute): object {
  return defined({
    group_by: groupBy,
    group_wait: groupWait,
    group_interval: groupInterval,
    repeat_interval: repeatInterval,
  });
}
