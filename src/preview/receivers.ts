import type { BundleRules, Dispatch, RoutingEngine, Timeline } from '../prove/index.js';

/**
 * Names of the receivers that alerts of a bundle notify, as Alertmanager's own code routes them; in the order of its
 * groups. An alert has labels that it could have. Nobody where there are no routes, or Alertmanager refuses them, which
 * `test` reports.
 */
export async function receiversOf(
  { bundle, routing }: BundleRules,
  alertmanager: () => Promise<RoutingEngine>,
): Promise<readonly (readonly string[])[]> {
  const routed = routing();
  if (!routed) return bundle.alertGroups.flatMap(({ rules }) => rules.map(() => []));
  const { config, examples } = routed;
  const engine = await alertmanager();
  try {
    const alerts = examples.map(({ labels }) => ({ labels, firing: [] }));
    const { matched, routes } = engine.dispatch({ config, alerts, end: 0 });
    return matched.map((own) => [...new Set(own.flatMap((route) => routes[route]?.receiver ?? []))]);
  } catch (error) {
    if (error instanceof Error && error.name === 'EngineError') return examples.map(() => []);
    throw error;
  }
}

/** Who is notified that an alert of a scenario fires, when (in seconds since its start), and by which alerts it is inhibited when its group is due. */
export function notifiedOf(
  line: Timeline,
  { alerts, notifications, suppressions }: Dispatch,
): {
  readonly receivers: readonly string[];
  readonly times: readonly number[];
  readonly inhibitedBy: readonly string[];
} {
  const number = alerts.findIndex((told) => told.line === line);
  const told = notifications.filter(({ firing }) => firing.includes(number));
  const inhibitors = suppressions
    .filter(({ alert }) => alert === number)
    .flatMap(({ inhibited = [] }) => inhibited.flatMap(({ source }) => alerts[source]?.line.alert ?? []));
  return {
    receivers: [...new Set(told.map(({ receiver }) => receiver))],
    times: [...new Set(told.map(({ at }) => at))].sort((a, b) => a - b),
    inhibitedBy: [...new Set(inhibitors)].sort(),
  };
}
