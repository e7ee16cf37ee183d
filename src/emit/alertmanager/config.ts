import type { MailServer, MuteTimes, TimeInterval } from '../../define/index.js';
import type { ResolvedBundle, ResolvedRoute, ResolvedRouting } from '../../define/resolve/index.js';
import { secretPath } from '../../define/secret.js';
import { defined } from '../packaging/yaml-file.js';
import { groupingOf } from './grouping.js';
import { matcherText } from './matchers.js';
import { receiverOf } from './receivers.js';
import { messageTexts } from './texts.js';

/** Alertmanager's configuration, ready to serialise. */
export function alertmanagerConfig(bundle: ResolvedBundle, routing: ResolvedRouting): object {
  const texts = messageTexts(bundle);
  const { mail, secrets, inhibitions, muteTimes } = routing;
  return {
    ...(mail && { global: mailSettings(mail, secrets) }),
    route: routeOf(routing.root),
    ...(inhibitions.length > 0 && {
      inhibit_rules: inhibitions.map(({ source, target, equal }) => ({
        source_matchers: source.map(matcherText),
        target_matchers: target.map(matcherText),
        ...(equal.length > 0 && { equal }),
      })),
    }),
    ...(muteTimes.length > 0 && { time_intervals: muteTimes.map(muteTimesOf) }),
    receivers: routing.receivers.map((receiver) => receiverOf(receiver, texts, secrets)),
  };
}

function mailSettings({ from, smarthost, username, password, requireTls }: MailServer, secrets: string) {
  return defined({
    smtp_from: from,
    smtp_smarthost: smarthost,
    smtp_auth_username: username,
    smtp_auth_password_file: password && secretPath(password, secrets),
    smtp_require_tls: requireTls,
  });
}

function routeOf(route: ResolvedRoute): object {
  const { matchers, mute, routes } = route;
  return {
    ...defined({ receiver: route.receiver }),
    ...(matchers.length > 0 && { matchers: matchers.map(matcherText) }),
    ...groupingOf(route),
    ...(route.continue && { continue: true }),
    ...(mute.length > 0 && { mute_time_intervals: mute }),
    ...(routes.length > 0 && { routes: routes.map(routeOf) }),
  };
}

function muteTimesOf({ name, intervals }: MuteTimes): object {
  return { name, time_intervals: intervals.map(timeInterval) };
}

/** An interval as Alertmanager and Grafana both write it. */
export function timeInterval(interval: TimeInterval): object {
  const { times, weekdays, daysOfMonth, months, years, location } = interval;
  return defined({
    times: times?.map(({ from, to }) => ({ start_time: from, end_time: to })),
    weekdays,
    days_of_month: daysOfMonth,
    months,
    years,
    location,
  });
}
