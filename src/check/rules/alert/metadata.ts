import { didYouMean } from '../../../catalog/similar.js';
import { listedName, lokiTexts } from '../../../define/index.js';
import { matchesOf } from '../../../define/routing/route.js';
import type { ResolvedAlert, ResolvedBundle } from '../../../resolve/index.js';
import type { Check } from '../../check.js';
import type { DefinedRule } from '../../collect/definitions.js';
import { type Subject, within } from '../../collect/subject.js';
import { listed } from '../../names.js';

const absoluteUrl = /^https?:\/\/[^\s/]+/;

/** The options that set annotations, with what belongs there. */
const remedies: Readonly<Record<string, string>> = {
  summary: "summary: '…', one sentence that says what is wrong",
  description: "description: '…', what it means for users and where to look",
  runbook_url: "runbook: runbook('…'), and its file in runbooks/",
};

export const metadata: Check = {
  id: 'alert/metadata',
  level: 'warning',
  summary: 'an alert without the severity, summary, description or runbook that the person on call needs',
  bundle({ bundle, subject, alerts, settings }, report) {
    const checkSeverity = (owner: Subject, severity: string | undefined, what = '') => {
      if (severity !== undefined && settings.severities.includes(severity)) return;
      report(
        owner,
        severity === undefined ? 'the alert has no severity' : `the severity "${severity}"${what} is unknown`,
        {
          expected: `one of ${listed(settings.severities)}`,
          suggestion: severity === undefined ? undefined : didYouMean(severity, settings.severities),
        },
      );
    };
    const checkAnnotations = (owner: Subject, annotations: Readonly<Record<string, string>>) => {
      for (const name of settings.annotations) {
        const text = annotations[name];
        if (text === undefined || text.trim() === '')
          report(owner, `the alert has no ${name}`, {
            expected: remedies[name] ?? `annotations: { ${JSON.stringify(name)}: '…' }`,
          });
      }
    };
    for (const rule of bundle.source.logRules) {
      if (rule.type !== 'lokiAlert') continue;
      const owner = within(subject, `log-rules/${rule.name}`, rule);
      checkSeverity(owner, rule.severity);
      checkAnnotations(owner, {
        ...lokiTexts(rule),
        ...(rule.runbook && { runbook_url: rule.runbook.slug }),
      });
    }
    for (const severity of routedSeverities(bundle))
      checkSeverity({ ...subject, place: bundle.source.options.routing?.place }, severity, ' in routing');
    for (const { rule, subject: owner } of alerts) {
      checkSeverity(owner, rule.labels.severity);
      checkAnnotations(owner, rule.annotations);
      const milder = milderBound(rule, alerts, settings.severities);
      if (milder) report(owner, milder.message, { expected: milder.expected });
      const url = rule.annotations.runbook_url;
      if (url && !absoluteUrl.test(url) && !url.startsWith('{{')) {
        report(owner, `the runbook URL "${url}" is not absolute`, {
          expected: 'an absolute URL, such as https://runbooks.acme.io/lag-high',
        });
      }
      const slug = rule.source.runbook?.slug;
      if (slug !== undefined && !Object.hasOwn(bundle.runbooks, slug)) {
        report(owner, `the runbook ${slug} does not exist`, {
          expected: `runbooks/${slug}.md in the folder of the bundle`,
          suggestion: didYouMean(slug, Object.keys(bundle.runbooks)),
        });
      }
    }
  },
};

/** Severities that routes and inhibitions ask for. */
function routedSeverities({ source }: ResolvedBundle): readonly string[] {
  const { routing } = source.options;
  if (!routing) return [];
  return [...new Set(matchesOf(routing.options).flatMap(({ severity }) => severity ?? []))];
}

/** A level that fires before a milder one: somebody is woken, and the ticket comes later. */
function milderBound(
  { key, source }: ResolvedAlert,
  alerts: readonly DefinedRule<ResolvedAlert>[],
  severities: readonly string[],
): { readonly message: string; readonly expected: string } | undefined {
  const own = source.condition.threshold;
  if (!source.isLevel || typeof own?.bound !== 'number') return undefined;
  const rankOf = (severity = '') => severities.indexOf(severity);
  const rank = rankOf(source.severity);
  for (const { rule } of alerts) {
    const other = rule.source.condition.threshold;
    const isSibling = rule.source.isLevel && listedName(rule.key, rule.source) === listedName(key, source);
    if (!isSibling || rule.key === key || typeof other?.bound !== 'number') continue;
    const otherRank = rankOf(rule.source.severity);
    if (rank < 0 || otherRank < 0 || rank > otherRank) continue;
    const isAbove = own.operator.startsWith('>');
    if (isAbove ? own.bound > other.bound : own.bound < other.bound) continue;
    return {
      message: `the level ${source.severity} fires at ${own.bound}, before ${rule.source.severity} at ${other.bound}`,
      expected: `a bound that is ${isAbove ? 'above' : 'below'} that of every less severe level`,
    };
  }
  return undefined;
}
