import {
  DefinitionError,
  type Duration,
  type LabelMatch,
  type Place,
  placeOf,
  toMatchers,
} from '../../catalog/index.js';
import {
  chosenBy,
  duration,
  flag,
  isRecord,
  labelMatch,
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
  validate,
} from '../../catalog/shape/index.js';
import type { AnyAlert, Severity } from '../alerting/alert.js';
import { checkName } from '../deployment/kubernetes-name.js';
import { refuseSecrets, type SecretFile, secretShape } from '../secret.js';
import { severity as severityShape } from '../shapes.js';
import type { Receiver } from './receiver.js';
import type { TimeInterval } from './time-interval.js';

/** Which alerts are meant: those that match all of this. */
export interface AlertMatch {
  readonly severity?: Severity | readonly Severity[];
  /** Alerts of this bundle, as objects: renaming one renames its route. */
  readonly alerts?: readonly AnyAlert[];
  readonly labels?: Readonly<Record<string, LabelMatch>>;
}

/** How alerts are put together into one message, and when it is sent. */
export interface AlertGrouping {
  /** Labels whose alerts make one message; `'...'` alone keeps every alert to itself. */
  readonly groupBy?: readonly string[];
  /** Wait for other alerts of a new group. @default 30s */
  readonly groupWait?: Duration;
  /** Wait before notifying about changes in a group. @default 5m */
  readonly groupInterval?: Duration;
  /** Tell again of what still fires. @default 4h */
  readonly repeatInterval?: Duration;
}

export interface RouteOptions extends AlertGrouping {
  readonly match: AlertMatch;
  /** @default the receiver of the route around this one */
  readonly receiver?: Receiver;
  /** Continues with the routes after this one, so that other receivers are notified too. @default false */
  readonly continue?: boolean;
  readonly muteTimeIntervals?: readonly TimeInterval[];
  readonly routes?: readonly RouteOptions[];
}

/** While an alert of `source` fires, alerts of `target` with the same values of `equal` are not notified: both of this bundle. */
export interface InhibitRule {
  readonly source: AlertMatch;
  readonly target: AlertMatch;
  /** @default none: one alert of `source` inhibits all of `target` */
  readonly equal?: readonly string[];
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
  /** Told of the bundle's alerts that no route is for. */
  readonly receiver: Receiver;
  /** Told of alerts that are not the bundle's, where its Alertmanager has such. @default nobody */
  readonly others?: Receiver;
  /** The first that matches is taken, unless it says to continue. */
  readonly routes?: readonly RouteOptions[];
  readonly inhibitRules?: readonly InhibitRule[];
  /**
   * While a critical alert fires, warnings and infos of its rule group are not notified where all labels that both have
   * from their series, and those of environments, are the same. Alerts that share no label are left alone: list them as
   * `inhibitRules`. @default true */
  readonly pagesInhibitTickets?: boolean;
  /** Required for receivers that send e-mail. */
  readonly mail?: MailServer;
  /** Folder in which Alertmanager finds the files of secrets. @default /etc/alertmanager/secrets */
  readonly secrets?: string;
  /**
   * Secret that holds the same files as keys, for an AlertmanagerConfig: in its namespace, with `.` in place of `/`.
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

const matchShape = optionsOf<AlertMatch>({
  severity: several(severityShape),
  alerts: list(made('alert()', 'alert')),
  labels: record(labelMatch, labelName),
});
const grouping = {
  groupBy: list(name),
  groupWait: duration,
  groupInterval: duration,
  repeatInterval: duration,
};
const receiverShape = made('receiver()', 'receiver');
const routeShape: Shape = optionsOf<RouteOptions>({
  ...grouping,
  match: required(matchShape),
  receiver: receiverShape,
  continue: flag,
  muteTimeIntervals: list(made('timeInterval()', 'timeInterval')),
  routes: list((value) => routeShape(value)),
});
const shape = optionsOf<RoutingOptions>({
  ...grouping,
  receiver: required(receiverShape),
  others: receiverShape,
  routes: list(routeShape),
  inhibitRules: list(
    optionsOf<InhibitRule>({
      source: required(matchShape),
      target: required(matchShape),
      equal: list(labelName),
    }),
  ),
  pagesInhibitTickets: flag,
  mail: optionsOf<MailServer>({
    from: required(name),
    smarthost: required(matching(/^\S+:\d+$/, 'host:port')),
    username: text,
    // A password that is written out is refused below, in words that do not repeat it.
    password: chosenBy((value) => (typeof value === 'string' ? text : secretShape)),
    requireTls: flag,
  }),
  secrets: text,
  kubernetesSecret: name,
});

/**
 * Who is told of a bundle's alerts, when and how often: `bundle({ routing })`.
 *
 * @throws DefinitionError for a secret, a regular expression that RE2 does not have, two receivers or time intervals of one name, mail without a server
 */
export function routing(options: RoutingOptions): Routing {
  const place = placeOf(routing);
  // Secrets are refused first, in words that do not repeat them.
  if (!isRecord(options)) validate(shape, options, 'routing', place);
  const { mail, secrets, kubernetesSecret, ...tree } = options;
  refuseSecrets({ mail, secrets }, 'routing', place);
  validate(shape, options, 'routing', place);
  if (kubernetesSecret !== undefined) checkName('kubernetesSecret', kubernetesSecret, place);
  for (const route of allRoutes(tree.routes)) {
    if (isEmpty(route.match)) {
      throw new DefinitionError(
        'a route matches nothing in particular: make its receiver the default one',
        place,
      );
    }
    refuseSecrets(route.match, 'routing.match', place);
  }
  // Used later only: here a mistake in them has a place.
  for (const { labels } of matchesOf(options)) if (labels) toMatchers(labels, place);
  const receivers = receiversOf(options);
  refuseTwins('receivers', receivers, place);
  refuseTwins('time intervals', timeIntervalsOf(options), place);
  const mailed = receivers.find(({ email }) => email.length > 0);
  if (mailed && !mail) {
    throw new DefinitionError(
      `receiver ${mailed.name} sends e-mail, but routing has no mail server: add mail: { from, smarthost }`,
      place,
    );
  }
  return { type: 'routing', options, place };
}

/** Every receiver that routing names, the default one first. */
export function receiversOf(options: RoutingOptions): readonly Receiver[] {
  const routed = allRoutes(options.routes).flatMap(({ receiver }) => (receiver ? [receiver] : []));
  return [...new Set([options.receiver, ...routed, ...(options.others ? [options.others] : [])])];
}

/** Every time interval that routing names, in the order of the routes. */
export function timeIntervalsOf(options: RoutingOptions): readonly TimeInterval[] {
  return [...new Set(allRoutes(options.routes).flatMap(({ muteTimeIntervals = [] }) => muteTimeIntervals))];
}

/**
 * @throws DefinitionError when routing names an alert that the bundle does not have
 */
export function checkRouting({ options, place }: Routing, alerts: Readonly<Record<string, AnyAlert>>): void {
  const known = new Set(Object.values(alerts));
  if (matchesOf(options).some((match) => match.alerts?.some((alert) => !known.has(alert)))) {
    throw new DefinitionError('routing names an alert that the bundle does not list', place);
  }
}

/** Everything that routing asks of alerts, in routes and in inhibit rules. */
function matchesOf({ routes, inhibitRules = [] }: RoutingOptions): readonly AlertMatch[] {
  return [
    ...allRoutes(routes).map(({ match }) => match),
    ...inhibitRules.flatMap(({ source, target }) => [source, target]),
  ];
}

function allRoutes(routes: readonly RouteOptions[] = []): readonly RouteOptions[] {
  return routes.flatMap((route) => [route, ...allRoutes(route.routes)]);
}

function isEmpty({ severity, alerts, labels = {} }: AlertMatch): boolean {
  return severity === undefined && alerts === undefined && Object.keys(labels).length === 0;
}

function refuseTwins(what: string, named: readonly { readonly name: string }[], place: Place): void {
  const names = named.map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) throw new DefinitionError(`two ${what} are called ${twin}`, place);
}
