import type {
  AnyScenario,
  BundleRules,
  CompiledScenario,
  Dispatch,
  ProofEngine,
  Timeline,
} from '../prove/index.js';
import { lastMoment, runScenario } from '../prove/index.js';
import type {
  Incident,
  IncidentExpectation,
  IncidentNotification,
  IncidentSeries,
  IncidentSpan,
  IncidentTimeline,
  IncidentValue,
} from './model.js';

/**
 * Runs a scenario in the engine, as `dashwright test` does, and keeps all that the page plays. Who is notified, and what
 * keeps notifications back, is decided by Alertmanager's code.
 */
export function incidentOf(scenario: AnyScenario, rules: BundleRules, engine: ProofEngine): Incident {
  const { plan, compiled, result, dispatch, failures, findings } = runScenario(scenario, rules, engine, {
    showRouting: true,
  });
  const start = Date.parse(scenario.start);
  const at = (seconds: number): number => Math.round(start + seconds * 1000);
  const timelines = (result?.timelines ?? []).filter(({ moments }) =>
    moments.some(({ state }) => state !== 'inactive'),
  );
  const end = compiled?.clock.end ?? 0;
  const names = new Map(plan?.alerts.map(({ alert, source }) => [source, alert]));
  return {
    name: scenario.name,
    start,
    end: at(end),
    stepMs: scenario.step * 1000,
    series: [...seriesOf(compiled, at), ...alertSeries(timelines, { step: scenario.step, end, at })],
    timelines: timelines.map(
      (line): IncidentTimeline => ({
        alert: line.alert,
        labels: line.labels,
        moments: line.moments.map(({ at: seconds, state, value, annotations }) => ({
          at: at(seconds),
          state,
          value: Number.isFinite(value) ? value : undefined,
          summary: annotations.summary,
          description: annotations.description,
        })),
        ...routedOf(line, dispatch, at),
      }),
    ),
    notifications: notificationsOf(dispatch, timelines, at),
    expectations: scenario.expectations
      .map(
        (expectation): IncidentExpectation => ({
          at: at(lastMoment(expectation)),
          text: expectation.text,
          alerts:
            expectation.type === 'alert' ? expectation.alerts.flatMap((alert) => names.get(alert) ?? []) : [],
        }),
      )
      .sort((a, b) => a.at - b.at),
    failures: [...failures.map(({ message }) => message), ...findings.map(({ message }) => message)],
  };
}

function seriesOf(
  compiled: CompiledScenario | undefined,
  at: (seconds: number) => number,
): Incident['series'] {
  return (compiled?.series ?? []).map(({ labels, samples }) => ({
    labels,
    samples: samples.map(([seconds, value]) => [at(seconds), plainValue(value)] as const),
  }));
}

/** `ALERTS`, as Prometheus writes it with each evaluation: dashboards read it, for annotations and lists of alerts. */
function alertSeries(
  timelines: readonly Timeline[],
  {
    step,
    end,
    at,
  }: { readonly step: number; readonly end: number; readonly at: (seconds: number) => number },
): Incident['series'] {
  return timelines.flatMap(({ alert, labels, moments }) =>
    (['pending', 'firing'] as const).flatMap((alertstate) => {
      const samples: IncidentSeries['samples'][number][] = [];
      moments.forEach(({ at: from, state }, index) => {
        // Moments are those at which something changes.
        const until = moments[index + 1]?.at ?? end + step;
        if (state === alertstate)
          for (let time = from; time < until; time += step) samples.push([at(time), 1]);
        else if (moments[index - 1]?.state === alertstate) samples.push([at(from), 'stale']);
      });
      if (samples.length === 0) return [];
      return [{ labels: { ...labels, __name__: 'ALERTS', alertname: alert, alertstate }, samples }];
    }),
  );
}

function plainValue(value: CompiledScenario['series'][number]['samples'][number][1]): IncidentValue {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

interface Routed {
  readonly receivers: readonly string[];
  readonly inhibited: readonly IncidentSpan[];
  readonly muted: readonly IncidentSpan[];
}

/** What Alertmanager makes of an alert: its routes, and while it fires, what keeps it from being sent. */
function routedOf(line: Timeline, dispatch: Dispatch | undefined, at: (seconds: number) => number): Routed {
  const number = dispatch?.alerts.findIndex((told) => told.line === line) ?? -1;
  if (!dispatch || number < 0) return { receivers: [], inhibited: [], muted: [] };
  const matched = dispatch.matched[number] ?? [];
  const receivers = [...new Set(matched.flatMap((route) => dispatch.routes[route]?.receiver ?? []))];
  const states = dispatch.moments.map(({ at: seconds, alerts }) => ({
    at: at(seconds),
    state: alerts.find(({ alert }) => alert === number),
  }));
  const spans = (by: (state: NonNullable<(typeof states)[number]['state']>) => readonly string[]) =>
    spansOf(
      states.map((one) => ({ at: one.at, by: one.state ? by(one.state) : [] })),
      at(dispatch.end),
    );
  return {
    receivers,
    inhibited: spans(({ inhibited = [] }) =>
      inhibited.flatMap(({ source }) => dispatch.alerts[source]?.line.alert ?? []),
    ),
    muted: spans(({ routes }) => {
      const silences = routes.map(({ muted = [], inactive = [] }) => [...muted, ...inactive]);
      return silences.every(({ length }) => length > 0) ? silences.flat() : [];
    }),
  };
}

/** Moments at which the same is named, as spans. */
function spansOf(
  moments: readonly { readonly at: number; readonly by: readonly string[] }[],
  end: number,
): IncidentSpan[] {
  const spans: { from: number; to: number; by: string }[] = [];
  moments.forEach(({ at, by: names }, index) => {
    const by = [...new Set(names)].sort().join(', ');
    if (by === '') return;
    const to = moments[index + 1]?.at ?? end;
    const last = spans.at(-1);
    if (last && last.to === at && last.by === by) last.to = to;
    else spans.push({ from: at, to, by });
  });
  return spans;
}

function notificationsOf(
  dispatch: Dispatch | undefined,
  timelines: readonly Timeline[],
  at: (seconds: number) => number,
): IncidentNotification[] {
  if (!dispatch) return [];
  const lines = (alerts: readonly number[]): number[] =>
    alerts.flatMap((alert) => {
      const line = dispatch.alerts[alert]?.line;
      return line ? timelines.indexOf(line) : [];
    });
  return dispatch.notifications.map(({ at: seconds, receiver, group, firing, resolved, reason }) => ({
    at: at(seconds),
    receiver,
    group,
    reason,
    firing: lines(firing),
    resolved: lines(resolved),
  }));
}
