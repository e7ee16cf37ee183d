import type { ResolvedAlert, ResolvedBundle, ResolvedRecordingRule } from '../../resolve/index.js';
import type { DefinedRule, DefinedRules } from './definitions.js';
import type { ExpressionSite } from './expression-site.js';
import { type Subject, within } from './subject.js';
import { substitute } from './substitute.js';

/** The bundle itself, for findings and suppressions. */
export function bundleSubject(bundle: ResolvedBundle): Subject {
  return { path: bundle.name, place: bundle.source.place, owners: [bundle.source] };
}

/** The rules of a bundle, and their expressions. */
export function collectRules(bundle: ResolvedBundle, outer: Subject): DefinedRules {
  const sites: ExpressionSite[] = [];
  const recordings: DefinedRule<ResolvedRecordingRule>[] = [];
  for (const group of bundle.recordingGroups) {
    for (const rule of group.rules) {
      const subject = within(outer, `recording-rules/${rule.record}`, rule.source);
      recordings.push({ rule, group, subject });
      const parsed = substitute(rule.expr);
      const definition = { type: 'recording', rule, group } as const;
      sites.push({ role: 'recording', text: rule.expr, parsed, subject, definition });
    }
  }
  const alerts: DefinedRule<ResolvedAlert>[] = [];
  for (const group of bundle.alertGroups) {
    for (const rule of group.rules) {
      const subject = alertSubject(outer, rule);
      alerts.push({ rule, group, subject });
      const parsed = substitute(rule.expr);
      const definition = { type: 'alert', rule, group } as const;
      sites.push({ role: 'alert', text: rule.expr, parsed, subject, definition });
    }
  }
  return { alerts, recordings, sites };
}

/** An alert; suppressions of the signals that it bounds apply to it too. */
function alertSubject(bundle: Subject, { key, source }: ResolvedAlert): Subject {
  return {
    path: `${bundle.path}/alerts/${key}`,
    place: source.place,
    owners: [source, ...source.condition.signals, ...bundle.owners],
  };
}
