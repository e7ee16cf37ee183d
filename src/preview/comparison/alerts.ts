import { DefinitionError } from '../../catalog/index.js';
import {
  type AnyScenario,
  type BundleRules,
  type CompiledScenario,
  compileScenario,
  type Dispatch,
  dispatch,
  engineGroups,
  openSession,
  type ProofEngine,
  planScenario,
  type Timeline,
} from '../../prove/index.js';
import type { AlertChange, AlertSpan, ScenarioChange } from '../model.js';
import { notifiedOf } from '../receivers.js';

/** A bundle at one of the two times, with its scenarios. */
export interface BundleAt {
  readonly rules: BundleRules;
  readonly scenarios: readonly AnyScenario[];
}

/**
 * Runs the rules of before and of now over the same series, those of each scenario, and says what their alerts do
 * differently. Scenarios of now come first, then those that are gone. What cannot be run says nothing: it has findings.
 *
 * @param idOf Id of a scenario of now.
 */
export function scenarioChanges(
  before: BundleAt,
  after: BundleAt,
  engine: ProofEngine,
  idOf: (scenario: AnyScenario) => string | undefined,
): ScenarioChange[] {
  const former = new Map(before.scenarios.map((scenario) => [scenario.name, scenario]));
  const names = new Set(after.scenarios.map(({ name }) => name));
  const gone = before.scenarios.filter(({ name }) => !names.has(name));
  return [
    ...after.scenarios.flatMap((scenario) => {
      const same = former.get(scenario.name);
      const alerts = new Set([
        ...alertsIn(scenario, after.rules),
        ...(same ? alertsIn(same, before.rules) : []),
      ]);
      return changeIn(scenario, after.rules, { before, after, engine, alerts, id: idOf(scenario) });
    }),
    ...gone.flatMap((scenario) => {
      const alerts = new Set(alertsIn(scenario, before.rules));
      return changeIn(scenario, before.rules, { before, after, engine, alerts, id: undefined });
    }),
  ];
}

function alertsIn(scenario: AnyScenario, rules: BundleRules): string[] {
  return planScenario(scenario, rules).alerts.map(({ alert }) => alert);
}

interface Run {
  readonly before: BundleAt;
  readonly after: BundleAt;
  readonly engine: ProofEngine;
  /** Names of the alerts that are compared. */
  readonly alerts: ReadonlySet<string>;
  readonly id: string | undefined;
}

function changeIn(scenario: AnyScenario, rules: BundleRules, run: Run): ScenarioChange[] {
  const { before, after, engine, alerts, id } = run;
  const lines = timelinesOf(scenario, rules, engine, [before.rules, after.rules], alerts);
  if (!lines) return [];
  const { compiled, timelines, told } = lines;
  const [former = [], now = []] = timelines;
  const start = Date.parse(scenario.start);
  const { end } = compiled.clock;
  const changes = pairsOf(former, now).flatMap(([from, to]): AlertChange[] => {
    const what = {
      before: stateOf(from, told[0], end),
      after: stateOf(to, told[1], end),
    };
    const text = textOf(from, to, what);
    const line = to ?? from;
    if (text === undefined || !line) return [];
    const spans = ({ spans: own }: AlertAt): AlertSpan[] =>
      own.map((span) => ({
        ...span,
        from: Math.round(start + span.from * 1000),
        to: Math.round(start + span.to * 1000),
      }));
    return [
      {
        alert: line.alert,
        labels: line.labels,
        text,
        before: spans(what.before),
        after: spans(what.after),
      },
    ];
  });
  if (changes.length === 0) return [];
  return [{ id, name: scenario.name, start, end: Math.round(start + end * 1000), alerts: changes }];
}

interface Lines {
  readonly compiled: CompiledScenario;
  /** Of each bundle. */
  readonly timelines: readonly (readonly Timeline[])[];
  /** What Alertmanager makes of them; undefined for a bundle without routes. */
  readonly told: readonly (Dispatch | undefined)[];
}

/** What alerts do over the series of a scenario, by the rules of each bundle; undefined for what cannot be run. */
function timelinesOf(
  scenario: AnyScenario,
  rules: BundleRules,
  engine: ProofEngine,
  all: readonly BundleRules[],
  alerts: ReadonlySet<string>,
): Lines | undefined {
  let session: ReturnType<typeof openSession> | undefined;
  try {
    const compiled = compileScenario(scenario, rules);
    session = openSession(engine, compiled);
    const opened = session;
    const timelines = all.map(({ bundle, alerts: known, recordsUsedBy }) => {
      const chosen = [...known.values()].filter(({ alert }) => alerts.has(alert));
      const records = recordsUsedBy(chosen.map(({ expr }) => expr));
      const groups = engineGroups(bundle, (rule) =>
        rule.type === 'alert' ? alerts.has(rule.alert) : records.has(rule.record),
      );
      return opened
        .evaluate({ groups })
        .timelines.filter(({ moments }) => moments.some(({ state }) => state !== 'inactive'));
    });
    const { alertmanager } = engine;
    const told = all.map((known, index) => {
      const routed = known.routing();
      if (!routed || !alertmanager || alertmanager === 'left out') return undefined;
      return dispatch({ timelines: timelines[index] ?? [] }, compiled, routed, alertmanager);
    });
    return { compiled, timelines, told };
  } catch (error) {
    // By name, as proofs do: the engine refuses rules or series that `check` has findings about.
    if (error instanceof DefinitionError || (error instanceof Error && error.name === 'EngineError'))
      return undefined;
    throw error;
  } finally {
    session?.dispose();
  }
}

type Pair = readonly [before: Timeline | undefined, after: Timeline | undefined];

/** Lines of both times with the same labels; then what is left of an alert, such as one whose severity has changed. */
function pairsOf(before: readonly Timeline[], after: readonly Timeline[]): Pair[] {
  const left = new Set(before);
  const take = (same: (line: Timeline) => boolean): Timeline | undefined => {
    const found = [...left].find(same);
    if (found) left.delete(found);
    return found;
  };
  const key = ({ alert, labels }: Timeline): string =>
    JSON.stringify([alert, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
  const exact = after.map((line) => [take((one) => key(one) === key(line)), line] as const);
  const pairs = exact.map(([from, to]): Pair => [from ?? take((one) => one.alert === to.alert), to]);
  return [...pairs, ...[...left].map((line): Pair => [line, undefined])];
}

interface AlertAt {
  /** In seconds since the start. */
  readonly spans: readonly AlertSpan[];
  readonly receivers: readonly string[];
  /** When they are notified that it fires, in seconds since the start. */
  readonly times: readonly number[];
  readonly inhibitedBy: readonly string[];
  /** What it says when it begins to fire; undefined where it does not. */
  readonly summary: string | undefined;
}

const never: AlertAt = { spans: [], receivers: [], times: [], inhibitedBy: [], summary: undefined };

function stateOf(line: Timeline | undefined, told: Dispatch | undefined, end: number): AlertAt {
  if (!line) return never;
  const spans: { from: number; to: number; state: AlertSpan['state'] }[] = [];
  let open: (typeof spans)[number] | undefined;
  for (const { at, state } of line.moments) {
    if (open) open.to = at;
    if (state === 'inactive') open = undefined;
    else if (open?.state !== state) {
      open = { from: at, to: at, state };
      spans.push(open);
    }
  }
  if (open) open.to = end;
  const fires = spans.some(({ state }) => state === 'firing');
  return {
    spans,
    ...(told ? notifiedOf(line, told) : { receivers: [], times: [], inhibitedBy: [] }),
    summary: fires
      ? (line.moments.find(({ state }) => state === 'firing')?.annotations.summary ?? '')
      : undefined,
  };
}

/** What an alert does differently, in words; undefined where nothing. */
function textOf(
  from: Timeline | undefined,
  to: Timeline | undefined,
  { before, after }: { readonly before: AlertAt; readonly after: AlertAt },
): string | undefined {
  const parts: string[] = [];
  const [was, is] = [firingText(before.spans), firingText(after.spans)];
  if (JSON.stringify(before.spans) !== JSON.stringify(after.spans))
    parts.push(
      was === is
        ? `${is}, pending at other times than before`
        : before.spans.length === 0
          ? `${is}, before not at all`
          : `${is}, before: ${was}`,
    );
  const severities = [from?.labels.severity, to?.labels.severity];
  if (from && to && severities[0] !== severities[1])
    parts.push(`severity ${severities[0] ?? 'none'} → ${severities[1] ?? 'none'}`);
  const bothFire = before.summary !== undefined && after.summary !== undefined;
  if (bothFire && notifiedText(before) !== notifiedText(after))
    parts.push(`notifies ${notifiedText(after)}, before ${notifiedText(before)}`);
  // At other times where it fires as before: waits and repetitions of routes.
  else if (bothFire && parts.length === 0 && timesText(before) !== timesText(after))
    parts.push(`notifies ${notifiedText(after)} ${timesText(after)}, before ${timesText(before)}`);
  if (bothFire && before.summary !== after.summary)
    parts.push(`says "${after.summary}", before "${before.summary}"`);
  return parts.length === 0 ? undefined : parts.join('; ');
}

/** `team, on-call`, `nobody`, `nobody while WorseAlert fires`. */
function notifiedText({ receivers, inhibitedBy }: AlertAt): string {
  if (receivers.length > 0) return receivers.join(', ');
  return inhibitedBy.length > 0 ? `nobody while ${inhibitedBy.join(', ')} fires` : 'nobody';
}

/** `at 17m`, `at 17m and 4 times more`. */
function timesText({ times: [first = 0, ...more] }: AlertAt): string {
  const again = more.length === 0 ? '' : ` and ${more.length} ${more.length === 1 ? 'time' : 'times'} more`;
  return `at ${momentText(first)}${again}`;
}

/** `fires from 17m to 30m`, `is pending from 5m to 9m`, `does not fire`. */
function firingText(spans: readonly AlertSpan[]): string {
  const text = (state: AlertSpan['state']): string =>
    spans
      .filter((span) => span.state === state)
      .map(({ from, to }) => `from ${momentText(from)} to ${momentText(to)}`)
      .join(' and ');
  const firing = text('firing');
  if (firing !== '') return `fires ${firing}`;
  const pending = text('pending');
  return pending === '' ? 'does not fire' : `is pending ${pending}, and does not fire`;
}

/** Seconds as `1h30m`, `45s`. */
function momentText(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'm'],
    [whole % 60, 's'],
  ] as const;
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count}${unit}`)
      .join('') || '0s'
  );
}
