import { type Absent, absentAlertName, type Slo } from '../../define/index.js';
import { scenario } from '../scenario/scenario.js';
import type { AnyScenario, Scenario } from '../scenario/story.js';
import { secondsOf } from '../scenario/time.js';
import { at } from './about.js';
import { busy, foreignSeries, longestStep, type Phase, sliSeries } from './series.js';

/** Stories about the alert on missing series: never there, gone for long, gone for a moment, nothing happens. */
export function absentScenarios(slo: Slo): AnyScenario[] {
  const { absent } = slo;
  const alert = slo.alerts[absentAlertName(slo)];
  if (!absent || !alert) return [];
  const wait = secondsOf(absent.for);
  const step = Math.min(longestStep, Math.ceil(wait / 40));
  const begin = (name: string, lasting?: number): Scenario => {
    const options = {
      alerts: [alert],
      step: at(step),
      ...(lasting !== undefined && { lasting: at(lasting) }),
    };
    return scenario(`${slo.id}, absent: ${name}`, options);
  };
  const about: About = { slo, absent, wait, step, begin };
  return [neverThere(about), gone(about), goneForAMoment(about), used(about), ...unused(about)];
}

interface About {
  readonly slo: Slo;
  readonly absent: Absent;
  /** Seconds. */
  readonly wait: number;
  readonly step: number;
  begin(name: string, lasting?: number): Scenario;
}

/** How long Prometheus shows the last sample of a series that it does not see any more, in seconds. */
const lookback = 300;
const traffic: readonly Phase[] = [{ at: 0, rate: busy, errors: 0 }];

/** Other series of the same metric are none of its business. */
function neverThere({ slo, absent, wait, step, begin }: About): AnyScenario {
  const told = begin('no series').firesWithin([at(wait), at(wait + 2 * step)], {
    count: 1,
    labels: { severity: absent.severity },
    annotations: { summary: /the series of the objective are missing/ },
  });
  return { ...told, inputs: foreignSeries(slo), place: slo.place };
}

function gone({ slo, wait, step, begin }: About): AnyScenario {
  const from = lookback;
  const missing = from + lookback;
  const back = missing + wait + 8 * step;
  const told = begin('the series go and come back')
    .quietUntil(at(missing - step))
    .firesWithin([at(missing + wait - 2 * step), at(missing + wait + 3 * step)])
    .firingAt(at(back - 2 * step))
    .resolvedAt(at(back + 2 * step));
  return withGap(told, slo, from, back);
}

function goneForAMoment({ slo, wait, step, begin }: About): AnyScenario {
  const from = lookback;
  const back = from + lookback + 0.8 * wait;
  return withGap(begin('the series go for a moment', back + wait + 4 * step).neverFires(), slo, from, back);
}

/** Of a grouped objective one group alone: that others are missing, nobody can know. */
function used({ slo, wait, step, begin }: About): AnyScenario {
  const told = begin('events', 2 * wait + 4 * step).staysQuiet();
  return { ...told, inputs: sliSeries(slo, traffic), place: slo.place };
}

function unused({ slo, wait, step, begin }: About): AnyScenario[] {
  if (slo.sli.type === 'gauge') return [];
  const told = begin('no events', 2 * wait + 4 * step).staysQuiet();
  return [{ ...told, inputs: sliSeries(slo, [{ at: 0, rate: 0, errors: 0 }]), place: slo.place }];
}

function withGap(story: AnyScenario, slo: Slo, from: number, back: number): AnyScenario {
  const inputs = sliSeries(slo, traffic).map((series) => ({
    ...series,
    shape: series.shape.gap(at(from), at(back)),
  }));
  return { ...story, inputs, place: slo.place };
}
