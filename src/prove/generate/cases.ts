import type { Node } from '../../query/index.js';
import type { ResolvedAlert, ResolvedBundle } from '../../resolve/index.js';
import { parts } from '../mutation/tree.js';
import { eventsAt, firstEventAt } from '../scenario/counter-shape.js';
import type { AlertExpectation, ExpectedState, Moment } from '../scenario/expectation.js';
import type { ScenarioSeries } from '../scenario/series.js';
import { durationText, secondsOf } from '../scenario/time.js';
import type { AnyScenario } from '../scenario/types.js';
import { type DerivationContext, windowSeconds } from './derivation.js';
import { cannot, type DerivedSeries } from './derived-series.js';
import { deriveForAlert, type Limits, limitsOf } from './limits.js';

/** A case that could not be derived, and why. */
export interface Underived {
  readonly alert: string;
  readonly case: string;
  readonly reason: string;
}
export interface GeneratedCases {
  readonly scenarios: readonly AnyScenario[];
  readonly underived: readonly Underived[];
}

/** Scenarios derived from the alerts: just under the threshold, just over it and back, one event, no data. */
export function generateCases(bundle: ResolvedBundle): GeneratedCases {
  const all = bundle.alertGroups.flatMap((group) =>
    group.rules.map((alert) => casesOf(alert, bundle, secondsOf(group.interval ?? '15s'))),
  );
  return {
    scenarios: all.flatMap(({ scenarios }) => scenarios),
    underived: all.flatMap(({ underived }) => underived),
  };
}

/** Times of a generated scenario, in seconds. */
interface Times {
  readonly step: number;
  /** All windows are filled, and the values begin to change. */
  readonly begin: number;
  /** The alert must be firing by then. */
  readonly fired: number;
  /** The alert must be resolved by then. */
  readonly over: number;
}

function casesOf(alert: ResolvedAlert, bundle: ResolvedBundle, interval: number): GeneratedCases {
  const { condition, over, place } = alert.source;
  const records = new Map(
    bundle.recordingGroups.flatMap(({ rules }) =>
      rules.map(({ record, source }) => [record, { node: source.rule, over: source.over }]),
    ),
  );
  const context: DerivationContext = { place, over, recorded: (name) => records.get(name) };
  const times = timesOf(alert, longestWindow(condition.node, context), interval);
  const scenarios: AnyScenario[] = [];
  const underived: Underived[] = [];
  const add = (name: string, derived: DerivedSeries, expectations: readonly AlertExpectation[]): void => {
    if (derived.ok) scenarios.push(scenarioOf(alert, name, derived.series, expectations, times));
    else underived.push({ alert: alert.key, case: name, reason: derived.reason });
  };
  const expected = (state: ExpectedState, when: Moment, text: string): AlertExpectation => {
    return { type: 'alert', alerts: [alert.source], state, when, labels: {}, annotations: {}, text, place };
  };
  const at = (state: ExpectedState, time: number): AlertExpectation =>
    expected(state, { type: 'at', at: time }, `generated: ${state} at ${durationText(time)}`);

  const limits = limitsOf(alert);
  if (typeof limits === 'string') {
    for (const name of ['just under', 'just over and back']) add(name, cannot(limits), []);
  } else {
    const { hit, miss } = limits;
    const steady = deriveForAlert(alert, [[0, miss]], context);
    add('just under', steady, [at('quiet', times.begin), at('quiet', times.fired), at('quiet', times.over)]);
    const crossing = deriveForAlert(
      alert,
      [
        [0, miss],
        [times.begin, hit],
        [times.fired + times.step, miss],
      ],
      context,
    );
    add('just over and back', crossing, [at('firing', times.fired), at('resolved', times.over)]);
    const counts = countsEvents(condition.node, limits, context);
    if (counts && !isOneComparison(condition.node)) {
      add('one event', cannot('the condition depends on more than a count of events'), []);
    } else if (counts && crossing.ok) {
      const begin = durationText(times.begin);
      const fires: AlertExpectation = expected(
        'firing',
        { type: 'within', from: times.begin, to: times.fired },
        'generated: one event fires',
      );
      for (const [name, shape] of [
        ['one event', eventsAt(begin)],
        ['the first event', firstEventAt(begin)],
      ] as const) {
        const series = crossing.series.map((one) => (one.shape.type === 'counter' ? { ...one, shape } : one));
        add(name, { ok: true, series }, [fires]);
      }
    }
  }
  addNoData(alert, times, add, at);
  return { scenarios, underived };
}

type Add = (name: string, derived: DerivedSeries, expectations: readonly AlertExpectation[]) => void;

/** Without any series: an alert on absent series fires, any other stays inactive. */
function addNoData(
  { source }: ResolvedAlert,
  times: Times,
  add: Add,
  at: (state: ExpectedState, time: number) => AlertExpectation,
): void {
  const calls = [...parts(source.condition.node)].flatMap((part) =>
    part.type === 'call' ? [part.name] : [],
  );
  const raw = [...parts(source.condition.node)].some((part) => part.type === 'raw');
  if (raw || calls.includes('vector')) {
    add('no data', cannot('the result without series does not follow from the form of the expression'), []);
    return;
  }
  const misses = calls.some((name) => name === 'absent' || name === 'absent_over_time');
  add('no data', { ok: true, series: [] }, [at(misses ? 'firing' : 'quiet', times.fired)]);
}

function scenarioOf(
  alert: ResolvedAlert,
  name: string,
  inputs: readonly ScenarioSeries[],
  expectations: readonly AlertExpectation[],
  { step, over }: Times,
): AnyScenario {
  return {
    type: 'scenario',
    name: `${alert.key}: ${name} (generated)`,
    alerts: [alert.source],
    step,
    lasting: over,
    start: '2026-01-01T00:00:00Z',
    externalLabels: {},
    inputs,
    written: [],
    expectations,
    place: alert.place,
  };
}

/** With a margin of evaluations: a scrape, recording rules and alerting rules run one after the other. */
function timesOf({ for: wait, keepFiringFor }: ResolvedAlert, window: number, interval: number): Times {
  const step = window > 3600 ? 60 : 15;
  const slack = 4 * Math.max(interval, step);
  const rounded = (seconds: number): number => Math.ceil(seconds / step) * step;
  const begin = rounded(window + slack);
  const fired = begin + rounded(window + secondsOf(wait) + slack);
  const over = fired + step + rounded(window + secondsOf(keepFiringFor ?? '0s') + slack);
  return { step, begin, fired, over };
}

/** The longest range of an expression in seconds, including those of the recording rules that it uses. */
function longestWindow(node: Node, context: DerivationContext): number {
  let longest = 0;
  for (const part of parts(node)) {
    const behind = part.type === 'selector' ? context.recorded(part.name) : undefined;
    if (behind) longest = Math.max(longest, longestWindow(behind.node, { ...context, over: behind.over }));
    if (part.type !== 'range' && part.type !== 'subquery') continue;
    const offset = part.type === 'range' && part.of.offset ? secondsOf(part.of.offset) : 0;
    longest = Math.max(longest, windowSeconds(part.window, context) + offset);
  }
  return longest;
}

/** Whether the condition is a single comparison, or several joined by `or`. */
function isOneComparison(node: Node): boolean {
  if (node.type !== 'binary') return false;
  return node.op === 'or' ? isOneComparison(node.left) : node.op !== 'and' && node.op !== 'unless';
}

/** Whether the alert fires on any event: a count of events above zero. */
function countsEvents(node: Node, { limit, hit }: Limits, context: DerivationContext): boolean {
  if (limit !== 0 || hit <= 0) return false;
  for (const part of parts(node)) {
    const behind = part.type === 'selector' ? context.recorded(part.name) : undefined;
    if (behind && countsEvents(behind.node, { limit, hit, miss: 0 }, context)) return true;
    if (part.type !== 'call' || (part.name !== 'increase' && part.name !== 'rate')) continue;
    const [range] = part.args;
    if (range?.type === 'range' && range.of.metric?.kind === 'counter') return true;
  }
  return false;
}
