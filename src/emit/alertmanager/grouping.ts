import type { ResolvedRoute } from '../../resolve/index.js';
import { defined } from '../packaging/yaml-file.js';

/** How a route gathers alerts into messages, as Alertmanager and Grafana both write it. */
export function groupingOf({ groupBy, groupWait, groupInterval, repeatInterval }: ResolvedRoute): object {
  return defined({
    group_by: groupBy,
    group_wait: groupWait,
    group_interval: groupInterval,
    repeat_interval: repeatInterval,
  });
}
