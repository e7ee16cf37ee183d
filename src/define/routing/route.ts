import {
  DefinitionError,
  type Duration,
  type LabelMatch,
  type Matcher,
  type Place,
} from '../../catalog/index.js';
import { type AnyAlert, levelsOf } from '../alerting/alert.js';
import type { Severity } from '../alerting/severity.js';
import type { SecretFile } from '../secret.js';
import type { EventRecorderOptions, GlobalOptions, TracingOptions } from './global.js';
import { parseMatchers } from './matcher-text.js';
import type { Receiver } from './receiver.js';
import type { TimeInterval } from './time-interval.js';

/** Selects alerts: all conditions must match. */
export interface AlertMatch {
  readonly severity?: Severity | readonly Severity[];
  /** Alerts of this bundle, as objects, so that renaming an alert keeps its route. */
  readonly alerts?: readonly AnyAlert[];
  readonly labels?: Readonly<Record<string, LabelMatch>>;
  /**
   * Matchers as Alertmanager's file writes them, for what `labels` cannot say, such as two of one label:
   * `['severity!="info"', 'severity!="none"']`.
   */
  readonly matchers?: string | readonly string[];
}

/** What a route is for; `'all'` takes every alert that comes to it. */
export type RouteMatch = AlertMatch | 'all';

/** How alerts are grouped into notifications, and when these are sent. */
export interface AlertGrouping {
  /** Labels to group by; `'...'` alone sends every alert separately. @default alertname */
  readonly groupBy?: readonly string[];
  /** How long to wait for more alerts of a new group. @default 30s */
  readonly groupWait?: Duration;
  /** How long to wait before notifying about changes in a group. @default 5m */
  readonly groupInterval?: Duration;
  /** How long to wait before repeating a notification for alerts that still fire. @default 4h */
  readonly repeatInterval?: Duration;
}

export interface RouteOptions extends AlertGrouping {
  readonly match: RouteMatch;
  /** @default the receiver of the parent route */
  readonly receiver?: Receiver;
  /** Continue with the following routes, so that other receivers are notified too. @default false */
  readonly continue?: boolean;
  /** Times in which the route sends nothing. */
  readonly muteTimeIntervals?: readonly TimeInterval[];
  /** The only times in which the route sends something. @default always */
  readonly activeTimeIntervals?: readonly TimeInterval[];
  /** Labels of the route itself, templates too, which messages can show. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly routes?: readonly RouteOptions[];
  /** Fields of Alertmanager's routes that have no option here, by the names in its file; merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/**
 * While an alert that matches `source` fires, no notifications are sent for alerts of this bundle that match `target`
 * and have the same values of the labels `equal`.
 */
export interface InhibitRule {
  /** Name of the rule, which metrics of Alertmanager show. */
  readonly name?: string;
  readonly source: RouteMatch;
  readonly target: RouteMatch;
  /** @default none: one source alert inhibits all target alerts */
  readonly equal?: readonly string[];
  /** Fields of Alertmanager's inhibition rules that have no option here, by the names in its file; merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** The mail server that Alertmanager sends through. */
export interface MailServer {
  readonly from: string;
  /** `host:port` */
  readonly smarthost: `${string}:${number}`;
  readonly username?: string;
  readonly password?: SecretFile;
  /** @default true */
  readonly requireTls?: boolean;
}

export interface RoutingOptions extends AlertGrouping {
  /** Receiver of the bundle's alerts that match no route. */
  readonly receiver: Receiver;
  /** Receiver of alerts of other origin in the same Alertmanager. @default no notification */
  readonly others?: Receiver;
  /** The first route that matches applies, unless it has `continue`. */
  readonly routes?: readonly RouteOptions[];
  readonly inhibitRules?: readonly InhibitRule[];
  /** Receivers that no route names, for routes that others write. */
  readonly receivers?: readonly Receiver[];
  /** Time intervals that no route names. */
  readonly timeIntervals?: readonly TimeInterval[];
  /**
   * `'alertmanager'` leaves out what is ours: how alerts are grouped and repeated, inhibitions by pages, and in messages
   * what `receiver()` says of its own `defaults`.
   */
  readonly defaults?: 'alertmanager';
  /** Alertmanager's own settings, which bundles of one Alertmanager share. */
  readonly global?: GlobalOptions;
  /** Where Alertmanager sends traces of its own work. */
  readonly tracing?: TracingOptions;
  /** Where Alertmanager records its events. */
  readonly eventRecorder?: EventRecorderOptions;
  /**
   * Further files with templates, as Alertmanager finds them; `*` in the name of a file. Those in `templates/*.tmpl` of
   * the bundle's folder are copied beside its file and named there. @default none
   */
  readonly templates?: readonly string[];
  /** Labels of the bundle's route, templates too, which messages can show. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Fields of the bundle's route that have no option here, by the names in Alertmanager's file; merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
  /**
   * While a critical alert fires, warnings and infos of its rule group are inhibited if the labels that both get from
   * their series, and those of environments, have the same values. Alerts without common labels are not inhibited, and
   * labels of environments alone do not count: list such alerts in `inhibitRules`. @default true
   */
  readonly pagesInhibitTickets?: boolean;
  /** Required for receivers that send e-mail. */
  readonly mail?: MailServer;
  /** Folder of the secret files on the Alertmanager host. @default /etc/alertmanager/secrets */
  readonly secrets?: string;
  /**
   * Name of the Secret with the same files as keys, for an AlertmanagerConfig: in its namespace, with `.` instead of
   * `/`.
   * @default the bundle's name and `alertmanager`: `shop-alertmanager`
   */
  readonly kubernetesSecret?: string;
}

/** The receivers and routes of a bundle's alerts. */
export interface Routing {
  readonly type: 'routing';
  readonly options: RoutingOptions;
  readonly place: Place;
}

/** Every receiver of the routing, that of the root first. */
export function receiversOf(options: RoutingOptions): readonly Receiver[] {
  const routed = allRoutes(options.routes).flatMap(({ receiver }) => (receiver ? [receiver] : []));
  const { receiver: first, others, receivers = [] } = options;
  return [...new Set([first, ...routed, ...receivers, ...(others ? [others] : [])])];
}

/** Every time interval of the routing, in the order of the routes. */
export function timeIntervalsOf(options: RoutingOptions): readonly TimeInterval[] {
  const named = allRoutes(options.routes).flatMap(({ muteTimeIntervals = [], activeTimeIntervals = [] }) => [
    ...muteTimeIntervals,
    ...activeTimeIntervals,
  ]);
  return [...new Set([...named, ...(options.timeIntervals ?? [])])];
}

/**
 * @throws DefinitionError when routing names an alert that the bundle does not have
 */
export function checkRouting({ options, place }: Routing, alerts: Readonly<Record<string, AnyAlert>>): void {
  const known = new Set(Object.values(alerts));
  const isKnown = (alert: AnyAlert) => levelsOf(alert).every((level) => known.has(level));
  if (matchesOf(options).some((match) => !(match.alerts ?? []).every(isKnown))) {
    throw new DefinitionError('routing names an alert that the bundle does not list', place);
  }
}

/** All matches of routes and inhibit rules. */
export function matchesOf({ routes, inhibitRules = [] }: RoutingOptions): readonly AlertMatch[] {
  return [
    ...allRoutes(routes).map(({ match }) => match),
    ...inhibitRules.flatMap(({ source, target }) => [source, target]),
  ].filter((match) => match !== 'all');
}

/** Routes with those under them. */
export function allRoutes(routes: readonly RouteOptions[] = []): readonly RouteOptions[] {
  return routes.flatMap((route) => [route, ...allRoutes(route.routes)]);
}

/** Matchers that stand as texts in a match. */
export function textMatchers({ matchers = [] }: AlertMatch): readonly Matcher[] {
  return (typeof matchers === 'string' ? [matchers] : matchers).flatMap((text) => parseMatchers(text) ?? []);
}
