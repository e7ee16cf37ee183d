import { parseDuration } from '../../catalog/duration.js';
import type { AzureOptions, AzureSeverity, UsualSeverity } from '../../define/index.js';
import { shortHash } from '../../output/digest.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { packageName } from '../packaging/names.js';
import { splitRules } from '../packaging/split.js';
import type { PrometheusGroup, PrometheusRule } from '../prometheus/index.js';
import { isoDuration } from './iso-duration.js';

/** A rule group of Azure Managed Prometheus, without what a deployment adds: workspace, location, actions. */
export interface AzureGroup {
  readonly name: string;
  readonly description: string;
  /** ISO 8601. */
  readonly interval: string;
  readonly rules: readonly AzureRule[];
}

export interface AzureRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expression: string;
  readonly for?: string;
  readonly severity?: AzureSeverity;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly resolveConfiguration?: { readonly autoResolved: boolean; readonly timeToResolve?: string };
}

/** Azure Monitor service limits: 20 rules in a group, which cannot be raised. */
const rulesPerGroup = 20;
/** REST API 2023-03-01: the interval should be between 1 and 15 minutes. */
const shortest = 60_000;
const longest = 15 * 60_000;
/** REST API 2023-03-01, ruleGroupName: none of these; names of resources are at most 260 long. */
const forbidden = /[:@/#{}%&+*<>?\\]/g;
const longestName = 260;

const defaultSeverities: Readonly<Record<UsualSeverity, AzureSeverity>> = {
  critical: 0,
  warning: 2,
  info: 3,
};
const defaultResolve = 10;

/** All groups of a bundle: recording rules first, groups split if they are too long for Azure. */
export function azureGroups(
  bundle: ResolvedBundle,
  groups: readonly PrometheusGroup[],
  options: AzureOptions,
): AzureGroup[] {
  const taken = new Set<string>();
  return groups.flatMap((group) => {
    const parts = splitRules(group.rules.map(withRecord), rulesPerGroup);
    return parts.map((part, index) => ({
      name: groupName(bundle, parts.length > 1 ? `${group.name}-${index + 1}` : group.name, taken),
      description: `${bundle.title}: ${group.name}`,
      interval: intervalOf(group),
      rules: part.map(({ rule }) => azureRule(rule, group, options)),
    }));
  });
}

function withRecord(rule: PrometheusRule) {
  return { rule, expr: rule.expr, record: 'record' in rule ? rule.record : undefined };
}

function intervalOf({ interval = '1m' }: PrometheusGroup): string {
  return isoDuration(Math.min(longest, Math.max(shortest, parseDuration(interval) ?? 0)));
}

/** Groups of all bundles share a resource group: names begin with the bundle and are unique. */
function groupName({ name: bundle }: ResolvedBundle, group: string, taken: Set<string>): string {
  const prefix = packageName(bundle);
  const own = group.startsWith(bundle) || group.startsWith(prefix);
  const wanted = own ? group : `${prefix}-${group}`;
  let name = wanted.replaceAll(forbidden, '-').replaceAll(/\s+/g, ' ').trim();
  if (name !== wanted || name.length > longestName || name.endsWith('.') || taken.has(name)) {
    const hash = shortHash(`${bundle}/${group}`);
    name = `${name.slice(0, longestName - 9).replace(/[. ]+$/, '')}-${hash}`;
  }
  taken.add(name);
  return name;
}

function azureRule(rule: PrometheusRule, group: PrometheusGroup, options: AzureOptions): AzureRule {
  const labels = { ...group.labels, ...rule.labels };
  const common = { ...(Object.keys(labels).length > 0 && { labels }) };
  if ('record' in rule) return { record: rule.record, expression: rule.expr, ...common };
  return {
    alert: rule.alert,
    expression: rule.expr,
    ...(rule.for !== undefined && { for: isoDuration(parseDuration(rule.for) ?? 0) }),
    severity: severityOf(rule.labels?.severity, options),
    ...common,
    ...(rule.annotations && { annotations: rule.annotations }),
    resolveConfiguration: resolution(options),
  };
}

function severityOf(severity: string | undefined, { severities }: AzureOptions): AzureSeverity {
  const known: Readonly<Record<string, AzureSeverity | undefined>> = { ...defaultSeverities, ...severities };
  return known[severity ?? ''] ?? defaultSeverities.info;
}

function resolution({ resolveAfterMinutes = defaultResolve }: AzureOptions) {
  if (resolveAfterMinutes === false) return { autoResolved: false };
  return { autoResolved: true, timeToResolve: isoDuration(resolveAfterMinutes * 60_000) };
}
