import type { ResolvedBundle } from '../../define/resolve/index.js';
import type { Occurrence } from '../occurrence.js';
import { type Subject, within } from '../subject.js';
import { substitute } from '../substitute.js';
import { collectDashboard } from './dashboards.js';

/** The bundle itself, for findings and suppressions. */
export function bundleSubject(bundle: ResolvedBundle): Subject {
  return { path: bundle.name, place: bundle.source.place, owners: [bundle.source] };
}

/** Every PromQL expression of a bundle with its definition. */
export function collect(bundle: ResolvedBundle, subject: Subject): Occurrence[] {
  const found: Occurrence[] = [];
  for (const group of bundle.recordingGroups) {
    for (const rule of group.rules) {
      found.push({
        role: 'recording',
        text: rule.expr,
        parsed: substitute(rule.expr),
        subject: recordingSubject(subject, rule),
        origin: { type: 'recording', rule, group },
      });
    }
  }
  for (const group of bundle.alertGroups) {
    for (const rule of group.rules) {
      found.push({
        role: 'alert',
        text: rule.expr,
        parsed: substitute(rule.expr),
        subject: alertSubject(subject, rule),
        origin: { type: 'alert', rule, group },
      });
    }
  }
  for (const dashboard of bundle.dashboards) collectDashboard(dashboard, subject, found);
  return found;
}

type Rules<Groups> = Groups extends readonly { readonly rules: readonly (infer Rule)[] }[] ? Rule : never;
type Alert = Rules<ResolvedBundle['alertGroups']>;
type Recording = Rules<ResolvedBundle['recordingGroups']>;

export function recordingSubject(bundle: Subject, rule: Recording): Subject {
  return within(bundle, `recording-rules/${rule.record}`, rule.source);
}

/** An alert; suppressions of the signals that it bounds apply to it too. */
export function alertSubject(bundle: Subject, rule: Alert): Subject {
  const subject = within(bundle, `alerts/${rule.alert}`, rule.source);
  return { ...subject, owners: [rule.source, ...rule.source.condition.signals, ...bundle.owners] };
}
