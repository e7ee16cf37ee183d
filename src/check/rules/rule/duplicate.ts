import { selectDifferently } from '../../analysis/disjoint.js';
import type { Check, ReportSubject } from '../../check.js';
import type { BundleOutline, OutlinedAlert, OutlinedRecording } from '../../collect/outline.js';
import type { Subject } from '../../collect/subject.js';
import type { Level } from '../../finding.js';
import { sameNames } from './same-names.js';

/** A rule with the key by which duplicates are found. */
interface Known {
  readonly subject: Subject;
  readonly bundle: string;
  readonly group: string;
}

interface KnownRecording extends Known {
  readonly recorded: OutlinedRecording;
  readonly outline: BundleOutline;
}

export const duplicate: Check = {
  id: 'rule/duplicate',
  level: 'error',
  summary: 'two rules that record the same series or define the same alert',
  bundle: sameNames,
  build(bundles, report) {
    const records = new Map<string, KnownRecording[]>();
    const alerts = new Map<string, KnownAlert>();
    for (const outline of bundles) {
      for (const recorded of outline.recordings) recording(recorded, outline, records, report);
      for (const defined of outline.alerts) alert(defined, outline, alerts, report);
    }
  },
};

interface KnownAlert extends Known {
  readonly expr: string;
}

/** All bundles of a build may be installed beside one another: the same series from two of them collides. */
function recording(
  recorded: OutlinedRecording,
  outline: BundleOutline,
  known: Map<string, KnownRecording[]>,
  report: ReportSubject,
): void {
  const { rule, group, subject } = recorded;
  const key = `${rule.record}\u0000${labelKey({ ...group.labels, ...rule.labels })}`;
  const own = { subject, bundle: outline.name, group: group.name, recorded, outline };
  const others = known.get(key);
  if (!others) {
    known.set(key, [own]);
    return;
  }
  const other = others.find((one) => !areApart(one, own));
  others.push(own);
  if (!other) return;
  reportBoth(
    other,
    own,
    `${rule.record} is recorded twice with the same labels: ${where(other, own)}`,
    'one rule per series: otherwise the last evaluation wins, or samples are rejected as duplicates',
    report,
  );
}

function areApart(a: KnownRecording, b: KnownRecording): boolean {
  const [first, second] = [a, b].map(({ outline, recorded }) => outline.analysisOf?.(recorded));
  return first !== undefined && second !== undefined && selectDifferently(first, second);
}

/** Alerts of one name and the same labels; in different bundles only when the expression is the same too. */
function alert(
  { rule, group, subject }: OutlinedAlert,
  { name: bundle, routing: { identity } }: BundleOutline,
  known: Map<string, KnownAlert>,
  report: ReportSubject,
): void {
  const own = { subject, bundle, group: group.name, expr: rule.expr };
  // Identity labels are ignored: alerts that differ in nothing else are duplicates.
  const name = `${rule.alert}\u0000${labelKey({ ...group.labels, ...rule.labels }, identity)}`;
  const inBundle = `${bundle}\u0000${name}`;
  const anywhere = `\u0000${name}\u0000${rule.expr}`;
  const other = known.get(inBundle) ?? known.get(anywhere);
  if (other) {
    reportBoth(
      other,
      own,
      `the alert ${rule.alert} is defined twice with the same labels: ${where(other, own)}`,
      'another name, or a label with a different value',
      report,
      // With other conditions they may be about other series.
      other.expr === own.expr ? undefined : 'warning',
    );
    return;
  }
  known.set(inBundle, own);
  known.set(anywhere, own);
}

/** With both places if both are in the bundle; otherwise the message names the other bundle. */
function reportBoth(
  other: Known,
  own: Known,
  message: string,
  expected: string,
  report: ReportSubject,
  level?: Level,
): void {
  const details = { expected, cause: `${own.subject.path} ${message}`, ...(level && { level }) };
  if (other.bundle === own.bundle) report(other.subject, message, details);
  report(own.subject, message, details);
}

function where(other: Known, own: Known): string {
  if (other.bundle !== own.bundle) return `in bundle ${other.bundle} too`;
  return other.group === own.group ? `both in group ${own.group}` : `in group ${other.group} too`;
}

function labelKey(labels: Readonly<Record<string, string>>, without: object = {}): string {
  const names = Object.keys(labels).filter((name) => !Object.hasOwn(without, name));
  if (names.length > 1) names.sort();
  let key = '';
  for (const name of names) key += `${name}\u0000${labels[name]}\u0000`;
  return key;
}
