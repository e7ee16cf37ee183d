import { parseDuration } from '../../../catalog/duration.js';
import { type ResolvedGroup, ruleGroups } from '../../../resolve/index.js';
import type { Check, ReportSubject } from '../../check.js';
import type { Subject } from '../../collect/subject.js';
import { counted } from '../../names.js';
import type { Backend } from '../../settings.js';

/** Limits of a backend; an absent one is unlimited. */
interface Limits {
  readonly name: string;
  readonly rulesPerGroup: number;
  readonly groups: number;
  readonly groupsAre: string;
  readonly interval?: readonly [minimumMs: number, maximumMs: number, text: string];
  readonly keepFiringFor: boolean;
}

const limits: Readonly<Partial<Record<Backend, Limits>>> = {
  mimir: {
    name: 'Mimir',
    rulesPerGroup: 20,
    groups: 70,
    groupsAre: 'groups per tenant',
    keepFiringFor: true,
  },
  azure: {
    name: 'Azure Managed Prometheus',
    rulesPerGroup: 20,
    groups: 500,
    groupsAre: 'groups per workspace',
    interval: [60_000, 900_000, '1 to 15 minutes'],
    keepFiringFor: false,
  },
};

export const targetLimits: Check = {
  id: 'target/limits',
  level: 'error',
  summary: 'rule groups that exceed a limit of a backend',
  bundle({ bundle, subject, settings }, report) {
    const groups: readonly ResolvedGroup[] = ruleGroups(bundle);
    for (const limit of limitsOf(settings.backends))
      for (const group of groups) checkGroup(group, limit, subject, report);
  },
  build(bundles, report) {
    const [first] = bundles;
    if (!first) return;
    const groups = bundles.reduce((sum, bundle) => sum + bundle.groups, 0);
    for (const limit of limitsOf(first.backends)) {
      if (groups > limit.groups) {
        report(
          first.subject,
          `${counted(groups, 'rule group')}, but ${limit.name} accepts ${limit.groups} ${limit.groupsAre}`,
        );
      }
    }
  },
};

function limitsOf(backends: Iterable<Backend>): Limits[] {
  return [...backends].flatMap((backend) => limits[backend] ?? []);
}

function checkGroup(group: ResolvedGroup, limit: Limits, subject: Subject, report: ReportSubject): void {
  const { name, rules, interval } = group;
  if (rules.length > limit.rulesPerGroup) {
    report(
      subject,
      `group ${name} has ${counted(rules.length, 'rule')}, but ${limit.name} accepts ${limit.rulesPerGroup}`,
      {
        expected: 'fewer rules per group: move some of them to another group',
      },
    );
  }
  const milliseconds = interval === undefined ? undefined : parseDuration(interval);
  if (milliseconds !== undefined && limit.interval) {
    const [minimum, maximum, text] = limit.interval;
    if (milliseconds < minimum || milliseconds > maximum) {
      report(subject, `group ${name} is evaluated every ${interval}, but ${limit.name} accepts ${text}`);
    }
  }
  for (const rule of rules) {
    if (rule.type !== 'alert' || rule.keepFiringFor === undefined || limit.keepFiringFor) continue;
    report(subject, `the alert ${rule.alert} sets keepFiringFor, which ${limit.name} does not support`, {
      level: 'warning',
    });
  }
}
