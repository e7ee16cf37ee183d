import { DefinitionError, type Duration, type Matcher, toMatchers } from '../catalog/index.js';
import { identityOf } from '../define/alerting/identity.js';
import type { Receiver } from '../define/routing/receiver.js';
import {
  type AlertMatch,
  type InhibitRule,
  type MailServer,
  type RouteOptions,
  receiversOf,
  timeIntervalsOf,
} from '../define/routing/route.js';
import type { TimeInterval } from '../define/routing/time-interval.js';
import { anyOf } from './any-of.js';
import {
  type AlertInhibition,
  inhibitionRules,
  pageInhibitions,
  type ResolvedInhibition,
} from './inhibitions.js';
import type { ResolvedBundle } from './resolved.js';

/** Routing with alerts by name and matchers as text: what Alertmanager and Grafana both write. */
export interface ResolvedRouting {
  readonly receivers: readonly Receiver[];
  readonly timeIntervals: readonly TimeInterval[];
  /** What the alerts of the bundle have and no others: the matchers of `root`. */
  readonly identity: readonly Matcher[];
  /** The route of the bundle's alerts, below which all its other routes are. */
  readonly root: ResolvedRoute;
  /** Receiver of alerts that are not the bundle's. */
  readonly others?: Receiver | undefined;
  readonly inhibitions: readonly ResolvedInhibition[];
  /** Which alerts inhibit which, without those that the definition lists itself. */
  readonly pages: readonly AlertInhibition[];
  readonly mail?: MailServer | undefined;
  /** Folder of Alertmanager's secrets. */
  readonly secrets: string;
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
  readonly routes: readonly ResolvedRoute[];
}

/** Defaults; those of Alertmanager itself are not what most teams want. */
const defaults = {
  groupBy: ['alertname'],
  groupWait: '30s',
  groupInterval: '5m',
  repeatInterval: '4h',
} as const;
const defaultSecrets = '/etc/alertmanager/secrets';

/** The routing of a bundle; undefined if it has none. */
export function resolveRouting(bundle: ResolvedBundle): ResolvedRouting | undefined {
  const { routing } = bundle.source.options;
  if (!routing) return undefined;
  const { options } = routing;
  const match = matcherFinder(bundle);
  const { groupBy, groupWait, groupInterval, repeatInterval } = { ...defaults, ...options };
  const own = (options.inhibitRules ?? []).map((inhibition) => inhibitionOf(inhibition, match));
  const pages = options.pagesInhibitTickets === false ? [] : pageInhibitions(bundle);
  const identity = toMatchers(identityOf(bundle.source.options));
  return {
    identity,
    others: options.others,
    pages,
    receivers: receiversOf(options),
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
      routes: (options.routes ?? []).map((route) => routeOf(route, match)),
    },
    // Only alerts of this bundle inhibit each other.
    inhibitions: [...own, ...inhibitionRules(pages)].map(({ source, target, equal }) => ({
      source: [...identity, ...source],
      target: [...identity, ...target],
      equal,
    })),
    mail: options.mail,
    secrets: (options.secrets ?? defaultSecrets).replace(/\/+$/, ''),
  };
}

type FindMatchers = (match: AlertMatch) => readonly Matcher[];

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
    routes: (route.routes ?? []).map((child) => routeOf(child, match)),
  };
}

function inhibitionOf({ source, target, equal = [] }: InhibitRule, match: FindMatchers): ResolvedInhibition {
  return { source: match(source), target: match(target), equal };
}

function matcherFinder(bundle: ResolvedBundle): FindMatchers {
  const names = new Map(Object.entries(bundle.source.alerts).map(([name, alert]) => [alert, name]));
  return ({ severity, alerts, labels = {} }) => {
    const found: Matcher[] = [];
    if (severity !== undefined)
      found.push(anyOf('severity', typeof severity === 'string' ? [severity] : severity));
    if (alerts) {
      found.push(
        anyOf(
          'alertname',
          alerts.map((alert) => {
            const name = names.get(alert);
            if (name === undefined)
              throw new DefinitionError('routing names an alert that the bundle does not have', alert.place);
            return name;
          }),
        ),
      );
    }
    return [...found, ...toMatchers(labels)];
  };
}
