import { parseDuration } from '../../catalog/duration.js';
import { type IntegrationName, integrationNames } from '../../define/routing/integrations/index.js';
import type { Receiver } from '../../define/routing/receiver.js';
import {
  type ExampleAlert,
  type ResolvedBundle,
  type ResolvedRoute,
  type ResolvedRouting,
  routeOfAll,
  routingFields,
  sharedRouting,
} from '../../resolve/index.js';

/** The routing of a bundle, as Alertmanager gets it. */
export interface BundleRouting {
  readonly routing: ResolvedRouting;
  /** The configuration, without what does not decide on notifications. */
  readonly config: string;
  /** Each alert of the bundle with labels that it could have. */
  readonly examples: readonly ExampleAlert[];
}

/** Undefined for a bundle without routing. */
export function routingOf(bundle: ResolvedBundle): BundleRouting | undefined {
  const { routed } = sharedRouting(bundle);
  return routed && { ...routed, config: configurationOf(routed.routing) };
}

/**
 * Alertmanager's configuration with only what decides who is notified of what, and when: the routes, inhibitions and
 * time intervals unchanged, and receivers that differ only in whether they send resolved alerts.
 */
export function configurationOf(routing: ResolvedRouting): string {
  const root = routeOfAll([routing]);
  const known = new Map(routing.receivers.map((receiver) => [receiver.name, receiver]));
  const names = new Set([...known.keys(), root.receiver ?? '']);
  const receivers = [...names].map((name) => ({
    name,
    webhook_configs: [{ url: 'http://localhost/', send_resolved: sendsResolved(known.get(name)) }],
  }));
  return JSON.stringify({
    ...routingFields(root, routing.inhibitions, routing.timeIntervals),
    receivers,
  });
}

/** Integrations whose `send_resolved` is false by default: config/notifiers.go of Alertmanager. */
const silentOnResolution: readonly IntegrationName[] = ['email', 'slack', 'rocketchat', 'wechat'];

function sendsResolved(receiver: Receiver | undefined): boolean {
  if (!receiver) return false;
  const usual = (integration: IntegrationName): boolean =>
    receiver.defaults !== 'alertmanager' || !silentOnResolution.includes(integration);
  return integrationNames.some((integration) =>
    receiver[integration].some(({ sendResolved }) => sendResolved ?? usual(integration)),
  );
}

type Interval = 'groupWait' | 'groupInterval' | 'repeatInterval';

/** The longest of the routes' intervals, in seconds. */
export function longest(interval: Interval, { root }: ResolvedRouting): number {
  return Math.max(...routesIn(root).map((route) => secondsOf(route[interval]) ?? usual[interval]));
}

/** What Alertmanager does without an interval, in seconds: `dispatch.DefaultRouteOpts`. */
const usual = { groupWait: 30, groupInterval: 300, repeatInterval: 14_400 } as const;

function secondsOf(duration: string | undefined): number | undefined {
  const milliseconds = duration === undefined ? undefined : parseDuration(duration);
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** A route and all below it, depth first. */
function routesIn(route: ResolvedRoute): readonly ResolvedRoute[] {
  return [route, ...route.routes.flatMap(routesIn)];
}
