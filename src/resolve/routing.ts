import { DefinitionError, type Duration, type Matcher, toMatchers } from '../catalog/index.js';
import { levelsOf } from '../define/alerting/alert.js';
import { identityOf } from '../define/alerting/identity.js';
import { alertNameOf } from '../define/alerting/keys.js';
import type { EventRecorderOptions, GlobalOptions, TracingOptions } from '../define/routing/global.js';
import type { Receiver } from '../define/routing/receiver.js';
import {
  type AlertGrouping,
  type InhibitRule,
  type MailServer,
  type RouteMatch,
  type RouteOptions,
  type RoutingOptions,
  receiversOf,
  textMatchers,
  timeIntervalsOf,
} from '../define/routing/route.js';
import type { TimeInterval } from '../define/routing/time-interval.js';
import { anyOf } from './any-of.js';
import {
  type AlertInhibition,
  inhibitionRules,
  levelInhibitions,
  pageInhibitions,
  type ResolvedInhibition,
} from './inhibitions.js';
import { oncePer } from './once.js';
import type { ResolvedBundle } from './resolved.js';

/** Routing with alerts by name and matchers as text: the common input of the outputs for Alertmanager and Grafana. */
export interface ResolvedRouting {
  readonly receivers: readonly Receiver[];
  readonly timeIntervals: readonly TimeInterval[];
  /** Matchers that only the alerts of the bundle satisfy: those of `root`. */
  readonly identity: readonly Matcher[];
  /** The root route of the bundle's alerts. */
  readonly root: ResolvedRoute;
  /** Receiver of alerts of other origin. */
  readonly others?: Receiver | undefined;
  readonly inhibitions: readonly ResolvedInhibition[];
  /** How many of the inhibitions the definition says: the first ones. */
  readonly written: number;
  /** Generated inhibitions, without the inhibit rules of the definition. */
  readonly pages: readonly AlertInhibition[];
  readonly mail?: MailServer | undefined;
  /** Folder of Alertmanager's secrets. */
  readonly secrets: string;
  readonly global?: GlobalOptions | undefined;
  readonly tracing?: TracingOptions | undefined;
  readonly eventRecorder?: EventRecorderOptions | undefined;
  /** Files with templates, as Alertmanager finds them. */
  readonly templates: readonly string[];
}

export interface ResolvedRoute {
  readonly receiver?: string | undefined;
  readonly matchers: readonly Matcher[];
  readonly continue: boolean;
  readonly groupBy?: readonly string[] | undefined;
  readonly groupWait?: Duration | undefined;
  readonly groupInterval?: Duration | undefined;
  readonly repeatInterval?: Duration | undefined;
  readonly muteTimeIntervals: readonly string[];
  /** The only times in which it sends something. @default always */
  readonly activeTimeIntervals?: readonly string[] | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly json?: Readonly<Record<string, unknown>> | undefined;
  readonly routes: readonly ResolvedRoute[];
}

/** Defaults that suit most teams better than those of Alertmanager. */
const defaults = {
  groupBy: ['alertname'],
  groupWait: '30s',
  groupInterval: '5m',
  repeatInterval: '4h',
} as const;
const defaultSecrets = '/etc/alertmanager/secrets';

/** The routing of a bundle; undefined if it has none. */
export const resolveRouting = oncePer((bundle: ResolvedBundle): ResolvedRouting | undefined => {
  const { routing } = bundle.source.options;
  if (!routing) return undefined;
  const { options } = routing;
  const match = matcherFinder(bundle);
  const ours = options.defaults === undefined;
  const { groupBy, groupWait, groupInterval, repeatInterval }: AlertGrouping = {
    ...(ours && defaults),
    ...options,
  };
  const own = (options.inhibitRules ?? []).map((inhibition) => inhibitionOf(inhibition, match));
  const pages = [
    ...levelInhibitions(bundle),
    ...((options.pagesInhibitTickets ?? ours) === false ? [] : pageInhibitions(bundle)),
  ];
  const identity = toMatchers(identityOf(bundle.source.options));
  const settled = new Map(
    receiversOf(options).map((receiver) => [receiver, withDefaults(receiver, options.defaults)]),
  );
  return {
    identity,
    others: options.others && settled.get(options.others),
    pages,
    receivers: [...settled.values()],
    timeIntervals: timeIntervalsOf(options),
    root: {
      receiver: options.receiver.name,
      matchers: identity,
      continue: false,
      groupBy,
      groupWait,
      groupInterval,
      repeatInterval,
      muteTimeIntervals: [],
      labels: options.labels,
      json: options.json,
      routes: (options.routes ?? []).map((route) => routeOf(route, match)),
    },
    inhibitions: within(identity, [...own, ...inhibitionRules(pages)]),
    written: own.length,
    mail: options.mail,
    global: options.global,
    tracing: options.tracing,
    eventRecorder: options.eventRecorder,
    templates: options.templates ?? [],
    secrets: (options.secrets ?? defaultSecrets).replace(/\/+$/, ''),
  };
});

/**
 * The inhibitions of a bundle without routing, for an Alertmanager that it shares with others: levels of one definition
 * are one problem, regardless of the receiver.
 */
export function unroutedInhibitions(bundle: ResolvedBundle): ResolvedInhibition[] {
  return within(toMatchers(identityOf(bundle.source.options)), inhibitionRules(levelInhibitions(bundle)));
}

/** Only alerts of one bundle inhibit each other. */
function within(
  identity: readonly Matcher[],
  inhibitions: readonly ResolvedInhibition[],
): ResolvedInhibition[] {
  return inhibitions.map(({ source, target, ...rest }) => ({
    ...rest,
    source: [...identity, ...source],
    target: [...identity, ...target],
  }));
}

function withDefaults(receiver: Receiver, defaults: RoutingOptions['defaults']): Receiver {
  return defaults && !receiver.defaults ? { ...receiver, defaults } : receiver;
}

type FindMatchers = (match: RouteMatch) => readonly Matcher[];

function routeOf(route: RouteOptions, match: FindMatchers): ResolvedRoute {
  const { groupBy, groupWait, groupInterval, repeatInterval } = route;
  return {
    receiver: route.receiver?.name,
    matchers: match(route.match),
    continue: route.continue ?? false,
    groupBy,
    groupWait,
    groupInterval,
    repeatInterval,
    muteTimeIntervals: (route.muteTimeIntervals ?? []).map(({ name }) => name),
    activeTimeIntervals: route.activeTimeIntervals?.map(({ name }) => name),
    labels: route.labels,
    json: route.json,
    routes: (route.routes ?? []).map((child) => routeOf(child, match)),
  };
}

function inhibitionOf(
  { name, source, target, equal = [], json }: InhibitRule,
  match: FindMatchers,
): ResolvedInhibition {
  return {
    ...(name && { name }),
    source: match(source),
    target: match(target),
    equal,
    ...(json && { json }),
  };
}

function matcherFinder(bundle: ResolvedBundle): FindMatchers {
  const names = new Map(
    Object.entries(bundle.source.alerts).map(([key, alert]) => [alert, alertNameOf(key, alert)]),
  );
  return (match) => {
    if (match === 'all') return [];
    const { severity, alerts, labels = {} } = match;
    const found: Matcher[] = [];
    if (severity !== undefined)
      found.push(anyOf('severity', typeof severity === 'string' ? [severity] : severity));
    if (alerts) {
      found.push(
        anyOf(
          'alertname',
          alerts.map((alert) => {
            const [level = alert] = levelsOf(alert);
            const name = names.get(level);
            if (name === undefined)
              throw new DefinitionError('routing names an alert that the bundle does not have', alert.place);
            return name;
          }),
        ),
      );
    }
    return [...found, ...toMatchers(labels), ...textMatchers(match)];
  };
}
