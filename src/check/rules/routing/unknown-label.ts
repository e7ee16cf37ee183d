import type { Matcher } from '../../../catalog/index.js';
import { didYouMean, nearest } from '../../../catalog/similar.js';
import { overridesByKey } from '../../../define/index.js';
import { wholeValues } from '../../../query/regular-expression.js';
import {
  matcherText,
  type ResolvedBundle,
  type ResolvedRoute,
  type ResolvedRouting,
  resolveRouting,
} from '../../../resolve/index.js';
import type { Check } from '../../check.js';
import type { BundleModel } from '../../collect/model.js';
import { listed } from '../../names.js';

/** Labels that servers usually add to all of their alerts, as external labels or by relabelling. */
const usuallyExternal =
  /^(cluster|region|zone|az|datacenter|dc|site|env|environment|stage|tenant|account|project|(prometheus_)?replica|prometheus|monitor|origin)(_?(name|id))?$/;

export const routingUnknownLabel: Check = {
  id: 'routing/unknown-label',
  level: 'warning',
  summary: 'a label in the routing that no alert of the bundle has',
  bundle(model, report) {
    const { bundle, subject, settings } = model;
    // The routing is the same in all environments, whose alerts are others.
    const routing = subject.path === bundle.name ? resolveRouting(bundle) : undefined;
    if (!routing) return;
    const uses = usesIn(routing);
    if (uses.length === 0) return;
    const alerts = labelledAlerts(model);
    // A bundle may have the routing alone, for alerts of others.
    if (alerts.length === 0) return;
    // Alertmanager groups, matches and compares labels that the server adds, too.
    const added = [...(settings.externalLabels ?? [])];
    const names = new Set([...added, ...alerts.flatMap(({ labels }) => [...labels])]);
    const open =
      bundle.source.logRules.length > 0 ||
      routing.identity.length === 0 ||
      alerts.some((alert) => alert.open);
    const at = { ...subject, path: `${subject.path}/routing`, place: bundle.source.options.routing?.place };
    const seen = new Set<string>();
    for (const { label, where, effect, sides } of uses) {
      const key = `${label} ${where}`;
      if (seen.has(key)) continue;
      if (names.has(label)) {
        const problem = sides && !added.includes(label) ? equalProblem(label, sides, alerts) : undefined;
        if (!problem) continue;
        seen.add(key);
        report(at, `${where}: ${problem}`, { expected: 'labels that both alerts keep, with by in both' });
        continue;
      }
      const external = settings.externalLabels === undefined && usuallyExternal.test(label);
      if ((open || external) && nearest(label, names) === undefined) continue;
      seen.add(key);
      report(at, `${where}: no alert of the bundle has a label ${label}${effect}`, {
        expected: `one of ${listed([...names].sort())}; set external labels of the server as externalLabels in checks.ts`,
        suggestion: didYouMean(label, names),
      });
    }
  },
};

interface Use {
  readonly label: string;
  readonly where: string;
  readonly effect: string;
  /** Of a label in `equal`: what the rule is between. */
  readonly sides?: { readonly source: readonly Matcher[]; readonly target: readonly Matcher[] };
}

function usesIn({ root, inhibitions, written, identity }: ResolvedRouting): Use[] {
  const own = inhibitions.slice(0, written);
  return [
    ...routeUses(root, true),
    ...own.flatMap(({ name, source, target, equal }, index) => {
      const where = name === undefined ? `inhibitRules[${index}]` : `the inhibit rule ${name}`;
      return [
        ...matcherUses(
          source.filter((one) => !identity.includes(one)),
          `${where}, source`,
        ),
        ...matcherUses(
          target.filter((one) => !identity.includes(one)),
          `${where}, target`,
        ),
        ...equal.map((label) => ({
          label,
          where: `${where}, equal`,
          effect: ', which is equal where both lack it: one alert inhibits all others',
          sides: { source, target },
        })),
      ];
    }),
  ];
}

function routeUses({ matchers, groupBy = [], routes }: ResolvedRoute, isRoot = false): Use[] {
  const where = isRoot ? 'the routing' : `the route ${matchers.map(matcherText).join(', ') || 'for all'}`;
  return [
    ...(isRoot ? [] : matcherUses(matchers, where)),
    ...groupBy
      .filter((label) => label !== '...')
      .map((label) => ({ label, where: `${where}, groupBy`, effect: ': nothing is grouped by it' })),
    ...routes.flatMap((route) => routeUses(route)),
  ];
}

function matcherUses(matchers: readonly Matcher[], where: string): Use[] {
  return matchers
    .filter(({ operator, value }) => !(operator === '=' && value === ''))
    .map(({ label, operator }) => ({
      label,
      where,
      effect: operator.startsWith('!') ? ': the matcher excludes nothing' : ': it matches nothing',
    }));
}

/** What is wrong with a label in `equal` that some alerts have, but not those of the rule. */
function equalProblem(
  label: string,
  { source, target }: NonNullable<Use['sides']>,
  alerts: readonly LabelledAlert[],
): string | undefined {
  const [from, to] = [source, target].map((matchers) =>
    alerts
      .filter(({ name }) => mayMatch(matchers, name))
      .map((alert) => alert.open || alert.labels.has(label)),
  );
  if (!from?.length || !to?.length) return undefined;
  const [inSource, inTarget] = [from.includes(true), to.includes(true)];
  if (!inSource && !inTarget)
    return `neither the source nor the target has the label ${label}, which is then equal: one alert inhibits all others`;
  // Where one side lacks the label, the other has to lack it too.
  if (!inSource && !to.includes(false))
    return `the source has no label ${label}, and all targets have: it inhibits nothing`;
  if (!inTarget && !from.includes(false))
    return `the target has no label ${label}, and all sources have: it inhibits nothing`;
  return undefined;
}

/** Whether an alert of that name may match, whatever its other labels. */
function mayMatch(matchers: readonly Matcher[], name: string): boolean {
  return matchers.every(({ label, operator, value }) => {
    if (label !== 'alertname') return true;
    if (operator === '=' || operator === '!=') return (value === name) === (operator === '=');
    const pattern = wholeValues(value);
    return pattern === undefined || pattern.test(name) === (operator === '=~');
  });
}

/** An alert with the labels that it can have when it reaches Alertmanager. */
interface LabelledAlert {
  readonly name: string;
  readonly labels: ReadonlySet<string>;
  /** Whether it can have others, too. */
  readonly open: boolean;
}

function labelledAlerts(model: BundleModel): LabelledAlert[] {
  const ofEnvironments = environmentLabels(model.bundle);
  return model.sites.flatMap((site) => {
    const { definition } = site;
    if (definition.type !== 'alert') return [];
    const { rule, group } = definition;
    const flow = model.analyseRule(site).analysis?.root.flow;
    const labels = new Set([
      'alertname',
      'severity',
      ...Object.keys(rule.labels),
      ...Object.keys(group.labels ?? {}),
      ...ofEnvironments,
      ...(flow?.possible ?? []),
    ]);
    return [{ name: rule.alert, labels, open: flow?.open ?? true }];
  });
}

function environmentLabels({ source }: ResolvedBundle): string[] {
  return Object.values(source.options.environments?.byName ?? {}).flatMap((environment) => [
    ...Object.keys(environment.labels ?? {}),
    ...Object.values(overridesByKey(environment)).flatMap(({ labels = {} }) => Object.keys(labels)),
  ]);
}
