import type { AlertTimes, DispatchOutcome } from '../../engine/index.js';
import type { ResolvedRouting } from '../../resolve/index.js';
import type { CompiledScenario } from '../compile/scenario.js';
import type { RuleResult, Timeline } from '../run/session.js';
import { type Expectation, momentOf, type RoutingExpectation } from '../scenario/expectation.js';
import { type BundleRouting, longest } from './configuration.js';
import type { RoutingEngine } from './engine.js';

/** An alert of a scenario as Alertmanager gets it. Times in seconds since the start of the scenario. */
export interface SentAlert {
  /** Key of the alert in its bundle. */
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What Prometheus made of it. */
  readonly line: Timeline;
  readonly firing: readonly { readonly from: number; readonly to?: number | undefined }[];
}

/** What Alertmanager makes of the alerts of a scenario. Times in seconds since the start of the scenario. */
export interface Dispatch extends DispatchOutcome {
  readonly alerts: readonly SentAlert[];
  /** The routes that some alert of the bundle takes, with the labels of an example or of this scenario. */
  readonly taken: ReadonlySet<number>;
  /** Length of the scenario; after it nothing changes. */
  readonly end: number;
}

export function isRouting(expectation: Expectation): expectation is RoutingExpectation {
  return expectation.type === 'routing';
}

/**
 * Lets Alertmanager's code decide on the alerts that fired.
 *
 * @param watched Seconds since the start of the scenario at which the state of every alert is asked for, beside those that
 *   its expectations ask for. @default none
 */
export function dispatch(
  { timelines }: Pick<RuleResult, 'timelines'>,
  { scenario, clock }: CompiledScenario,
  { routing, config, examples }: BundleRouting,
  engine: RoutingEngine,
  watched: readonly number[] = [],
): Dispatch {
  const alerts = timelines.flatMap((line) => sentAlert(line, scenario.externalLabels));
  const expected = scenario.expectations.filter(isRouting);
  const moments = [...new Set([...expected.flatMap((each) => momentOf(each) ?? []), ...watched])];
  const time = (seconds: number): number => Math.round((clock.epoch + seconds) * 1000);
  const seconds = (ms: number): number => ms / 1000 - clock.epoch;
  const sent = new Set(alerts.map(({ labels }) => labelKey(labels)));
  const outcome = engine.dispatch({
    config,
    alerts: [
      ...alerts.map(
        ({ labels, firing }): AlertTimes => ({
          labels,
          firing: firing.map(({ from, to }) => (to === undefined ? [time(from)] : [time(from), time(to)])),
        }),
      ),
      // They never fire: only their routes are asked for.
      ...examples
        .filter(({ labels }) => !sent.has(labelKey(labels)))
        .map(({ labels }): AlertTimes => ({ labels, firing: [] })),
    ],
    end: time(clock.end + afterwards(expected, routing)),
    moments: moments.map(time),
  });
  const since = <At extends { readonly at: number }>(each: At): At => ({ ...each, at: seconds(each.at) });
  return {
    ...outcome,
    alerts,
    taken: new Set(outcome.matched.flat()),
    end: clock.end,
    notifications: outcome.notifications.map(since),
    suppressions: outcome.suppressions.map(since),
    moments: outcome.moments.map(since),
  };
}

/** The same text for the same labels. */
export function labelKey(labels: SentAlert['labels']): string {
  return Object.entries(labels)
    .map((pair) => JSON.stringify(pair))
    .sort()
    .join();
}

/** How long to go on after the end of a scenario, until all its notifications have been sent. */
function afterwards(expected: readonly RoutingExpectation[], routing: ResolvedRouting): number {
  const asked = expected.map((each) => {
    if (each.asks !== 'notified') return 0;
    return Math.max(each.within?.to ?? 0, 2 * (each.repeated ?? 0) + longest('groupInterval', routing));
  });
  return longest('groupWait', routing) + longest('groupInterval', routing) + Math.max(0, ...asked);
}

/** Prometheus adds external labels to alerts that do not have them. */
function sentAlert(line: Timeline, external: SentAlert['labels']): SentAlert[] {
  const { alert: key, labels, moments } = line;
  const firing: { from: number; to?: number }[] = [];
  for (const { at, state } of moments) {
    const last = firing.at(-1);
    const fires = last !== undefined && last.to === undefined;
    if (state === 'firing' && !fires) firing.push({ from: at });
    else if (state !== 'firing' && fires) last.to = at;
  }
  return firing.length === 0 ? [] : [{ key, labels: { ...external, ...labels }, line, firing }];
}
