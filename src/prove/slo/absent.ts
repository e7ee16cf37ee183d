import { type Absent, absentAlertName, type Slo } from '../../define/index.js';
import { scenario } from '../scenario/scenario.js';
import { secondsOf } from '../scenario/time.js';
import type { AnyScenario, Scenario } from '../scenario/types.js';
import { busy, foreignSeries, longestStep, type Phase, sliSeries } from './series.js';
import { at } from './tier-context.js';

/** Scenarios of the alert on missing series: never present, missing for long or a moment, with and without events. */
export function absentScenarios(slo: Slo): AnyScenario[] {
  const { absent } = slo;
  const alert = slo.alerts[absentAlertName(slo)];
  if (!absent || !alert) return [];
  const wait = secondsOf(absent.for);
  const step = Math.min(longestStep, Math.ceil(wait / 40));
  const scenarioOf = (name: string, lasting?: number): Scenario => {
    const options = {
      alerts: [alert],
      step: at(step),
      ...(lasting !== undefined && { lasting: at(lasting) }),
    };
    return scenario(`${slo.id}, absent: ${name}`, options);
  };
  const context: AbsentContext = { slo, absent, wait, step, scenarioOf };
  return [
    neverPresent(context),
    missing(context),
    missingForAMoment(context),
    withEvents(context),
    ...withoutEvents(context),
  ];
}

interface AbsentContext {
  readonly slo: Slo;
  readonly absent: Absent;
  /** Seconds. */
  readonly wait: number;
  readonly step: number;
  scenarioOf(name: string, lasting?: number): Scenario;
}

/** Lookback delta of Prometheus, in seconds: how long a sample is used without a newer one. */
const lookback = 300;
const traffic: readonly Phase[] = [{ at: 0, rate: busy, errors: 0 }];

/** Other series of the same metric do not count as series of the objective. */
function neverPresent({ slo, absent, wait, step, scenarioOf }: AbsentContext): AnyScenario {
  const expected = scenarioOf('no series').firesWithin([at(wait), at(wait + 2 * step)], {
    count: 1,
    labels: { severity: absent.severity },
    annotations: { summary: /the series of the objective are missing/ },
  });
  return { ...expected, inputs: foreignSeries(slo), place: slo.place };
}

function missing({ slo, wait, step, scenarioOf }: AbsentContext): AnyScenario {
  const from = lookback;
  const stale = from + lookback;
  const back = stale + wait + 8 * step;
  const expected = scenarioOf('the series go and come back')
    .quietUntil(at(stale - step))
    .firesWithin([at(stale + wait - 2 * step), at(stale + wait + 3 * step)])
    .firingAt(at(back - 2 * step))
    .resolvedAt(at(back + 2 * step));
  return withGap(expected, slo, from, back);
}

function missingForAMoment({ slo, wait, step, scenarioOf }: AbsentContext): AnyScenario {
  const from = lookback;
  const back = from + lookback + 0.8 * wait;
  return withGap(
    scenarioOf('the series go for a moment', back + wait + 4 * step).neverFires(),
    slo,
    from,
    back,
  );
}

/** Series of one group only, if the objective is grouped: it does not know its other groups. */
function withEvents({ slo, wait, step, scenarioOf }: AbsentContext): AnyScenario {
  const expected = scenarioOf('events', 2 * wait + 4 * step).staysQuiet();
  return { ...expected, inputs: sliSeries(slo, traffic), place: slo.place };
}

function withoutEvents({ slo, wait, step, scenarioOf }: AbsentContext): AnyScenario[] {
  if (slo.sli.type === 'gauge') return [];
  const expected = scenarioOf('no events', 2 * wait + 4 * step).staysQuiet();
  return [{ ...expected, inputs: sliSeries(slo, [{ at: 0, rate: 0, errors: 0 }]), place: slo.place }];
}

function withGap(scenario: AnyScenario, slo: Slo, from: number, back: number): AnyScenario {
  const inputs = sliSeries(slo, traffic).map((series) => ({
    ...series,
    shape: series.shape.gap(at(from), at(back)),
  }));
  return { ...scenario, inputs, place: slo.place };
}
