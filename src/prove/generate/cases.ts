import type { Node } from '../../query/index.js';
import type { ResolvedAlert, ResolvedBundle } from '../../resolve/index.js';
import { parts } from '../mutation/tree.js';
import { eventsAt, firstEventAt } from '../scenario/counter-shape.js';
import type { AlertExpectation, ExpectedState, Moment } from '../scenario/expectation.js';
import type { ScenarioSeries } from '../scenario/series.js';
import type { AnyScenario } from '../scenario/story.js';
import { durationText, type Span, secondsOf } from '../scenario/time.js';
import { type Inversion, windowSeconds } from './invert.js';
import { type Limits, limitsOf, wishFor } from './limits.js';
import { cannot, type Wish } from './wish.js';

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

/** Scenarios that follow from the alerts themselves: just under, just over and back, one event, no data. */
export function generateCases(bundle: ResolvedBundle): GeneratedCases {
  const all = bundle.alertGroups.flatMap((group) =>
    group.rules.map((alert) => casesOf(alert, bundle, secondsOf(group.interval ?? '15s'))),
  );
  return {
    scenarios: all.flatMap(({ scenarios }) => scenarios),
    underived: all.flatMap(({ underived }) => underived),
  };
}

/** When what happens in a generated scenario; seconds. */
interface Times {
  readonly step: number;
  /** All windows are full, and the story begins. */
  readonly begin: number;
  /** By then the alert has had all the time it needs to fire. */
  readonly fired: number;
  /** By then it has had all the time it needs to be over. */
  readonly over: number;
}

function casesOf(alert: ResolvedAlert, bundle: ResolvedBundle, interval: number): GeneratedCases {
  const { condition, over, place } = alert.source;
  const records = new Map(
    bundle.recordingGroups.flatMap(({ rules }) =>
      rules.map(({ record, source }) => [record, { node: source.rule, over: source.over }]),
    ),
  );
  const about: Inversion = { place, over, recorded: (name) => records.get(name) };
  const times = timesOf(alert, longestWindow(condition.node, about), interval);
  const scenarios: AnyScenario[] = [];
  const underived: Underived[] = [];
  const add = (name: string, wish: Wish, expectations: readonly AlertExpectation[]): void => {
    if (wish.ok) scenarios.push(storyOf(alert, name, wish.series, expectations, times));
    else underived.push({ alert: alert.alert, case: name, reason: wish.reason });
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
    const steady = wishFor(alert, [[0, miss]], about);
    add('just under', steady, [at('quiet', times.begin), at('quiet', times.fired), at('quiet', times.over)]);
    const crossing = wishFor(
      alert,
      [
        [0, miss],
        [times.begin, hit],
        [times.fired + times.step, miss],
      ],
      about,
    );
    add('just over and back', crossing, [at('firing', times.fired), at('resolved', times.over)]);
    const counts = countsEvents(condition.node, limits, about);
    if (counts && !isOneComparison(condition.node)) {
      add('one event', cannot('the condition asks for more than events'), []);
    } else if (counts && crossing.ok) {
      const begin = durationText(times.begin) as Span;
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

type Add = (name: string, wish: Wish, expectations: readonly AlertExpectation[]) => void;

/** Without any series: fires where the condition asks for absence, and stays quiet otherwise. */
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
    add('no data', cannot('what the expression gives without series is not known from its shape'), []);
    return;
  }
  const misses = calls.some((name) => name === 'absent' || name === 'absent_over_time');
  add('no data', { ok: true, series: [] }, [at(misses ? 'firing' : 'quiet', times.fired)]);
}

function storyOf(
  alert: ResolvedAlert,
  name: string,
  inputs: readonly ScenarioSeries[],
  expectations: readonly AlertExpectation[],
  { step, over }: Times,
): AnyScenario {
  return {
    type: 'scenario',
    name: `${alert.alert}: ${name} (generated)`,
    alerts: [alert.source],
    step,
    lasting: over,
    start: '2026-01-01T00:00:00Z',
    externalLabels: {},
    inputs,
    expectations,
    place: alert.place,
  };
}

/** Two evaluations more than the arithmetic asks for: scrapes, records and alerts follow one another. */
function timesOf({ for: wait, keepFiringFor }: ResolvedAlert, window: number, interval: number): Times {
  const step = window > 3600 ? 60 : 15;
  const slack = 4 * Math.max(interval, step);
  const rounded = (seconds: number): number => Math.ceil(seconds / step) * step;
  const begin = rounded(window + slack);
  const fired = begin + rounded(window + secondsOf(wait) + slack);
  const over = fired + step + rounded(window + secondsOf(keepFiringFor ?? '0s') + slack);
  return { step, begin, fired, over };
}

/** The longest look back of an expression, through recording rules, in seconds. */
function longestWindow(node: Node, about: Inversion): number {
  let longest = 0;
  for (const part of parts(node)) {
    const behind = part.type === 'selector' ? about.recorded(part.name) : undefined;
    if (behind) longest = Math.max(longest, longestWindow(behind.node, { ...about, over: behind.over }));
    if (part.type !== 'range' && part.type !== 'subquery') continue;
    const offset = part.type === 'range' && part.of.offset ? secondsOf(part.of.offset) : 0;
    longest = Math.max(longest, windowSeconds(part.window, about) + offset);
  }
  return longest;
}

/** The comparison alone, or something else that fires besides. */
function isOneComparison(node: Node): boolean {
  if (node.type !== 'binary') return false;
  return node.op === 'or' ? isOneComparison(node.left) : node.op !== 'and' && node.op !== 'unless';
}

/** Whether the alert is of the kind "any at all": a count of events above zero. */
function countsEvents(node: Node, { limit, hit }: Limits, about: Inversion): boolean {
  if (limit !== 0 || hit <= 0) return false;
  for (const part of parts(node)) {
    const behind = part.type === 'selector' ? about.recorded(part.name) : undefined;
    if (behind && countsEvents(behind.node, { limit, hit, miss: 0 }, about)) return true;
    if (part.type !== 'call' || (part.name !== 'increase' && part.name !== 'rate')) continue;
    const [range] = part.args;
    if (range?.type === 'range' && range.of.metric?.kind === 'counter') return true;
  }
  return false;
}
