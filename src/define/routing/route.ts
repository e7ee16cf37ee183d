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
  json as jsonShape,
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
import { refuseOpenSecrets } from './open-secrets.js';
import type { Receiver } from './receiver.js';
import type { TimeInterval } from './time-interval.js';

/** Which alerts are meant: those that match all of this. */
export interface AlertMatch {
  readonly severity?: Severity | readonly Severity[];
  /** Alerts of this bundle, as objects: renaming one renames its route. */
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
  readonly match: RouteMatch;
  /** @default the receiver of the route around this one */
  readonly receiver?: Receiver;
  /** Continues with the routes after this one, so that other receivers are notified too. @default false */
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

/** While an alert of `source` fires, alerts of `target` with the same values of `equal` are not notified: both of this bundle. */
export interface InhibitRule {
  /** Name of the rule, which metrics of Alertmanager show. */
  readonly name?: string;
  readonly source: RouteMatch;
  readonly target: RouteMatch;
  /** @default none: one alert of `source` inhibits all of `target` */
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
  /** Told of the bundle's alerts that no route is for. */
  readonly receiver: Receiver;
  /** Told of alerts that are not the bundle's, where its Alertmanager has such. @default nobody */
  readonly others?: Receiver;
  /** The first that matches is taken, unless it says to continue. */
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
  /** Files with templates beside `templates/` of the bundle, as Alertmanager finds them; `*` in the name of a file. */
  readonly templates?: readonly string[];
  /** Fields of the bundle's route that have no option here, by the names in Alertmanager's file; merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
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

const matcherTexts: Shape = (value) =>
  typeof value !== 'string'
    ? wrong(value, 'matchers as texts, such as severity="critical"')
    : parseMatchers(value)?.every((matcher) => isEvaluable(matcher))
      ? undefined
      : unfit(value, 'matchers of Alertmanager, such as severity=~"warning|info"');
const alertMatchShape = optionsOf<AlertMatch>({
  severity: several(severityShape),
  alerts: list(made('alert()', 'alert')),
  labels: record(labelMatch, labelName),
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
  json: jsonShape,
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
        'a route matches nothing in particular: make its receiver the default one',
        place,
        { expected: "what it matches, or match: 'all' for every alert that comes to it" },
      );
    }
    refuseSecrets(route.match, 'routing.match', place);
  }
  // Used later only: here a mistake in them has a place.
  for (const { labels } of matchesOf(options)) if (labels) toMatchers(labels, place);
  for (const { json: own } of options.inhibitRules ?? []) refuseInhibitionJson(own, place);
  const receivers = receiversOf(options);
  refuseTwins('receivers', receivers, place);
  refuseTwins('time intervals', timeIntervalsOf(options), place);
  refuseWithout(receivers, options, place);
  return { type: 'routing', options, place };
}

/** Every receiver that routing names, the default one first. */
export function receiversOf(options: RoutingOptions): readonly Receiver[] {
  const routed = allRoutes(options.routes).flatMap(({ receiver }) => (receiver ? [receiver] : []));
  const { receiver: first, others, receivers = [] } = options;
  return [...new Set([first, ...routed, ...receivers, ...(others ? [others] : [])])];
}

/** Every time interval that routing names, in the order of the routes. */
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

/** Everything that routing asks of alerts, in routes and in inhibit rules. */
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

/** Whether the tests of routes can tell what a matcher accepts. */
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

/** Refuses a receiver without what it can have from the global settings, where those do not have it either. */
function refuseWithout(receivers: readonly Receiver[], { mail, global = {} }: RoutingOptions, place: Place) {
  const { json: given = {} } = global;
  const has = (key: string) => Object.hasOwn(given, key);
  for (const each of receivers) {
    const lacks = (what: string, expected: string) => {
      throw new DefinitionError(`receiver ${each.name} ${what}`, place, { expected });
    };
    for (const { from, smarthost, json } of each.email) {
      const complete =
        (from ?? global.smtpFrom ?? json?.from) !== undefined &&
        (smarthost ?? global.smtpSmarthost ?? json?.smarthost) !== undefined;
      if (!mail && !complete && !(has('smtp_from') && has('smtp_smarthost')))
        lacks(
          'sends e-mail, but routing has no mail server: add mail: { from, smarthost }',
          'mail: { from, smarthost }, the options from and smarthost of email, or those of global',
        );
    }
    for (const { url, appToken, httpConfig } of each.slack) {
      const apart = global.slackApiUrl ?? global.slackAppToken ?? httpConfig?.authorization;
      if (!url && !appToken && !apart)
        lacks('.slack.url is missing', "slack: { url: secretFile('slack-url') }, or global: { slackApiUrl }");
    }
    if (each.opsgenie.some(({ apiKey }) => !apiKey) && !global.opsgenieApiKey)
      lacks(
        '.opsgenie.apiKey is missing',
        "opsgenie: { apiKey: secretFile('…') }, or global: { opsgenieApiKey }",
      );
    if (each.victorops.some(({ apiKey }) => !apiKey) && !global.victoropsApiKey)
      lacks(
        '.victorops.apiKey is missing',
        "victorops: { apiKey: secretFile('…') }, or global: { victoropsApiKey }",
      );
    if (each.telegram.some(({ botToken }) => !botToken) && !global.telegramBotToken)
      lacks(
        '.telegram.botToken is missing',
        "telegram: { botToken: secretFile('…') }, or global: { telegramBotToken }",
      );
    if (each.wechat.some(({ apiSecret }) => !apiSecret) && !global.wechatApiSecret)
      lacks(
        '.wechat.apiSecret is missing',
        "wechat: { apiSecret: secretFile('…') }, or global: { wechatApiSecret }",
      );
    if (each.wechat.some(({ corpId }) => !corpId) && !global.wechatApiCorpId)
      lacks('.wechat.corpId is missing', "wechat: { corpId: '…' }, or global: { wechatApiCorpId }");
    if (each.rocketchat.some(({ token }) => !token) && !global.rocketchatToken)
      lacks(
        '.rocketchat.token is missing',
        "rocketchat: { token: secretFile('…') }, or global: { rocketchatToken }",
      );
    if (each.rocketchat.some(({ tokenId }) => !tokenId) && !global.rocketchatTokenId)
      lacks(
        '.rocketchat.tokenId is missing',
        "rocketchat: { tokenId: secretFile('…') }, or global: { rocketchatTokenId }",
      );
    if (each.jira.some(({ apiUrl }) => !apiUrl) && !global.jiraApiUrl)
      lacks('.jira.apiUrl is missing', "jira: { apiUrl: '…' }, or global: { jiraApiUrl }");
    if (each.mattermost.some(({ webhookUrl }) => !webhookUrl) && !global.mattermostWebhookUrl)
      lacks(
        '.mattermost.webhookUrl is missing',
        "mattermost: { webhookUrl: secretFile('…') }, or global: { mattermostWebhookUrl }",
      );
  }
}

function refuseTwins(what: string, named: readonly { readonly name: string }[], place: Place): void {
  const names = named.map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) throw new DefinitionError(`two ${what} are called ${twin}`, place);
}
