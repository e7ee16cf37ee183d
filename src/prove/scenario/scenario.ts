import { DefinitionError, type Place, placeOf } from '../../catalog/index.js';
import { closed } from '../../catalog/misses.js';
import { made, validate } from '../../catalog/shape/index.js';
import { type AnyAlert, levelsOf, type RecordingRule, type Signal } from '../../define/index.js';
import { secretsIn } from '../../define/secret-patterns.js';
import type {
  AlertExpectation,
  Expectation,
  ExpectedState,
  Moment,
  SampleExpectation,
} from './expectation.js';
import { routingQuestions } from './routing.js';
import { given, ofSeverity } from './selection.js';
import { type AnyShape, seriesOf } from './series.js';
import {
  expectedNumber,
  expectedShape,
  nameShape,
  pairOfTimes,
  scenarioShape,
  seriesLabels,
} from './shapes.js';
import { type CompoundDuration, secondsOf } from './time.js';
import type { AnyHandle, AnyScenario, ExpectedAlerts, Scenario, ScenarioOptions } from './types.js';
import { writtenSeries } from './written-series.js';

/**
 * A test of rules: series of metrics over time, and the states that alerts must have.
 *
 * @param name name of the scenario, unique in its bundle
 * @param options alerts that it tests, intervals, length and environment
 * @throws DefinitionError for a misspelt option, an invalid duration, or a name that contains a secret
 * @example scenario('queues grow', { alerts: [HighErrorRatio] }).series(metrics.http_requests_total, { status: '500' }, rateOf(6, 'per minute')).firingAt('20m')
 */
export function scenario<A extends AnyAlert = never>(
  name: string,
  options: ScenarioOptions<A> = {},
): Scenario<A> {
  const place = placeOf(scenario);
  validate(nameShape, name, 'scenario: the name', place);
  validate(scenarioShape, options, `scenario ${JSON.stringify(name)}`, place);
  const [secret] = secretsIn(name);
  if (secret)
    throw new DefinitionError(
      `the name of a scenario contains ${secret.kind}, and names of scenarios are published: remove it`,
      place,
    );
  return scenarioOf<A>({
    type: 'scenario',
    name,
    alerts: (options.alerts ?? []).flatMap(levelsOf),
    step: secondsOf(options.step ?? '15s', place),
    lasting: options.lasting === undefined ? undefined : secondsOf(options.lasting, place),
    start: options.start ?? '2026-01-01T00:00:00Z',
    externalLabels: options.externalLabels ?? {},
    environment: options.environment,
    inputs: [],
    written: [],
    expectations: [],
    place,
  });
}

function scenarioOf<A extends AnyAlert>(data: AnyScenario): Scenario<A> {
  const expecting = (expectation: Expectation): Scenario<A> =>
    scenarioOf({ ...data, expectations: [...data.expectations, expectation] });
  const alerts = (
    state: ExpectedState,
    when: Moment,
    text: string,
    place: Place,
    expected: ExpectedAlerts<A> = {},
  ): Scenario<A> => expecting(alertExpectation(data, { state, when, text, place }, expected));
  const sample = (expectation: Omit<SampleExpectation, 'type'>): Scenario<A> =>
    expecting({ type: 'sample', ...expectation });
  const at = (time: CompoundDuration, place: Place): Moment => ({ type: 'at', at: secondsOf(time, place) });

  const series = (metric: AnyHandle, ...rest: readonly unknown[]): Scenario<A> => {
    const [labels, shape] = (rest.length <= 1 ? [{}, rest[0]] : rest) as [Record<string, string>, AnyShape];
    return scenarioOf({
      ...data,
      inputs: [...data.inputs, seriesOf(metric, labels, shape, placeOf(series))],
    });
  };
  const inputSeries: Scenario<A>['inputSeries'] = (name, values) =>
    scenarioOf({
      ...data,
      written: [...data.written, writtenSeries(name, values, data.step, placeOf(inputSeries))],
    });
  const pendingAt: Scenario<A>['pendingAt'] = (time, expected) => {
    const place = placeOf(pendingAt);
    return alerts('pending', at(time, place), `pendingAt('${time}')`, place, expected);
  };
  const firingAt: Scenario<A>['firingAt'] = (time, expected) => {
    const place = placeOf(firingAt);
    return alerts('firing', at(time, place), `firingAt('${time}')`, place, expected);
  };
  const firesWithin: Scenario<A>['firesWithin'] = (within, expected) => {
    const place = placeOf(firesWithin);
    validate(pairOfTimes, within, 'firesWithin', place);
    const [from, to] = within;
    const when: Moment = { type: 'within', from: secondsOf(from, place), to: secondsOf(to, place) };
    return alerts('firing', when, `firesWithin(['${from}', '${to}'])`, place, expected);
  };
  const quietUntil: Scenario<A>['quietUntil'] = (time, which) => {
    const place = placeOf(quietUntil);
    const when: Moment = { type: 'until', until: secondsOf(time, place) };
    return alerts('quiet', when, `quietUntil('${time}')`, place, which);
  };
  const quietAt: Scenario<A>['quietAt'] = (time, which) => {
    const place = placeOf(quietAt);
    return alerts('quiet', at(time, place), `quietAt('${time}')`, place, which);
  };
  const staysQuiet: Scenario<A>['staysQuiet'] = (which) =>
    alerts('quiet', { type: 'always' }, 'staysQuiet()', placeOf(staysQuiet), which);
  const neverFires: Scenario<A>['neverFires'] = (which) =>
    alerts('notFiring', { type: 'always' }, 'neverFires()', placeOf(neverFires), which);
  const resolvedAt: Scenario<A>['resolvedAt'] = (time, which) => {
    const place = placeOf(resolvedAt);
    return alerts('resolved', at(time, place), `resolvedAt('${time}')`, place, which);
  };
  const resolvesBy: Scenario<A>['resolvesBy'] = (time, which) => {
    const place = placeOf(resolvesBy);
    const when: Moment = { type: 'by', by: secondsOf(time, place) };
    return alerts('resolved', when, `resolvesBy('${time}')`, place, which);
  };
  const sampleAt: Scenario<A>['sampleAt'] = (of, time, value, labels = {}) => {
    const place = placeOf(sampleAt);
    validate(sampledShape, of, 'sampleAt: of what', place);
    validate(expectedNumber, value, 'sampleAt: the value', place);
    validate(seriesLabels, labels, 'sampleAt: the labels', place);
    const moment = secondsOf(time, place);
    return sample({ of, at: moment, value, labels, place, text: `sampleAt(${nameOf(of)}, '${time}')` });
  };
  const noSampleAt: Scenario<A>['noSampleAt'] = (of, time) => {
    const place = placeOf(noSampleAt);
    validate(sampledShape, of, 'noSampleAt: of what', place);
    const text = `noSampleAt(${nameOf(of)}, '${time}')`;
    return sample({ of, at: secondsOf(time, place), value: undefined, labels: {}, place, text });
  };
  return closed<Scenario<A>>('a scenario', 'function', {
    ...data,
    ...routingQuestions<A>(data, expecting),
    series,
    inputSeries,
    pendingAt,
    firingAt,
    firesWithin,
    quietUntil,
    quietAt,
    staysQuiet,
    neverFires,
    resolvedAt,
    resolvesBy,
    sampleAt,
    noSampleAt,
  });
}

const sampledShape = made('record() or signal()', 'recording', 'signal');

function nameOf(of: RecordingRule<never> | Signal<never> | SampleExpectation['of']): string {
  return of.type === 'recording' ? of.record : of.title;
}

function alertExpectation(
  data: AnyScenario,
  base: Pick<AlertExpectation, 'state' | 'when' | 'text' | 'place'>,
  expected: ExpectedAlerts<AnyAlert>,
): AlertExpectation {
  validate(expectedShape, expected, base.text, base.place);
  const { alert, severity, labels = {}, annotations = {}, value, count } = expected;
  return {
    type: 'alert',
    alerts: ofSeverity(alert ? levelsOf(alert) : data.alerts, severity, base),
    ...base,
    labels: given(labels),
    annotations,
    value,
    count,
  };
}
