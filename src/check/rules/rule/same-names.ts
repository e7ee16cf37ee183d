import type { AlertOrigin, LogRule } from '../../../define/index.js';
import type { ReportSubject } from '../../check.js';
import type { BundleModel } from '../../collect/model.js';
import { type Subject, within } from '../../collect/subject.js';

/**
 * What a bundle knows by its name: an alert is tuned, routed and documented by it, an objective recorded. Of two with
 * one name, one would be left out of some output.
 */
export function sameNames(model: BundleModel, report: ReportSubject): void {
  const twins = sameObjectives(model, report);
  sameAlerts(model, twins, report);
  sameLogAlerts(model, report);
  sameLogRecords(model, report);
}

/** Two places of one mistake. */
function both(first: Subject, second: Subject, message: string, expected: string, report: ReportSubject) {
  const cause = `${first.path} ${message}`;
  report(first, message, { expected, cause });
  report(second, message, { expected, cause });
}

/** @returns the objectives that repeat another: their alerts need no findings of their own */
function sameObjectives({ bundle, subject }: BundleModel, report: ReportSubject): ReadonlySet<unknown> {
  const known = new Map<string, Subject>();
  const repeated = new Set<unknown>();
  for (const slo of bundle.source.slos) {
    const own = within(subject, `slos/${slo.id}`, slo);
    const other = known.get(slo.id);
    if (!other) known.set(slo.id, own);
    else {
      repeated.add(slo);
      const message = `two objectives have the id ${slo.id}, of their service and their name`;
      both(other, own, message, 'another name: their series and alerts are known by it', report);
    }
  }
  return repeated;
}

function sameAlerts({ bundle, subject }: BundleModel, twins: ReadonlySet<unknown>, report: ReportSubject) {
  for (const { name, first, second } of bundle.source.repeatedAlerts) {
    if (second.slo && twins.has(second.slo)) continue;
    const at = ({ alert }: AlertOrigin) => within(subject, `alerts/${name}`, alert);
    const message = `two alerts are named ${name}: ${origin(first)}, and ${origin(second)}`;
    const expected = `another name for ${first.slo ? 'one of the objectives' : 'the alert, or for the objective'}`;
    both(at(first), at(second), message, expected, report);
  }
}

function origin({ slo }: AlertOrigin): string {
  return slo ? `one that the objective ${slo.id} generates` : "one of the bundle's own";
}

/** An alert on logs has its page and its routes by its name, as one of Prometheus has. */
function sameLogAlerts({ bundle, subject, alerts }: BundleModel, report: ReportSubject): void {
  const known = new Map<string, readonly [Subject, string]>();
  for (const { rule, subject: own } of alerts) known.set(rule.alert, [own, 'one of Prometheus']);
  for (const rule of bundle.source.logRules) {
    if (rule.type !== 'lokiAlert') continue;
    const own = within(subject, `log-rules/${rule.name}`, rule);
    const other = known.get(rule.name);
    if (!other) known.set(rule.name, [own, 'one of Loki']);
    else {
      const message = `two alerts are named ${rule.name}: ${other[1]}, and one of Loki`;
      both(other[0], own, message, 'another name for one of them', report);
    }
  }
}

function sameLogRecords({ bundle, subject }: BundleModel, report: ReportSubject): void {
  const known = new Map<string, Subject>();
  for (const rule of bundle.source.logRules) {
    if (rule.type !== 'lokiRecord') continue;
    const own = within(subject, `log-rules/${rule.record}`, rule);
    const key = JSON.stringify([rule.record, Object.entries(rule.labels).sort(), streamsOf(rule)]);
    const other = known.get(key);
    if (!other) known.set(key, own);
    else {
      const message = `${rule.record} is recorded twice by Loki with the same labels`;
      const expected = 'one rule per series, or a label that tells them apart';
      both(other, own, message, expected, report);
    }
  }
}

/** Rules that keep labels of their streams may write different series under one name: those have to be the same. */
function streamsOf({ expr }: LogRule): string {
  return /\b(by|without)\b/.test(expr) ? expr : '';
}
