import { exampleValues, type Matcher, type Place } from '../catalog/index.js';
import { grafanaBuilder } from '../emit/grafana/index.js';
import { type AnyScenario, bundleRules, exampleLabels, type RoutingEngine } from '../prove/index.js';
import { matcherAccepts } from '../query/label-matcher.js';
import {
  panelsOf,
  type ResolvedAlert,
  type ResolvedBundle,
  type ResolvedRoute,
  resolveRouting,
} from '../resolve/index.js';
import type {
  SiteAlert,
  SiteBundle,
  SiteDashboard,
  SiteFinding,
  SiteMetric,
  SitePlace,
  SiteRoute,
} from './model.js';
import { receiversOf } from './receivers.js';
import { scenarioIds } from './scenario-ids.js';
import { matchingTexts } from './simulated/matching-text.js';

type GrafanaBuilder = Awaited<ReturnType<typeof grafanaBuilder>>;
export type PlaceOf = (place: Place | undefined) => SitePlace | undefined;

/** A bundle as the page shows it, without what its scenarios give. */
export async function siteBundle(...of: Parameters<typeof lazySiteBundle>): Promise<SiteBundle> {
  return (await lazySiteBundle(...of))();
}

/**
 * The same, made when it is first asked for, and kept: of many bundles, a page shows one.
 *
 * @param alertmanager Decides who is notified; asked for only by a bundle with routes
 */
export async function lazySiteBundle(
  bundle: ResolvedBundle,
  scenarios: readonly AnyScenario[],
  findings: readonly SiteFinding[],
  placeOf: PlaceOf,
  alertmanager: () => Promise<RoutingEngine>,
): Promise<() => Promise<SiteBundle>> {
  const build = await grafanaBuilder(bundle);
  let made: Promise<SiteBundle> | undefined;
  return () => {
    made ??= receiversOf(bundleRules(bundle), alertmanager).then((receivers) =>
      madeBundle(bundle, scenarios, findings, placeOf, build, receivers),
    );
    return made;
  };
}

function madeBundle(
  bundle: ResolvedBundle,
  scenarios: readonly AnyScenario[],
  findings: readonly SiteFinding[],
  placeOf: PlaceOf,
  build: GrafanaBuilder,
  receivers: readonly (readonly string[])[],
): SiteBundle {
  const { name, title, description, version, runbooks } = bundle;
  const ids = scenarioIds(scenarios);
  const routing = resolveRouting(bundle);
  const alertsOf = new Map(
    bundle.alertGroups.flatMap(({ rules }) => rules.map((rule) => [rule.source, rule.alert])),
  );
  const notified = receivers.values();
  const listed = scenarios.map((scenario) => ({
    id: ids.get(scenario) ?? '',
    name: scenario.name,
    alerts: scenario.alerts.flatMap((alert) => alertsOf.get(alert) ?? []),
    place: placeOf(scenario.place),
  }));
  return {
    name,
    title,
    description,
    version,
    runbooks,
    dashboards: dashboardsOf(bundle, placeOf, build),
    alerts: bundle.alertGroups.flatMap((group) =>
      group.rules.map(
        (rule): SiteAlert => ({
          ...alertOf(rule),
          group: group.name,
          receivers: notified.next().value ?? [],
          scenarios: listed.filter(({ alerts }) => alerts.includes(rule.alert)).map(({ id }) => id),
          place: placeOf(rule.place),
        }),
      ),
    ),
    records: bundle.recordingGroups.flatMap(({ rules }) =>
      rules.map(({ record, expr, labels }) => ({ record, expr, labels })),
    ),
    metrics: metricsOf(bundle),
    objectives: objectivesOf(bundle),
    routing: routing && {
      root: routeOf(routing.root),
      inhibitions: routing.inhibitions.map(({ source, target, equal }) => ({
        source: source.map(matcherText),
        target: target.map(matcherText),
        equal,
      })),
    },
    scenarios: listed,
    findings,
  };
}

function dashboardsOf(
  bundle: ResolvedBundle,
  placeOf: PlaceOf,
  build: GrafanaBuilder,
): readonly SiteDashboard[] {
  const made = new Map([...build()].map((dashboard) => [dashboard.uid, dashboard.json]));
  return bundle.dashboards.map((dashboard) => ({
    uid: dashboard.uid,
    title: dashboard.title,
    folder: dashboard.folder,
    place: placeOf(dashboard.place),
    json: made.get(dashboard.uid) ?? {},
    panels: Object.fromEntries(
      panelsOf(dashboard).flatMap((panel) => {
        const place = placeOf(panel.place);
        return place ? [[panel.id, place]] : [];
      }),
    ),
  }));
}

function alertOf(rule: ResolvedAlert): Omit<SiteAlert, 'group' | 'receivers' | 'scenarios' | 'place'> {
  const { alert, expr, labels, annotations, panel, source } = rule;
  const severity = labels.severity ?? '';
  return {
    name: alert,
    severity,
    expr,
    for: rule.for,
    labels,
    annotations,
    panel,
    runbook: source.runbook?.slug,
  };
}

/**
 * Metrics with all labels of their series. Those of the target are not in the catalog; another metric that has such a
 * label of its own says which values it takes, so that the two can be joined and selected alike.
 */
function metricsOf(resolved: ResolvedBundle): readonly SiteMetric[] {
  const { name: bundle, metrics, source } = resolved;
  const expressions = expressionsOf(resolved);
  const known = new Map<string, readonly string[]>();
  for (const { labels } of metrics) {
    for (const [label, values] of Object.entries(labels))
      if (!known.has(label)) known.set(label, exampleValues(values));
  }
  const context = { name: bundle, selectors: source.options.selectors };
  return metrics.map((metric) => {
    const { name, kind, help, unit, range, buckets } = metric;
    const usual = exampleLabels(metric, context);
    const target = metric.targetLabels.map(
      (label) => [label, known.get(label) ?? [usual[label] ?? bundle]] as const,
    );
    const own = Object.entries(metric.labels).map(
      ([label, values]) => [label, exampleValues(values)] as const,
    );
    const labels = withSelected(Object.fromEntries([...target, ...own]), name, expressions);
    return { name, kind, help, unit, range, buckets, labels };
  });
}

/** Labels with the values that expressions select, where none of the examples is one. */
export function withSelected(
  labels: SiteMetric['labels'],
  name: string,
  expressions: readonly string[],
): SiteMetric['labels'] {
  const all: Record<string, readonly string[]> = { ...labels };
  const selector = new RegExp(`(?<![\\w:])${name}(?:_bucket|_sum|_count)?\\{([^}]*)\\}`, 'g');
  for (const [, matchers = ''] of expressions.flatMap((text) => [...text.matchAll(selector)])) {
    for (const [, label = '', operator, value = ''] of matchers.matchAll(
      /(\w+)\s*(=~?)\s*"((?:[^"\\]|\\.)*)"/g,
    )) {
      const values = all[label] ?? [];
      if (label === 'le' || value === '' || value.includes('$') || values.includes(value)) continue;
      const matcher = { operator: operator as '=' | '=~', value };
      if (values.some((one) => matcherAccepts(matcher, one) !== false)) continue;
      const example = operator === '=' ? value : matchingTexts(value)[0];
      if (example && !values.includes(example))
        all[label] = label in labels ? [...values, example] : [example];
    }
  }
  return all;
}

/** All expressions of rules and panels. */
export function expressionsOf(bundle: ResolvedBundle): string[] {
  const rules = [...bundle.recordingGroups, ...bundle.alertGroups].flatMap((group) =>
    group.rules.map(({ expr }) => expr),
  );
  const panels = bundle.dashboards
    .flatMap(panelsOf)
    .flatMap(({ targets }) => targets.map(({ expr }) => expr));
  return [...rules, ...panels];
}

function objectivesOf({ source }: ResolvedBundle): SiteBundle['objectives'] {
  return source.slos.map((slo) => ({
    id: slo.id,
    title: slo.title,
    description: slo.description ?? '',
    objective: slo.objective,
    period: slo.period,
    alerts: Object.entries(slo.alerts).map(([name, { severity = '' }]) => ({ name, severity })),
  }));
}

function routeOf(route: ResolvedRoute): SiteRoute {
  const { receiver, matchers, groupBy, groupWait, groupInterval, repeatInterval, routes } = route;
  return {
    receiver,
    matchers: matchers.map(matcherText),
    continue: route.continue,
    groupBy,
    groupWait,
    groupInterval,
    repeatInterval,
    mute: route.muteTimeIntervals,
    routes: routes.map(routeOf),
  };
}

function matcherText({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}
