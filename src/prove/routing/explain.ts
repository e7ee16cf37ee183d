import type { Inhibitor } from '../../engine/index.js';
import { labelText } from '../expect/match.js';
import { durationText } from '../scenario/time.js';
import type { Dispatch } from './dispatch.js';

/** Where an alert goes instead, and what the routes to a receiver want. */
export function routesText(alert: number, receiver: string, dispatch: Dispatch): string {
  const { routes, matched, alerts } = dispatch;
  const taken = (matched[alert] ?? [])
    .map((route) => `${routes[route]?.receiver} by the route ${routes[route]?.matchers}`)
    .join(' and ');
  const others = routes.filter((route) => route.receiver === receiver && route.path.length > 0);
  const wanted = [...new Set(others.map(({ matchers }) => matchers))];
  const mentioned = new Set(
    wanted.flatMap((text) => [...text.matchAll(/([\w:]+)(?:=~|!~|!=|=)"/g)].map(([, name]) => name)),
  );
  const own = Object.fromEntries(
    Object.entries(alerts[alert]?.labels ?? {}).filter(([name]) => mentioned.has(name)),
  );
  const wants = wanted.length === 0 ? 'no route names it' : `its routes are for ${wanted.join(' or ')}`;
  const has = Object.keys(own).length === 0 ? 'none of these labels' : withName(own);
  return `it goes to ${taken}; ${wants}${wanted.length === 0 ? '' : `, and the alert has ${has}`}`;
}

function withName({ alertname, ...labels }: Readonly<Record<string, string>>): string {
  const name = alertname === undefined ? '' : `alertname="${alertname}"`;
  const others = labelText(labels).slice(1, -1);
  return [name, others].filter((text) => text !== '').join(', ');
}

/** What left an alert out of the notifications of a route; empty if nothing did. */
export function suppressedText(alert: number, route: number, dispatch: Dispatch): string {
  const found = dispatch.suppressions.find((each) => each.alert === alert && each.route === route);
  if (!found) return '';
  const at = ` at ${durationText(found.at)}`;
  if (found.inhibited) return `${inhibitorsText(found.inhibited, dispatch)}${at}`;
  return `the route ${silenceText([...(found.muted ?? []), ...(found.inactive ?? [])])}${at}`;
}

/** What inhibits an alert. */
export function inhibitorsText(inhibited: readonly Inhibitor[] | undefined, { alerts }: Dispatch): string {
  if (!inhibited || inhibited.length === 0) return 'no alert inhibits it';
  const names = new Set(inhibited.map(({ source }) => alerts[source]?.key ?? ''));
  return `it is inhibited by ${[...names].join(', ')}`;
}

/** The time intervals that mute a route. */
export function silenceText(names: readonly string[]): string {
  return names.length === 0 ? 'is not muted then' : `is muted by ${names.join(', ')}`;
}
