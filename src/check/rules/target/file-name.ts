import type { Check, ReportSubject } from '../../check.js';
import type { BundleModel } from '../../collect/model.js';
import { type Subject, within } from '../../collect/subject.js';

/** Something that becomes a file of its name. */
interface Named {
  readonly kind: string;
  readonly name: string;
  readonly subject: Subject;
}

/**
 * Outputs are committed, packed and copied: a checkout on macOS or Windows keeps one of two files whose names differ
 * only in case, and Windows refuses to create a file with the name of a device.
 */
export const fileName: Check = {
  id: 'target/file-name',
  level: 'error',
  summary: 'names whose output files are the same file on macOS or Windows, or that Windows cannot store',
  bundle(model, report) {
    for (const named of [dashboards(model), alerts(model), runbooks(model), templates(model)])
      checkNames(named, report);
  },
  build(bundles, report) {
    // Names of bundles that differ only in case: bundle/name.
    for (const { name, subject } of bundles) checkDevice({ kind: 'bundle', name, subject }, report);
  },
};

function checkNames(all: readonly Named[], report: ReportSubject): void {
  const known = new Map<string, Named>();
  for (const own of all) {
    checkDevice(own, report);
    const key = folded(own.name);
    const other = known.get(key);
    known.set(key, other ?? own);
    if (!other || other.name === own.name) continue;
    const message = `the ${own.kind}s ${other.name} and ${own.name} differ only in case: on macOS and Windows, the file of one overwrites that of the other`;
    const details = { expected: 'names that differ in more than case', cause: message };
    report(other.subject, message, details);
    report(own.subject, message, details);
  }
}

function checkDevice({ kind, name, subject }: Named, report: ReportSubject): void {
  if (!device.test(name)) return;
  report(
    subject,
    `the ${kind} ${name} becomes a file that Windows cannot store: it is a reserved device name`,
    {
      level: 'warning',
      expected: 'another name, such as one with a prefix',
    },
  );
}

/**
 * With or without an ending.
 * Source: Microsoft, "Naming Files, Paths, and Namespaces".
 */
const device = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)/i;

/** APFS also ignores in which form a character is written: `é`, or `e` and an accent. */
function folded(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}

function dashboards({ dashboards: all }: BundleModel): Named[] {
  return all.map(({ dashboard, subject }) => ({ kind: 'dashboard', name: dashboard.uid, subject }));
}

/** Those on logs have pages beside the others. */
function alerts({ alerts: all, bundle, subject }: BundleModel): Named[] {
  const onMetrics = all.map(({ rule, subject: own }) => ({ kind: 'alert', name: rule.alert, subject: own }));
  const onLogs = bundle.source.logRules
    .filter((rule) => rule.type === 'lokiAlert')
    .map((rule) => ({
      kind: 'alert',
      name: rule.name,
      subject: within(subject, `log-rules/${rule.name}`, rule),
    }));
  return [...onMetrics, ...onLogs];
}

/** Each with the first alert that links to it, which has a place. */
function runbooks(model: BundleModel): Named[] {
  const linked = new Map<string, Subject>();
  for (const { rule, subject } of model.alerts) {
    const slug = rule.source.runbook?.slug;
    if (slug !== undefined && !linked.has(slug)) linked.set(slug, subject);
  }
  return Object.keys(model.bundle.runbooks).map((name) => ({
    kind: 'runbook',
    name,
    subject: linked.get(name) ?? model.subject,
  }));
}

function templates({ bundle, subject }: BundleModel): Named[] {
  return Object.keys(bundle.templates).map((name) => ({ kind: 'template', name, subject }));
}
