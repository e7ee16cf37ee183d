import { receiversFor } from '../emit/alertmanager/evaluate.js';
import type { AnyScenario, BundleRules, CompiledScenario, ProofEngine, Timeline } from '../prove/index.js';
import { lastMoment, runScenario, withoutAlertmanager } from '../prove/index.js';
import { matcherAccepts } from '../query/label-matcher.js';
import { type ResolvedRouting, resolveRouting } from '../resolve/index.js';
import type { Incident, IncidentExpectation, IncidentTimeline, IncidentValue } from './model.js';

/** Runs a scenario in the engine, as `dashwright test` does, and keeps all that the page plays. */
export function incidentOf(scenario: AnyScenario, rules: BundleRules, engine: ProofEngine): Incident {
  const { plan, compiled, result, failures, findings } = runScenario(
    scenario,
    rules,
    withoutAlertmanager(engine),
  );
  const start = Date.parse(scenario.start);
  const at = (seconds: number): number => Math.round(start + seconds * 1000);
  const routing = resolveRouting(rules.bundle);
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
    series: seriesOf(compiled, at),
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
        receivers: routing ? receiversFor(routing.root, withName(line)) : [],
        inhibited: inhibitedSpans(line, timelines, routing?.inhibitions ?? [], end).map(
          ({ from, to, by }) => ({
            from: at(from),
            to: at(to),
            by,
          }),
        ),
      }),
    ),
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

function plainValue(value: CompiledScenario['series'][number]['samples'][number][1]): IncidentValue {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** Spans in which an alert that fires is inhibited by another that fires, in seconds. */
function inhibitedSpans(
  target: Timeline,
  all: readonly Timeline[],
  inhibitions: ResolvedRouting['inhibitions'],
  end: number,
): Span[] {
  const labels = withName(target);
  return inhibitions
    .filter((rule) => matches(rule.target, labels) && !matches(rule.source, labels))
    .flatMap((rule) =>
      all
        .filter((source) => {
          const others = withName(source);
          return (
            matches(rule.source, others) &&
            rule.equal.every((name) => (others[name] ?? '') === (labels[name] ?? ''))
          );
        })
        .flatMap((source) => firingSpans(source, end).map((span) => ({ ...span, by: source.alert }))),
    );
}

function firingSpans({ moments }: Timeline, end: number): Omit<Span, 'by'>[] {
  const spans: Omit<Span, 'by'>[] = [];
  let from: number | undefined;
  for (const { at, state } of moments) {
    if (state === 'firing') from ??= at;
    else if (from !== undefined) {
      spans.push({ from, to: at });
      from = undefined;
    }
  }
  if (from !== undefined) spans.push({ from, to: end });
  return spans;
}

function withName({ alert, labels }: Timeline): Readonly<Record<string, string>> {
  return { alertname: alert, ...labels };
}

function matches(matchers: ResolvedRouting['identity'], labels: Readonly<Record<string, string>>): boolean {
  return matchers.every(
    (matcher) => matcherAccepts(matcher, labels[matcher.label], { dotAll: false }) ?? false,
  );
}
