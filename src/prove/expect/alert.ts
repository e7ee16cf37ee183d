import { type Moment, momentAt, stateAt, type Timeline } from '../run/session.js';
import type { AlertExpectation } from '../scenario/expectation.js';
import { durationText } from '../scenario/time.js';
import { labelText, matchesAll, matchesNumber, matchesText, numberText } from './match.js';

/**
 * The reason why an alert does not meet an expectation; undefined if it does.
 *
 * @param lines timelines of all alerts of the rule
 * @param end length of the scenario in seconds
 */
export function checkAlert(
  expected: AlertExpectation,
  name: string,
  lines: readonly Timeline[],
  end: number,
): string | undefined {
  const matching = lines.filter(({ labels }) => matchesAll(labels, expected.labels));
  const who = Object.keys(expected.labels).length > 0 ? `${name}${labelText(expected.labels)}` : name;
  switch (expected.state) {
    case 'quiet':
    case 'notFiring':
      return checkQuiet(expected, who, matching);
    case 'resolved':
      return checkResolved(expected, who, matching, end);
    default:
      return checkActive(expected, who, matching, lines);
  }
}

/** Whether a state is not quiet. The expectation `notFiring` allows pending. */
function breaksQuiet(state: Moment['state'], expected: AlertExpectation): boolean {
  return state === 'firing' || (state === 'pending' && expected.state !== 'notFiring');
}

function checkQuiet(expected: AlertExpectation, who: string, lines: readonly Timeline[]): string | undefined {
  const { when } = expected;
  if (when.type === 'at') {
    const line = lines.find((candidate) => breaksQuiet(stateAt(candidate, when.at), expected));
    return (
      line && `${who} should be inactive at ${durationText(when.at)}, but is ${described(line, when.at)}`
    );
  }
  const before = when.type === 'until' ? when.until : Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const found = line.moments.find((moment) => moment.at < before && breaksQuiet(moment.state, expected));
    if (found) {
      const should =
        when.type === 'until' ? `be inactive until ${durationText(before)}` : expectedQuiet(expected);
      return `${who} should ${should}, but is ${described(line, found.at)}`;
    }
  }
  return undefined;
}

function expectedQuiet({ state }: AlertExpectation): string {
  return state === 'notFiring' ? 'never fire' : 'stay quiet';
}

function checkResolved(
  { when }: AlertExpectation,
  who: string,
  lines: readonly Timeline[],
  end: number,
): string | undefined {
  const at = when.type === 'by' ? when.by : when.type === 'at' ? when.at : end;
  const fired = lines.filter((line) => line.moments.some((m) => m.state === 'firing' && m.at <= at));
  if (fired.length === 0) return `${who} should be resolved at ${durationText(at)}, but has not fired before`;
  const active = lines.find((line) => stateAt(line, at) !== 'inactive');
  if (active) return `${who} should be resolved at ${durationText(at)}, but is ${described(active, at)}`;
  if (when.type !== 'by') return undefined;
  for (const line of lines) {
    const back = line.moments.find((moment) => moment.at > at && moment.state !== 'inactive');
    if (back)
      return `${who} should stay resolved from ${durationText(at)}, but is ${described(line, back.at)}`;
  }
  return undefined;
}

function checkActive(
  expected: AlertExpectation,
  who: string,
  matching: readonly Timeline[],
  all: readonly Timeline[],
): string | undefined {
  const { when, state, count } = expected;
  if (when.type === 'within') return checkWithin(expected, who, matching, when);
  const at = when.type === 'at' ? when.at : 0;
  const active = matching.filter((line) => stateAt(line, at) === state);
  if (active.length === 0 || (count !== undefined && active.length !== count)) {
    const many = count === undefined ? '' : ` ${count} times`;
    return `${who} should be ${state}${many} at ${durationText(at)}, but ${summary(matching, all, at)}`;
  }
  return checkContent(expected, who, active, () => at);
}

function checkWithin(
  expected: AlertExpectation,
  who: string,
  lines: readonly Timeline[],
  { from, to }: { readonly from: number; readonly to: number },
): string | undefined {
  const range = `from ${durationText(from)} to ${durationText(to)}`;
  const starts = lines.flatMap((line) => {
    const first = line.moments.find((moment) => moment.state === 'firing');
    return first ? [{ line, at: first.at }] : [];
  });
  const early = starts.find(({ at }) => at < from);
  if (early) return `${who} should start to fire ${range}, but already fires at ${durationText(early.at)}`;
  const inTime = starts.filter(({ at }) => at <= to);
  const { count } = expected;
  if (inTime.length === 0 || (count !== undefined && inTime.length !== count)) {
    const late = starts[0] && `, only at ${durationText(starts[0].at)}`;
    const what = inTime.length > 0 ? `${inTime.length} do` : `${summary(lines, lines, to)}${late ?? ''}`;
    return `${who} should start to fire ${range}${count === undefined ? '' : `, ${count} times`}, but ${what}`;
  }
  const started = new Map(inTime.map(({ line, at }) => [line, at]));
  return checkContent(expected, who, [...started.keys()], (line) => started.get(line) ?? to);
}

/** Checks annotations and value of every matching alert. */
function checkContent(
  { annotations, value }: AlertExpectation,
  who: string,
  lines: readonly Timeline[],
  at: (line: Timeline) => number,
): string | undefined {
  for (const line of lines) {
    const moment = momentAt(line, at(line));
    if (!moment) continue;
    const when = durationText(at(line));
    for (const [name, match] of Object.entries(annotations)) {
      const text = moment.annotations[name];
      if (matchesText(text, match)) continue;
      const actual = text === undefined ? 'is missing' : `is "${text}"`;
      return `the annotation ${name} of ${who} at ${when} ${actual}, not ${match instanceof RegExp ? match : `"${match}"`}`;
    }
    if (value !== undefined && !matchesNumber(moment.value, value)) {
      return `the value of ${who} at ${when} is ${moment.value}, not ${numberText(value)}`;
    }
  }
  return undefined;
}

function described(line: Timeline, at: number): string {
  const state = stateAt(line, at);
  const since = line.moments.findLast((m, index) => {
    return m.at <= at && m.state === state && line.moments[index - 1]?.state !== state;
  });
  return `${state} since ${durationText(since?.at ?? at)} ${labelText(line.labels)}`;
}

function summary(matching: readonly Timeline[], all: readonly Timeline[], at: number): string {
  const active = matching.filter((line) => stateAt(line, at) !== 'inactive');
  if (active.length > 0) return `is ${active.map((line) => described(line, at)).join(' and ')}`;
  if (matching.length > 0) return 'is quiet then';
  if (all.length > 0)
    return `only ${all.map(({ labels }) => labelText(labels)).join(' and ')} was ever active`;
  return 'is never even pending';
}
