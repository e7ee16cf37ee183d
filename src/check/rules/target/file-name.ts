import { alertFile } from '../../../emit/docs/alert-file.js';
import type { Check, ReportSubject } from '../../check.js';
import type { BundleModel } from '../../collect/model.js';
import { type Subject, within } from '../../collect/subject.js';

/** Something that becomes a file of its name. */
interface Named {
  readonly kind: string;
  readonly name: string;
  /** Name of its file, where it is not the same. */
  readonly file?: string;
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
    for (const { name, subject } of bundles) checkWindows({ kind: 'bundle', name, subject }, report);
  },
};

function checkNames(all: readonly Named[], report: ReportSubject): void {
  const known = new Map<string, Named>();
  for (const own of all) {
    checkWindows(own, report);
    const key = folded(own.file ?? own.name);
    const other = known.get(key);
    known.set(key, other ?? own);
    if (!other || other.name === own.name) continue;
    const message = `the ${own.kind}s ${other.name} and ${own.name} differ only in case: on macOS and Windows, the file of one overwrites that of the other`;
    const details = { expected: 'names that differ in more than case', cause: message };
    report(other.subject, message, details);
    report(own.subject, message, details);
  }
}

function checkWindows({ kind, name, file = name, subject }: Named, report: ReportSubject): void {
  const why = device.test(file)
    ? 'it is a reserved device name'
    : notInNames.test(file)
      ? 'it has characters that file names cannot have there'
      : undefined;
  if (why === undefined) return;
  const shown = JSON.stringify(name).slice(1, -1);
  report(subject, `the ${kind} ${shown} becomes a file that Windows cannot store: ${why}`, {
    level: 'warning',
    expected: 'another name, of letters, digits, - and _',
  });
}

/** Also line breaks, which many programs for Linux cannot handle either. */
const notInNames = /[<>:"|?*\\\p{Cc}\u2028\u2029]|[. ]$/u;

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

/** Their pages are named after them; alerts on logs have pages in the same folder. */
function alerts({ alerts: all, bundle, subject }: BundleModel): Named[] {
  const onMetrics = all.map(({ rule, subject: own }) => ({
    kind: 'alert',
    name: rule.alert,
    file: pageOf(rule.alert),
    subject: own,
  }));
  const onLogs = bundle.source.logRules
    .filter((rule) => rule.type === 'lokiAlert')
    .map((rule) => ({
      kind: 'alert',
      name: rule.name,
      file: pageOf(rule.name),
      subject: within(subject, `log-rules/${rule.name}`, rule),
    }));
  return [...onMetrics, ...onLogs];
}

/** The name of the page without its folder. */
function pageOf(alert: string): string {
  return alertFile(alert).replace(/^.*\//, '');
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
