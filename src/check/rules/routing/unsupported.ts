import { lostInFile } from '../../../emit/alertmanager/receivers.js';
import { lostInContactPoints } from '../../../emit/grafana/alerting/receivers.js';
import { lostInObject, timesWithoutUtc } from '../../../emit/kubernetes/alertmanager-config.js';
import type { ResolvedRouting, SharedRouting } from '../../../resolve/index.js';
import type { Check, ReportSubject } from '../../check.js';
import type { Subject } from '../../collect/subject.js';

export const routingUnsupported: Check = {
  id: 'routing/unsupported',
  level: 'warning',
  summary: 'an option of the routing that one of the outputs does not support',
  build(bundles, report) {
    for (const { routing: shared, subject } of bundles) {
      if (shared.routed) reportLost(shared.routed.routing, shared, subject, report);
    }
  },
};

function reportLost(
  routing: ResolvedRouting,
  { place, asObject, templates }: SharedRouting,
  subject: Subject,
  report: ReportSubject,
): void {
  const at = { ...subject, path: `${subject.path}/routing`, place };
  for (const option of lostInFile(routing)) {
    report(
      at,
      `${option} is left out of Alertmanager's file, because Alertmanager cannot read this secret from a file`,
      {
        expected:
          'another login: for AWS, profile, roleArn or the environment; for OAuth 2.0, clientId as a string',
      },
    );
  }
  // Charts and modules have the object at a switch: it is asked for where the manifests have it.
  const level = asObject ? 'warning' : 'info';
  const ownTemplates = Object.keys(templates).length > 0 ? ['templates/'] : [];
  for (const option of [...lostInObject(routing), ...ownTemplates]) {
    report(at, `${option} is left out of the AlertmanagerConfig, which has no field for it`, {
      level,
      expected:
        'the setting in the Alertmanager object or its file, or an option that AlertmanagerConfig supports',
    });
  }
  for (const { name } of timesWithoutUtc(routing)) {
    report(
      at,
      `no AlertmanagerConfig is written: the time interval ${name} is in a time zone with daylight saving time`,
      {
        level,
        expected: 'UTC, the only time zone of AlertmanagerConfig, or a zone without daylight saving time',
      },
    );
  }
  for (const option of lostInContactPoints(routing.receivers)) {
    report(at, `${option} is left out of Grafana's contact points, which have no setting for it`, {
      level: 'info',
      expected: "Alertmanager's own configuration file, which supports all options",
    });
  }
}
