import type { Notification } from '../../engine/index.js';
import { labelText, matchesAll } from '../expect/match.js';
import type { RoutingExpectation } from '../scenario/expectation.js';
import { durationText } from '../scenario/time.js';
import type { Dispatch } from './dispatch.js';
import { inhibitorsText, routesText, silenceText, suppressedText } from './explain.js';

/** What an expectation asks, without what it is asked of. */
type Of<Asks extends RoutingExpectation['asks']> = Extract<RoutingExpectation, { readonly asks: Asks }>;

/**
 * The reason why an expectation on notifications is not met for one alert; undefined if it is.
 *
 * @param name key of the alert, which can fire several times with different labels
 * @param by key of the alert that is expected to inhibit
 */
export function checkRouting(
  expected: RoutingExpectation,
  name: string,
  dispatch: Dispatch,
  by?: string,
): string | undefined {
  const selected = dispatch.alerts.flatMap(({ key, labels }, number) =>
    key === name && matchesAll(labels, expected.labels) ? [number] : [],
  );
  const who = Object.keys(expected.labels).length > 0 ? `${name}${labelText(expected.labels)}` : name;
  if (selected.length === 0)
    return `${who} does not fire in the scenario, so Alertmanager never receives it: expected it to fire`;
  if (expected.asks === 'muted') return checkMuted(expected, who, selected, dispatch);
  for (const alert of selected) {
    const message = checkOne(expected, alert, dispatch, by);
    if (message) return message;
  }
  return undefined;
}

function checkOne(
  expected: Exclude<RoutingExpectation, { readonly asks: 'muted' }>,
  alert: number,
  dispatch: Dispatch,
  by: string | undefined,
): string | undefined {
  switch (expected.asks) {
    case 'notified':
      return checkNotified(expected, alert, dispatch);
    case 'notNotified':
      return checkNotNotified(expected, alert, dispatch);
    case 'inhibited':
      return checkInhibited(expected, alert, dispatch, by);
  }
}

function nameOf(alert: number, { alerts }: Dispatch): string {
  const { key, labels } = alerts[alert] ?? { key: '', labels: {} };
  return alerts.filter((each) => each.key === key).length > 1 ? `${key}${labelText(labels)}` : key;
}

function checkNotified(expected: Of<'notified'>, alert: number, dispatch: Dispatch): string | undefined {
  const { receiver, resolved, within } = expected;
  const who = nameOf(alert, dispatch);
  const should = `${receiver.name} should be notified ${resolved ? 'that' : 'of'} ${who}${resolved ? ' has resolved' : ''}`;
  const [first] = dispatch.alerts[alert]?.firing ?? [];
  const since = resolved ? first?.to : first?.from;
  if (since === undefined) return `${should}, but it still fires at ${durationText(dispatch.end)}`;
  const all = dispatch.notifications.filter(
    (each) => each.receiver === receiver.name && each.at >= since && isAbout(each, alert, resolved),
  );
  const [sent] = all;
  if (!sent) return `${should}, but is not: ${whyNot(alert, receiver.name, resolved, dispatch)}`;
  const route = dispatch.routes[sent.route];
  const after = sent.at - since;
  if (within && (after > within.to || after < within.from)) {
    const range =
      within.from === 0
        ? `within ${durationText(within.to)}`
        : `between ${durationText(within.from)} and ${durationText(within.to)}`;
    const wait = resolved
      ? `groupInterval is ${durationText((route?.groupInterval ?? 0) / 1000)}`
      : `groupWait is ${durationText((route?.groupWait ?? 0) / 1000)}`;
    const held = suppressedText(alert, sent.route, dispatch);
    return `${should} ${range} after it ${resolved ? 'ceases' : 'begins'} to fire at ${durationText(since)}, but is after ${durationText(after)}: ${wait} in the route ${route?.matchers}${held === '' ? '' : `; before, ${held}`}`;
  }
  return (
    checkGrouped(expected, should, sent, dispatch) ??
    checkCount(expected, should, sent, dispatch) ??
    checkRepeated(expected, should, alert, dispatch)
  );
}

function isAbout({ firing, resolved }: Notification, alert: number, asResolved: boolean): boolean {
  return (asResolved ? resolved : firing).includes(alert);
}

function whyNot(alert: number, receiver: string, resolved: boolean, dispatch: Dispatch): string {
  const routes = dispatch.matched[alert] ?? [];
  const own = routes.find((route) => dispatch.routes[route]?.receiver === receiver);
  if (own === undefined) return routesText(alert, receiver, dispatch);
  const held = suppressedText(alert, own, dispatch);
  if (held !== '') return held;
  if (resolved) return 'it was not notified of before, or sendResolved of its integrations is false';
  return `it fires for less than groupWait, ${durationText((dispatch.routes[own]?.groupWait ?? 0) / 1000)}`;
}

function checkGrouped(
  { grouped }: Of<'notified'>,
  should: string,
  sent: Notification,
  { routes }: Dispatch,
): string | undefined {
  const route = routes[sent.route];
  if (grouped === undefined || !route) return undefined;
  const by = route.groupByAll ? ['...'] : route.groupBy;
  if ([...grouped].sort().join() === [...by].sort().join()) return undefined;
  const text = (labels: readonly string[]): string => (labels.length === 0 ? 'no label' : labels.join(', '));
  return `${should} with alerts that have ${text(grouped)} in common, but the route ${route.matchers} groups by ${text(by)}`;
}

function checkCount(
  { count }: Of<'notified'>,
  should: string,
  { firing, at }: Notification,
  dispatch: Dispatch,
): string | undefined {
  if (count === undefined || firing.length === count) return undefined;
  const names = firing.map((each) => nameOf(each, dispatch)).join(', ');
  return `${should} with ${count} alerts in one notification, but that at ${durationText(at)} has ${firing.length}: ${names}`;
}

function checkRepeated(
  { repeated, receiver }: Of<'notified'>,
  should: string,
  alert: number,
  { notifications, routes }: Dispatch,
): string | undefined {
  if (repeated === undefined) return undefined;
  const sent = notifications.filter((each) => each.receiver === receiver.name && each.firing.includes(alert));
  const index = sent.findIndex(({ reason }) => reason === 'repeat interval elapsed');
  const [before, again] = [sent[index - 1], sent[index]];
  const expected = `${should} again after ${durationText(repeated)}`;
  if (!before || !again) {
    const route = routes[sent[0]?.route ?? -1];
    return `${expected}, but is not: repeatInterval is ${durationText((route?.repeatInterval ?? 0) / 1000)} in the route ${route?.matchers}, and it must fire for so long`;
  }
  const interval = (routes[again.route]?.groupInterval ?? 0) / 1000;
  const after = again.at - before.at;
  if (after >= repeated && after <= repeated + interval) return undefined;
  return `${expected}, but is after ${durationText(after)}: repeatInterval is ${durationText((routes[again.route]?.repeatInterval ?? 0) / 1000)} in the route ${routes[again.route]?.matchers}`;
}

function checkNotNotified(
  { receiver }: Of<'notNotified'>,
  alert: number,
  dispatch: Dispatch,
): string | undefined {
  const sent = dispatch.notifications.find(
    (each) => each.receiver === receiver.name && each.firing.includes(alert),
  );
  if (!sent) return undefined;
  return `${receiver.name} should never be notified of ${nameOf(alert, dispatch)}, but is at ${durationText(sent.at)}: the route ${dispatch.routes[sent.route]?.matchers} matches it`;
}

function checkInhibited(
  { at }: Of<'inhibited'>,
  alert: number,
  dispatch: Dispatch,
  by: string | undefined,
): string | undefined {
  const who = nameOf(alert, dispatch);
  const should = `${who} should be inhibited${by === undefined ? '' : ` by ${by}`}${at === undefined ? '' : ` at ${durationText(at)}`}`;
  const isBy = ({ source }: { readonly source: number }): boolean =>
    by === undefined || dispatch.alerts[source]?.key === by;
  if (at !== undefined) {
    const state = stateAt(alert, at, dispatch);
    if (!state) return `${should}, but does not fire then`;
    if (state.inhibited?.some(isBy)) return undefined;
    return `${should}, but ${inhibitorsText(state.inhibited, dispatch)}`;
  }
  const sent = dispatch.notifications.find(({ firing }) => firing.includes(alert));
  if (sent)
    return `${should} whenever a notification is due, but ${sent.receiver} is notified of it at ${durationText(sent.at)}`;
  const held = dispatch.suppressions.filter((each) => each.alert === alert);
  if (held.some(({ inhibited }) => inhibited?.some(isBy))) return undefined;
  const [first] = held;
  return `${should}, but ${first ? inhibitorsText(first.inhibited, dispatch) : 'no notification of it is due'}`;
}

function checkMuted(
  { at, by }: Of<'muted'>,
  who: string,
  selected: readonly number[],
  dispatch: Dispatch,
): string | undefined {
  const should = `${who} should be muted${by ? ` by ${by.name}` : ''} at ${durationText(at)}`;
  const states = selected.flatMap((alert) => stateAt(alert, at, dispatch) ?? []);
  if (states.length === 0) return `${should}, but does not fire then`;
  for (const route of states.flatMap(({ routes }) => routes)) {
    const names = [...(route.muted ?? []), ...(route.inactive ?? [])];
    if (by ? names.includes(by.name) : names.length > 0) continue;
    return `${should}, but the route ${dispatch.routes[route.route]?.matchers} to ${dispatch.routes[route.route]?.receiver} ${silenceText(names)}`;
  }
  return undefined;
}

function stateAt(alert: number, at: number, { moments }: Dispatch) {
  return moments.find((each) => each.at === at)?.alerts.find((each) => each.alert === alert);
}
