import { exampleValues, type Place } from '../catalog/index.js';
import { byCodeUnit } from '../compare.js';
import { alertLabels, type Identity, identityOf } from '../define/alerting/identity.js';
import { usualSeverities } from '../define/alerting/severity.js';
import { nullReceiver } from '../define/routing/null-receiver.js';
import { isSecretFile, secretPath } from '../define/secret.js';
import { fixedValue, keptLabels, labelFlowOf } from '../query/promql/labels/index.js';
import type { ResolvedInhibition } from './inhibitions.js';
import { oncePer } from './once.js';
import type { ResolvedAlert, ResolvedBundle } from './resolved.js';
import { type ResolvedRoute, type ResolvedRouting, resolveRouting, unroutedInhibitions } from './routing.js';

/**
 * What bundles with a common Alertmanager must know about each other. Plain data, because the cache keeps it between
 * builds.
 */
export interface SharedRouting {
  readonly name: string;
  readonly title: string;
  /** Whether it has alerts on metrics. */
  readonly alerting: boolean;
  readonly identity: Identity;
  /** The organisation of Grafana that has its alerts as Grafana-managed rules. */
  readonly orgId: number;
  /** Its most severe severity. */
  readonly worst: string;
  /** Labels of each alert, including those on log lines. */
  readonly alerts: readonly LabelledAlert[];
  readonly place: Place;
  /** Its notification templates, by file name without `.tmpl`. */
  readonly templates: Readonly<Record<string, string>>;
  /** Whether its manifests have an AlertmanagerConfig. */
  readonly asObject: boolean;
  /** What inhibits what in a bundle without routing: levels of its alerts. */
  readonly unrouted: readonly ResolvedInhibition[];
  /** Absent in a bundle without routing. */
  readonly routed?: Routed | undefined;
}

/** The routing of a bundle, and its alerts. */
export interface Routed {
  readonly routing: ResolvedRouting;
  /** Its alerts on metrics, with the labels of an instance that could fire. */
  readonly examples: readonly ExampleAlert[];
}

export interface LabelledAlert {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An alert with labels that it could have. */
export interface ExampleAlert extends LabelledAlert {
  /** Names of the labels that every instance has with this value. */
  readonly fixed: readonly string[];
}

/** A bundle with its routing. */
export interface RoutedBundle extends Routed {
  readonly bundle: SharedRouting;
}

export const sharedRouting = oncePer((bundle: ResolvedBundle): SharedRouting => {
  const { options, alerts, logRules, place } = bundle.source;
  const routing = resolveRouting(bundle);
  const named = [
    ...Object.entries(alerts),
    ...logRules.flatMap((rule) => (rule.type === 'lokiAlert' ? [[rule.name, rule] as const] : [])),
  ];
  return {
    name: bundle.name,
    title: bundle.title,
    alerting: bundle.alertGroups.length > 0,
    identity: identityOf(options),
    orgId: options.grafanaAlerting?.orgId ?? 1,
    worst: (options.severities ?? usualSeverities)[0] ?? '',
    alerts: named.map(([name, alert]) => ({ alert: name, labels: alertLabels(options, alert) })),
    place: options.routing?.place ?? place,
    templates: bundle.templates,
    asObject: (options.kubernetes?.options.alertmanagerConfig ?? false) !== false,
    unrouted: routing ? [] : unroutedInhibitions(bundle),
    routed: routing && { routing, examples: alertExamples(bundle) },
  };
});

/** The bundles that have routing, in the order of their names. */
export function routedBundles(bundles: readonly SharedRouting[]): RoutedBundle[] {
  return bundles
    .flatMap((bundle) => (bundle.routed ? [{ bundle, ...bundle.routed }] : []))
    .sort((a, b) => byCodeUnit(a.bundle.name, b.bundle.name));
}

function alertExamples(bundle: ResolvedBundle): ExampleAlert[] {
  const examples = labelExamples(bundle);
  return bundle.alertGroups.flatMap((group) =>
    group.rules.map((rule) => {
      const own = { ...plainLabels(group.labels ?? {}), ...plainLabels(rule.labels), alertname: rule.alert };
      const flow = labelFlowOf(rule.source.condition.node);
      const labels = { ...seriesLabels(rule, examples), ...own };
      const fixed = Object.keys(labels).filter(
        (name) => Object.hasOwn(own, name) || fixedValue(flow, name) !== undefined,
      );
      return { alert: rule.alert, labels, fixed };
    }),
  );
}

type Labels = LabelledAlert['labels'];

/**
 * The labels that an alert gets from its series: values fixed by the expression, otherwise examples from the catalog.
 */
function seriesLabels({ source }: ResolvedAlert, examples: Labels): Labels {
  const { node } = source.condition;
  const flow = labelFlowOf(node);
  return Object.fromEntries(
    (keptLabels(node) ?? []).flatMap((label) => {
      const value = fixedValue(flow, label) ?? examples[label];
      return value === undefined ? [] : [[label, value]];
    }),
  );
}

function labelExamples(bundle: ResolvedBundle): Labels {
  const found: Record<string, string> = {};
  for (const { labels } of bundle.metrics) {
    for (const [label, values] of Object.entries(labels)) {
      const [first] = exampleValues(values);
      if (first !== undefined) found[label] ??= first;
    }
  }
  return found;
}

/** Labels that are templates have a value only when the alert fires. */
function plainLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => !value.includes('{{')));
}

/** The routes of bundles that share an Alertmanager; all other alerts go to `others`, or to no receiver. */
export function routeOfAll(routings: readonly Pick<ResolvedRouting, 'root' | 'others'>[]): ResolvedRoute {
  return {
    receiver: routings.find(({ others }) => others)?.others?.name ?? nullReceiver,
    matchers: [],
    continue: false,
    muteTimeIntervals: [],
    routes: routings.map(({ root }) => root),
  };
}

/** Why two bundles cannot share an Alertmanager. */
export interface RoutingClash {
  /** The bundle of the finding. */
  readonly bundle: SharedRouting;
  readonly message: string;
  readonly expected: string;
  readonly place: Place;
}

/**
 * Why the bundles of a build cannot share an Alertmanager: the same name for different things, or alerts that two
 * bundles would route.
 */
export function routingClashes(bundles: readonly SharedRouting[]): RoutingClash[] {
  const routed = routedBundles(bundles);
  return [...clashingNames(routed), ...claimedAlerts(routed, bundles)];
}

function* clashingNames(routed: readonly RoutedBundle[]): Generator<RoutingClash> {
  const known = new Map<string, { readonly owner: SharedRouting; readonly content: string }>();
  for (const { bundle, routing } of routed) {
    for (const { kind, name, content, place = bundle.place } of namedIn(routing)) {
      const key = `${kind} ${name}`;
      const other = known.get(key);
      if (!other) known.set(key, { owner: bundle, content });
      else if (other.content !== content) {
        yield {
          bundle,
          place,
          message: `${kind} ${JSON.stringify(name)} of bundle ${bundle.name} differs from that of bundle ${other.owner.name}: names must be unique within an Alertmanager`,
          expected:
            kind === setting
              ? 'the same value in both, or the setting in one of them only'
              : `a name of its own, such as ${JSON.stringify(`${bundle.name}-${name}`)}, or one definition that both bundles import`,
        };
      }
    }
    const { others } = routing;
    const first = routed.find((each) => each.routing.others)?.bundle;
    const chosen = first && routed.find((each) => each.bundle === first)?.routing.others;
    if (others && chosen && chosen.name !== others.name) {
      yield {
        bundle,
        place: others.place,
        message: `alerts from elsewhere are routed to ${JSON.stringify(chosen.name)} by bundle ${first?.name}, but to ${JSON.stringify(others.name)} by bundle ${bundle.name}: an Alertmanager has one receiver for them`,
        expected: 'the same receiver as `others` in both, or `others` in one of them only',
      };
    }
  }
}

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly content: string;
  /** @default that of the routing */
  readonly place?: Place;
}

const setting = 'the setting';

function* namedIn({
  receivers,
  timeIntervals,
  mail,
  secrets,
  ...settings
}: ResolvedRouting): Generator<Named> {
  const { global = {}, tracing, eventRecorder } = settings;
  for (const [name, value] of Object.entries({ ...global, tracing, eventRecorder }))
    if (value !== undefined) yield { kind: setting, name, content: canonical(value, secrets) };
  for (const receiver of receivers) {
    const { name, place, type: _, ...integrations } = receiver;
    // E-mail receivers with different mail servers are different receivers.
    const server = receiver.email.length > 0 ? mail : undefined;
    yield { kind: 'receiver', name, place, content: canonical({ integrations, server }, secrets) };
  }
  for (const { name, intervals, place } of timeIntervals)
    yield { kind: 'time interval', name, place, content: canonical(intervals, secrets) };
}

/** The same text for the same data, whatever the order of its keys; secrets as their paths in a folder. */
function canonical(data: unknown, secrets: string): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (isSecretFile(value)) return { path: secretPath(value, secrets) };
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b)));
  });
}

/** Alerts of one bundle that have all identity labels of another. */
function* claimedAlerts(
  routed: readonly RoutedBundle[],
  bundles: readonly SharedRouting[],
): Generator<RoutingClash> {
  for (const { bundle: claiming } of routed) {
    const identity = Object.entries(claiming.identity);
    for (const bundle of bundles) {
      if (bundle === claiming) continue;
      const claimed = bundle.alerts.find(({ labels }) =>
        identity.every(([label, value]) => labels[label] === value),
      );
      if (!claimed) continue;
      const written = identity.map(([label, value]) => `${label}="${value}"`).join(', ');
      yield {
        bundle: claiming,
        place: claiming.place,
        message: `alert ${claimed.alert} of bundle ${bundle.name} also has ${written}, which identifies the alerts of bundle ${claiming.name}: its routes would match it`,
        expected: 'an identity that matches no alert of another bundle: bundle({ identity: { … } })',
      };
    }
  }
}
