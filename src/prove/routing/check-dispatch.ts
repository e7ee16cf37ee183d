import type { Failure } from '../run/check-plan.js';
import type { Plan } from '../run/plan.js';
import { checkRouting } from './check.js';
import { type Dispatch, isRouting } from './dispatch.js';

/** The expectations of a scenario on notifications that are not met; with `first`, stops at the first. */
export function checkDispatch(
  { scenario, alerts }: Plan,
  dispatch: Dispatch,
  options: { readonly first?: boolean } = {},
): Failure[] {
  const failures: Failure[] = [];
  for (const expectation of scenario.expectations.filter(isRouting)) {
    const inhibitor = expectation.asks === 'inhibited' ? expectation.by : undefined;
    const by = inhibitor && alerts.find(({ source }) => source === inhibitor)?.key;
    for (const { key: alert, source } of alerts) {
      if (options.first && failures.length > 0) return failures;
      if (!expectation.alerts.includes(source)) continue;
      const message = checkRouting(expectation, alert, dispatch, by);
      if (message) failures.push({ message, expectation, alert, place: expectation.place });
    }
  }
  return failures;
}
