import { absent } from '../../query/index.js';
import { type AnyAlert, alert } from '../alerting/alert.js';
import { holds } from '../alerting/condition.js';
import type { Absent } from './absent.js';
import type { SloBase } from './base.js';
import { alertWords } from './names.js';
import type { SloSignals } from './signals.js';

/** In its own rule group: its alert has no labels of single series, so it would inhibit the tickets of all of them. */
export function absentAlert(base: SloBase, missing: Absent, { events }: SloSignals): AnyAlert {
  const { id, service, name, title, groupBy, sli, labels, runbook, place } = base;
  const made = alert({
    when: holds(absent(sli.total), ...events.slice(0, 1)),
    for: missing.for,
    severity: missing.severity,
    group: `sloth-slo-absent-${id}`,
    labels: {
      ...labels,
      sloth_id: id,
      sloth_service: service,
      sloth_slo: name,
      sloth_severity: missing.severity === 'critical' ? 'page' : 'ticket',
      ...missing.labels,
    },
    summary: `${title}: no SLI data, the series of the objective are missing`,
    description:
      `The series of ${sli.total.name} that the objective ${title} is measured with have been missing for ${missing.for}` +
      `${groupBy.length > 0 ? `, for every ${groupBy.join(' and ')}` : ''}. The service is down, its metrics were renamed, ` +
      'or the scrape fails. An idle service still has its series, unless it has been restarted since. ' +
      'Until they are back, the burn rate alerts cannot fire.',
    runbook,
  });
  return { ...made, place };
}

/** `checkout` and `availability`: CheckoutAvailabilitySliAbsent. */
export function absentAlertName({ id }: Pick<SloBase, 'id'>): string {
  return alertWords(id, 'SliAbsent');
}
