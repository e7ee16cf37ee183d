import { DefinitionError, type Place, placeOf } from '../../catalog/index.js';
import { validate } from '../../catalog/shape/index.js';
import { type AnyAlert, levelsOf } from '../../define/index.js';
import type { RoutingExpectation, RoutingSubject, TextMatch } from './expectation.js';
import { given, ofSeverity } from './selection.js';
import {
  inhibitedShape,
  mutedShape,
  notifiedShape,
  receiverShape,
  severalAlerts,
  whichShape,
} from './shapes.js';
import { type CompoundDuration, secondsOf } from './time.js';
import type { AnyScenario, NotifiedOptions, Scenario } from './types.js';

type Questions<A extends AnyAlert> = Pick<Scenario<A>, 'notifies' | 'neverNotifies' | 'inhibits' | 'mutedAt'>;

/** The methods of a scenario for notifications. */
export function routingQuestions<A extends AnyAlert>(
  data: AnyScenario,
  expecting: (expectation: RoutingExpectation) => Scenario<A>,
): Questions<A> {
  const asking = (question: RoutingSubject, which: Selected, at: At): Scenario<A> =>
    expecting({
      type: 'routing',
      alerts: ofSeverity(
        which.alert ? [which.alert].flat().flatMap(levelsOf) : data.alerts,
        which.severity,
        at,
      ),
      labels: given(which.labels ?? {}),
      ...at,
      ...question,
    });

  const notifies: Questions<A>['notifies'] = (receiver, expected = {}) => {
    const place = placeOf(notifies);
    validate(receiverShape, receiver, 'notifies: the receiver', place);
    const text = `notifies(${receiver.name})`;
    validate(notifiedShape, expected, text, place);
    const { within, grouped, count, repeated, resolved = false } = expected;
    const question: RoutingSubject = {
      asks: 'notified',
      receiver,
      resolved,
      within: within === undefined ? undefined : rangeOf(within, place),
      grouped,
      count,
      repeated: repeated === undefined ? undefined : secondsOf(repeated, place),
    };
    if (resolved && (repeated !== undefined || count !== undefined))
      throw new DefinitionError(`${text}: a notification about a resolved alert is not repeated`, place, {
        expected: 'count and repeated in an expectation without resolved: true',
      });
    return asking(question, expected, { text, place });
  };
  const neverNotifies: Questions<A>['neverNotifies'] = (receiver, which = {}) => {
    const place = placeOf(neverNotifies);
    validate(receiverShape, receiver, 'neverNotifies: the receiver', place);
    const text = `neverNotifies(${receiver.name})`;
    validate(whichShape, which, text, place);
    return asking({ asks: 'notNotified', receiver }, which, { text, place });
  };
  const inhibits: Questions<A>['inhibits'] = (alert, expected = {}) => {
    const place = placeOf(inhibits);
    validate(severalAlerts, alert, 'inhibits: what is inhibited', place);
    const text = 'inhibits(…)';
    validate(inhibitedShape, expected, text, place);
    const { by, at } = expected;
    const question: RoutingSubject = {
      asks: 'inhibited',
      by,
      at: at === undefined ? undefined : secondsOf(at, place),
    };
    return asking(question, { ...expected, alert }, { text, place });
  };
  const mutedAt: Questions<A>['mutedAt'] = (time, expected = {}) => {
    const place = placeOf(mutedAt);
    const text = `mutedAt('${time}')`;
    validate(mutedShape, expected, text, place);
    const { by } = expected;
    return asking({ asks: 'muted', at: secondsOf(time, place), by }, expected, { text, place });
  };
  return { notifies, neverNotifies, inhibits, mutedAt };
}

interface Selected {
  readonly alert?: AnyAlert | readonly AnyAlert[];
  readonly severity?: string;
  readonly labels?: { readonly [Label in string]?: TextMatch };
}
type At = Pick<RoutingExpectation, 'text' | 'place'>;

function rangeOf(
  within: NonNullable<NotifiedOptions<AnyAlert>['within']>,
  place: Place,
): { from: number; to: number } {
  const [from, to]: readonly CompoundDuration[] = typeof within === 'string' ? ['0s', within] : within;
  return { from: secondsOf(from ?? '', place), to: secondsOf(to ?? '', place) };
}
