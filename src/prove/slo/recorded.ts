import { made, validate } from '../../catalog/shape/index.js';
import type { Slo, SloRecord } from '../../define/index.js';
import { approx } from '../scenario/expectation.js';
import { scenario } from '../scenario/scenario.js';
import { secondsOf } from '../scenario/time.js';
import type { AnyScenario, Scenario } from '../scenario/types.js';
import { busy, foreignSeries, longestStep, sliSeries, withoutErrors } from './series.js';
import { at } from './tier-context.js';

/** Scenarios of the recorded series: their values, and without series, events or errors. */
export function recordedScenarios(slo: Slo): AnyScenario[] {
  const eventful =
    slo.sli.type === 'gauge' ? [] : [withoutEvents(slo), fewEvents(slo), withoutErrorSeries(slo)];
  return [values(slo), withoutSeries(slo), ...eventful];
}

const hour = 3600;

/** Half of the error budget is consumed: every recorded series has the calculated value. */
function values(slo: Slo): AnyScenario {
  const { records, budget, objective } = slo;
  const errors = 0.5 * budget;
  let expected: Scenario<never> = scenario(`${slo.id}: half of the budget burns`, { step: '1m' });
  const expect = (record: SloRecord, value: number): void => {
    expected = expected.sampleAt(recordingOf(record), '30m', approx(value, Math.abs(value) * 0.01), own(slo));
  };
  for (const ratio of Object.values(records.ratios)) expect(ratio, errors);
  expect(records.periodRatio, errors);
  expect(records.objective, objective);
  expect(records.budget, budget);
  expect(records.days, secondsOf(slo.period) / (24 * hour));
  expect(records.currentBurnRate, 0.5);
  expect(records.periodBurnRate, 0.5);
  expect(records.budgetRemaining, 0.5);
  expected = expected.sampleAt(recordingOf(records.info), '30m', 1, own(slo));
  const inputs = [...sliSeries(slo, [{ at: 0, rate: busy, errors }]), ...foreignSeries(slo)];
  return { ...expected, inputs, place: slo.place };
}

const objective = made('slo()', 'slo');

/**
 * A scenario that tests the recording rule over the whole period of an objective: an hour of errors counts for exactly
 * one period. It is not part of `sloScenarios`, as its thousands of evaluations take seconds; one objective per period
 * is enough.
 */
export function sloPeriodScenario(slo: Slo): AnyScenario {
  validate(objective, slo, 'sloPeriodScenario: the objective', sloPeriodScenario);
  const { records } = slo;
  const period = secondsOf(slo.period);
  const end = period + 2 * hour;
  const [gapFrom, gapUntil] = [at(hour), at(period + hour)];
  const expected = scenario(`${slo.id}: a bad hour is forgotten after ${slo.period}`, {
    step: at(longestStep),
  })
    .sampleAt(recordingOf(records.periodRatio), at(period * 0.9), 1, own(slo))
    .sampleAt(recordingOf(records.periodRatio), at(end), 0, own(slo));
  const inputs = sliSeries(slo, [
    { at: 0, rate: busy, errors: 1 },
    { at: 2 * hour, rate: busy, errors: 0 },
  ]).map((series) => ({ ...series, shape: series.shape.gap(gapFrom, gapUntil) }));
  return { ...expected, inputs, place: slo.place };
}

/** Half an hour without events causes no NaN. The rates over five minutes change at once. */
function withoutEvents(slo: Slo): AnyScenario {
  const { ratios, periodRatio, errors, total } = slo.records;
  const share = 0.2;
  const expected = scenario(`${slo.id}: half an hour without events`, { step: '15s' })
    .sampleAt(recordingOf(total), '32m30s', approx(busy / 2, busy * 0.1), own(slo))
    .sampleAt(recordingOf(errors), '32m30s', approx((busy * share) / 2, busy * share * 0.1), own(slo))
    .noSampleAt(recordingOf(ratios['5m']), '50m')
    .sampleAt(recordingOf(periodRatio), '50m', approx(share, share * 0.01), own(slo))
    .sampleAt(recordingOf(ratios['5m']), '1h10m', approx(share, share * 0.01), own(slo))
    .sampleAt(recordingOf(periodRatio), '1h30m', approx(share, share * 0.01), own(slo));
  const inputs = sliSeries(slo, [
    { at: 0, rate: busy, errors: share },
    { at: 30 * 60, rate: 0, errors: 0 },
    { at: hour, rate: busy, errors: share },
  ]);
  return { ...expected, inputs, place: slo.place };
}

/** No events at first, then a few: no division by zero over any window, and no sum with NaN. */
function fewEvents(slo: Slo): AnyScenario {
  const { ratios, periodRatio, errors, total } = slo.records;
  const [few, share] = [0.5, 0.2];
  let expected: Scenario<never> = scenario(`${slo.id}: no events, then a few`, { step: '1m' })
    .sampleAt(recordingOf(total), '20m', 0, own(slo))
    .sampleAt(recordingOf(errors), '20m', 0, own(slo))
    .sampleAt(recordingOf(total), '1h', approx(few, few * 0.01), own(slo))
    .sampleAt(recordingOf(errors), '1h', approx(few * share, few * share * 0.01), own(slo));
  for (const ratio of [...Object.values(ratios), periodRatio]) {
    expected = expected
      .noSampleAt(recordingOf(ratio), '20m')
      .sampleAt(recordingOf(ratio), '1h', approx(share, share * 0.01), own(slo));
  }
  const inputs = sliSeries(slo, [
    { at: 0, rate: 0, errors: 0 },
    { at: 30 * 60, rate: few, errors: share },
  ]);
  return { ...expected, inputs, place: slo.place };
}

/** Without any series there are no ratios and no budget. */
function withoutSeries({ id, place, records }: Slo): AnyScenario {
  const { ratios, periodRatio, currentBurnRate, periodBurnRate, budgetRemaining } = records;
  const derived = [...Object.values(ratios), periodRatio, currentBurnRate, periodBurnRate, budgetRemaining];
  let expected: Scenario<never> = scenario(`${id}: no series at all`);
  for (const record of derived) expected = expected.noSampleAt(recordingOf(record), '30m');
  return { ...expected, place };
}

/** Without series of errors the ratios are 0 and the budget is untouched. */
function withoutErrorSeries(slo: Slo): AnyScenario {
  const { ratios, periodRatio, budgetRemaining } = slo.records;
  let expected: Scenario<never> = scenario(`${slo.id}: no error has ever been counted`, { step: '1m' });
  for (const ratio of Object.values(ratios))
    expected = expected.sampleAt(recordingOf(ratio), '30m', 0, own(slo));
  expected = expected
    .sampleAt(recordingOf(periodRatio), '30m', 0, own(slo))
    .sampleAt(recordingOf(budgetRemaining), '30m', 1, own(slo));
  return { ...expected, inputs: withoutErrors(slo, [{ at: 0, rate: busy, errors: 0 }]), place: slo.place };
}

function recordingOf({ rule, series }: SloRecord) {
  return { ...rule, series };
}

function own({ id }: Slo): Readonly<Record<string, string>> {
  return { sloth_id: id };
}
