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

/** Selects alerts: all of its conditions must match. */
export interface AlertMatch {
  /** Severity, or one of several. */
  readonly severity?: Severity | readonly Severity[];
  /** Alerts of this bundle, as values, so that renaming an alert does not break its route. */
  readonly alerts?: readonly AnyAlert[];
  /** Matchers by label. */
  readonly labels?: Readonly<Record<string, LabelMatch>>;
  /**
   * Matchers in the form of Alertmanager's configuration file, for what `labels` cannot express, such as two matchers
   * of one label: `['severity!="info"', 'severity!="none"']`.
   */
  readonly matchers?: string | readonly string[];
}

/** The alerts that a route takes; `'all'` matches every alert. */
export type RouteMatch = AlertMatch | 'all';

/** How alerts are grouped into notifications, and when these are sent. */
export interface AlertGrouping {
  /** Labels to group by; `'...'` alone sends every alert separately. @default alertname */
  readonly groupBy?: readonly string[];
  /** Wait before the first notification about a new group, for further alerts of the group. @default 30s */
  readonly groupWait?: Duration;
  /** Wait before a notification about changes of a group. @default 5m */
  readonly groupInterval?: Duration;
  /** Wait before a notification about alerts that still fire is repeated. @default 4h */
  readonly repeatInterval?: Duration;
}

/** Options of a route. */
export interface RouteOptions extends AlertGrouping {
  /** Alerts that the route takes. */
  readonly match: RouteMatch;
  /** Receiver. @default the receiver of the parent route */
  readonly receiver?: Receiver;
  /** Continues with the next sibling route, so that other receivers are notified too. @default false */
  readonly continue?: boolean;
  /** Time intervals in which the route sends no notifications. @default none */
  readonly muteTimeIntervals?: readonly TimeInterval[];
  /** Time intervals outside of which the route sends no notifications. @default always active */
  readonly activeTimeIntervals?: readonly TimeInterval[];
  /** Labels of the route, which may be templates and which messages can show. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Child routes. */
  readonly routes?: readonly RouteOptions[];
  /** Further fields of the route, in the form of Alertmanager's configuration file; merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/**
 * An inhibition rule: while an alert that matches `source` fires, no notifications are sent for alerts of this bundle
 * that match `target` and have the same values of the labels `equal`.
 */
export interface InhibitRule {
  /** Name of the rule, shown in Alertmanager's metrics. */
  readonly name?: string;
  /** Alerts that inhibit. */
  readonly source: RouteMatch;
  /** Alerts that are inhibited. */
  readonly target: RouteMatch;
  /** Labels that must have the same value. @default none: one source alert inhibits all target alerts */
  readonly equal?: readonly string[];
  /** Further fields of the inhibition rule, in the form of Alertmanager's configuration file; merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** The mail server of Alertmanager. */
export interface MailServer {
  /** Sender of e-mail. */
  readonly from: string;
  /** Address of the server, `host:port`. */
  readonly smarthost: `${string}:${number}`;
  /** User name. @default no authentication */
  readonly username?: string;
  /** Password. */
  readonly password?: SecretFile;
  /** Requires STARTTLS. @default true */
  readonly requireTls?: boolean;
}

/** Options of `routing`. */
export interface RoutingOptions extends AlertGrouping {
  /** Receiver of the bundle's alerts that match no route. */
  readonly receiver: Receiver;
  /** Receiver of alerts that belong to no bundle, in the same Alertmanager. @default none: no notifications */
  readonly others?: Receiver;
  /** Routes. The first that matches applies, and with `continue` also later ones. */
  readonly routes?: readonly RouteOptions[];
  /** Inhibition rules. @default none, besides `pagesInhibitTickets` */
  readonly inhibitRules?: readonly InhibitRule[];
  /** Receivers that no route uses, for routes that are defined elsewhere. */
  readonly receivers?: readonly Receiver[];
  /** Time intervals that no route uses. */
  readonly timeIntervals?: readonly TimeInterval[];
  /**
   * `'alertmanager'` disables the defaults of Dashwright: grouping and repeat intervals, `pagesInhibitTickets`, and the
   * defaults of receivers.
   *
   * @default those of Dashwright
   */
  readonly defaults?: 'alertmanager';
  /** Global settings, which all bundles of one Alertmanager share. */
  readonly global?: GlobalOptions;
  /** Tracing of Alertmanager itself. @default none */
  readonly tracing?: TracingOptions;
  /** Event recorder of Alertmanager. @default none */
  readonly eventRecorder?: EventRecorderOptions;
  /**
   * Further template files, as paths on the Alertmanager host; file names may contain `*`. Files `templates/*.tmpl` of
   * the bundle's folder are copied next to the configuration file and listed there.
   *
   * @default none
   */
  readonly templates?: readonly string[];
  /** Labels of the bundle's route, which may be templates and which messages can show. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Further fields of the bundle's route, in the form of Alertmanager's configuration file; merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
  /**
   * While a critical alert fires, alerts of the severities warning and info in its rule group are inhibited if the
   * labels of their series, and those of environments, have the same values. Alerts without common labels are not
   * inhibited, and labels of environments alone do not count: list such alerts in `inhibitRules`.
   *
   * @default true
   */
  readonly pagesInhibitTickets?: boolean;
  /** Mail server; required for receivers with e-mail. */
  readonly mail?: MailServer;
  /** Folder of the secret files on the Alertmanager host. @default /etc/alertmanager/secrets */
  readonly secrets?: string;
  /**
   * Name of the Kubernetes Secret with the same files as keys, for an AlertmanagerConfig: in its namespace, with `.` in
   * place of `/`.
   *
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

/** Every receiver of the routing, the default receiver first. */
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

/** Routes and their child routes. */
export function allRoutes(routes: readonly RouteOptions[] = []): readonly RouteOptions[] {
  return routes.flatMap((route) => [route, ...allRoutes(route.routes)]);
}

/** Matchers that are given as text. */
export function textMatchers({ matchers = [] }: AlertMatch): readonly Matcher[] {
  return (typeof matchers === 'string' ? [matchers] : matchers).flatMap((text) => parseMatchers(text) ?? []);
}
