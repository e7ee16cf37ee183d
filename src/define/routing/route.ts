import {
  DefinitionError,
  type Duration,
  type LabelMatch,
  type Matcher,
  type Place,
  placeOf,
  toMatchers,
} from '../../catalog/index.js';
import {
  choice,
  chosenBy,
  duration,
  flag,
  isRecord,
  jsonObject as jsonShape,
  labelMatches,
  labelName,
  list,
  made,
  matching,
  name,
  options as optionsOf,
  record,
  required,
  type Shape,
  several,
  text,
  unfit,
  validate,
  wrong,
} from '../../catalog/shape/index.js';
import { matcherAccepts } from '../../query/label-matcher.js';
import { type AnyAlert, levelsOf } from '../alerting/alert.js';
import type { Severity } from '../alerting/severity.js';
import { checkName } from '../deployment/kubernetes-name.js';
import { refuseSecrets, type SecretFile, secretShape } from '../secret.js';
import { severity as severityShape } from '../shapes.js';
import {
  type EventRecorderOptions,
  eventRecorderFields,
  type GlobalOptions,
  globalFields,
  type TracingOptions,
  tracingFields,
} from './global.js';
import { refuseHttp } from './http-rules.js';
import { shapeOf } from './integrations/field.js';
import { refuseJson } from './json.js';
import { parseMatchers } from './matcher-text.js';
import { refuseMissing } from './missing-settings.js';
import { refuseOpenSecrets } from './open-secrets.js';
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
   * their series, and those of environments, have the same values. Alerts without common labels are not inhibited: list
   * them in `inhibitRules`. @default true
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

const matcherTexts: Shape = (value) =>
  typeof value !== 'string'
    ? wrong(value, 'matchers as texts, such as severity="critical"')
    : parseMatchers(value)?.every((matcher) => isEvaluable(matcher))
      ? undefined
      : unfit(value, 'matchers of Alertmanager, such as severity=~"warning|info"');
const alertMatchShape = optionsOf<AlertMatch>({
  severity: several(severityShape),
  alerts: list(made('alert()', 'alert')),
  labels: labelMatches(labelName),
  matchers: several(matcherTexts),
});
const matchShape: Shape = (value) => (value === 'all' ? undefined : alertMatchShape(value));
const groupLabels = list(name);
const grouping = {
  groupBy: ((value) =>
    Array.isArray(value) && value.includes('...') && value.length > 1
      ? unfit(value, "labels, or '...' alone")
      : groupLabels(value)) satisfies Shape,
  groupWait: duration,
  groupInterval: duration,
  repeatInterval: duration,
};
const receiverShape = made('receiver()', 'receiver');
const timesShape = made('timeInterval()', 'timeInterval');
const routeShape: Shape = optionsOf<RouteOptions>({
  ...grouping,
  match: required(matchShape),
  receiver: receiverShape,
  continue: flag,
  muteTimeIntervals: list(timesShape),
  activeTimeIntervals: list(timesShape),
  labels: record(text, labelName),
  routes: list((value) => routeShape(value)),
  json: jsonShape,
});
const shape = optionsOf<RoutingOptions>({
  ...grouping,
  receiver: required(receiverShape),
  others: receiverShape,
  routes: list(routeShape),
  inhibitRules: list(
    optionsOf<InhibitRule>({
      name,
      source: required(matchShape),
      target: required(matchShape),
      equal: list(labelName),
      json: jsonShape,
    }),
  ),
  receivers: list(receiverShape),
  timeIntervals: list(timesShape),
  defaults: choice('alertmanager'),
  global: shapeOf(globalFields),
  tracing: shapeOf(tracingFields),
  eventRecorder: shapeOf(eventRecorderFields),
  templates: list(name),
  labels: record(text, labelName),
  json: jsonShape,
  pagesInhibitTickets: flag,
  mail: optionsOf<MailServer>({
    from: required(name),
    smarthost: required(matching(/^\S+:\d+$/, 'host:port')),
    username: text,
    // A literal password is rejected below, by a message that does not repeat it.
    password: chosenBy((value) => (typeof value === 'string' ? text : secretShape)),
    requireTls: flag,
  }),
  secrets: text,
  kubernetesSecret: name,
});

/**
 * Routes and receivers of a bundle's alerts: `bundle({ routing })`.
 *
 * @throws DefinitionError for a literal secret, a regular expression that RE2 does not support, two receivers or time
 *   intervals with the same name, or e-mail without a server
 * @example routing({ receiver: team, routes: [{ match: { severity: 'critical' }, receiver: onCall }] })
 */
export function routing(options: RoutingOptions): Routing {
  const place = placeOf(routing);
  // Secrets are rejected first, by a message that does not repeat them.
  if (!isRecord(options)) validate(shape, options, 'routing', place);
  const { mail, secrets, kubernetesSecret, global, tracing, eventRecorder, ...tree } = options;
  const { json } = options;
  refuseSecrets({ mail, secrets, global, tracing, eventRecorder, json }, 'routing', place);
  validate(shape, options, 'routing', place);
  if (kubernetesSecret !== undefined) checkName('kubernetesSecret', kubernetesSecret, place);
  for (const [key, fields] of Object.entries(settings)) {
    const given = options[key as keyof typeof settings];
    if (given) refuseOpenSecrets(fields, given, `routing.${key}`, place);
  }
  refuseHttp(global?.httpConfig, 'routing.global', place);
  if (global) refuseJson(globalFields, global, global.json, 'routing.global', place);
  refuseRouteJson(options.json, 'routing', place);
  for (const route of allRoutes(tree.routes)) {
    refuseRouteJson(route.json, 'route', place);
    refuseSecrets(route.json, 'routing.json', place);
    if (isEmpty(route.match)) {
      throw new DefinitionError(
        'a route without a condition in match: set receiver of routing({ … }) for all other alerts',
        place,
        { expected: "what it matches, or match: 'all' for every alert that comes to it" },
      );
    }
    refuseSecrets(route.match, 'routing.match', place);
  }
  // Used only later; checked here, where a mistake has a place.
  for (const { labels } of matchesOf(options)) if (labels) toMatchers(labels, place);
  for (const { json: own } of options.inhibitRules ?? []) refuseInhibitionJson(own, place);
  const receivers = receiversOf(options);
  refuseTwins('receivers', receivers, place);
  refuseTwins('time intervals', timeIntervalsOf(options), place);
  refuseMissing(receivers, options, place);
  return { type: 'routing', options, place };
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

function allRoutes(routes: readonly RouteOptions[] = []): readonly RouteOptions[] {
  return routes.flatMap((route) => [route, ...allRoutes(route.routes)]);
}

function isEmpty(match: RouteMatch): boolean {
  if (match === 'all') return false;
  const { severity, alerts, labels = {}, matchers = [] } = match;
  return (
    severity === undefined &&
    alerts === undefined &&
    Object.keys(labels).length === 0 &&
    matchers.length === 0
  );
}

/** Matchers that stand as texts in a match. */
export function textMatchers({ matchers = [] }: AlertMatch): readonly Matcher[] {
  return (typeof matchers === 'string' ? [matchers] : matchers).flatMap((text) => parseMatchers(text) ?? []);
}

/** Whether the tests of routes can evaluate a matcher. */
function isEvaluable(matcher: Matcher): boolean {
  return matcherAccepts(matcher) !== undefined;
}

const settings = { global: globalFields, tracing: tracingFields, eventRecorder: eventRecorderFields };

const routeKeys: Readonly<Record<string, string>> = {
  receiver: 'receiver',
  matchers: 'match',
  match: 'match',
  match_re: 'match',
  group_by: 'groupBy',
  group_wait: 'groupWait',
  group_interval: 'groupInterval',
  repeat_interval: 'repeatInterval',
  continue: 'continue',
  mute_time_intervals: 'muteTimeIntervals',
  active_time_intervals: 'activeTimeIntervals',
  labels: 'labels',
  routes: 'routes',
};
const inhibitionKeys: Readonly<Record<string, string>> = {
  name: 'name',
  source_match: 'source',
  source_match_re: 'source',
  source_matchers: 'source',
  target_match: 'target',
  target_match_re: 'target',
  target_matchers: 'target',
  equal: 'equal',
};

type Json = RouteOptions['json'];
const refuseRouteJson = (json: Json, what: string, place: Place) => refuseKeys(json, routeKeys, what, place);
const refuseInhibitionJson = (json: Json, place: Place) =>
  refuseKeys(json, inhibitionKeys, 'inhibit rule', place);

/** Routes and inhibitions decide what is tested and shown: what an option can say is not said past it. */
function refuseKeys(
  json: Json = {},
  keys: Readonly<Record<string, string>>,
  what: string,
  place: Place,
): void {
  for (const key of Object.keys(json)) {
    if (!Object.hasOwn(keys, key)) continue;
    throw new DefinitionError(`${what}: json has ${key}, which is the option ${keys[key]}`, place, {
      expected: `${keys[key]}: …`,
    });
  }
}

function refuseTwins(what: string, named: readonly { readonly name: string }[], place: Place): void {
  const names = named.map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) throw new DefinitionError(`two ${what} are named ${twin}`, place);
}
