import type { Matcher } from '../../catalog/index.js';
import {
  choice,
  chosenBy,
  duration,
  flag,
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
  wrong,
} from '../../catalog/shape/index.js';
import { matcherAccepts } from '../../query/label-matcher.js';
import { secretShape } from '../secret.js';
import { severity as severityShape } from '../shapes.js';
import { eventRecorderFields, globalFields, tracingFields } from './global.js';
import { shapeOf } from './integrations/field.js';
import { parseMatchers } from './matcher-text.js';
import type { AlertMatch, InhibitRule, MailServer, RouteOptions, RoutingOptions } from './route.js';

/** Whether scenarios can evaluate a matcher. */
function isEvaluable(matcher: Matcher): boolean {
  return matcherAccepts(matcher) !== undefined;
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
      ? unfit(value, "labels, or only '...'")
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
/** The options of `routing()`. */
export const routingShape = optionsOf<RoutingOptions>({
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
