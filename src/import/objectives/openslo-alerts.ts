import type { Path } from '../read/origin.js';
import { listOf, type Plain, plain } from '../read/plain.js';
import type { InputObjective, InputTier, TierName } from './model.js';
import type { OpenSloContext } from './openslo-context.js';
import { textsOf } from './sloth.js';

/** The long windows of our burn rate alerts. */
const tiersByWindow: Readonly<Record<string, TierName>> = {
  '1h': 'pageFast',
  '6h': 'pageSlow',
  '24h': 'ticketFast',
  '1d': 'ticketFast',
  '72h': 'ticketSlow',
  '3d': 'ticketSlow',
};

export function tiersOf(
  spec: Plain,
  { origin, find, problems, lost, notes }: OpenSloContext,
): InputObjective['tiers'] {
  const found: Partial<Record<TierName, InputTier>> = {};
  listOf(spec.alertPolicies).forEach((given, index) => {
    const path: Path = ['spec', 'alertPolicies', index];
    const ref = typeof given === 'string' ? given : plain(given).alertPolicyRef;
    const policy = ref === undefined ? plain(given) : find('AlertPolicy', ref);
    if (!policy) {
      problems.push(
        origin.problem(path, `there is no AlertPolicy ${String(ref)} among the files of this import`),
      );
      return;
    }
    const lose = (message: string) => lost.push({ file: origin.file, at: origin.place(path), message });
    const { conditions, notificationTargets, alertWhenNoData, alertWhenBreaching } = plain(policy.spec);
    if (alertWhenNoData === true) lose('alerts without data, which is not imported: see alerts.absent');
    if (alertWhenBreaching === false) return;
    for (const each of listOf(conditions)) {
      const name = plain(each).conditionRef;
      const condition = name === undefined ? plain(each) : find('AlertCondition', name);
      if (!condition) {
        problems.push(
          origin.problem(path, `there is no AlertCondition ${String(name)} among the files of this import`),
        );
        continue;
      }
      const { severity, condition: what } = plain(condition.spec);
      const { kind = 'burnrate', op, threshold, lookbackWindow, alertAfter = '0m' } = plain(what);
      const tier = tiersByWindow[String(lookbackWindow)];
      if (
        kind !== 'burnrate' ||
        typeof threshold !== 'number' ||
        tier === undefined ||
        !/^gte?$/.test(String(op)) ||
        found[tier]
      ) {
        lose(
          `has the condition ${JSON.stringify(what)}: burn rates here are above a bound over 1h, 6h, 1d or 3d, each once`,
        );
        continue;
      }
      const labels = textsOf(plain(plain(condition.metadata).labels));
      const annotations = textsOf(plain(plain(condition.metadata).annotations));
      found[tier] = {
        factor: threshold,
        for: String(alertAfter) === '0m' ? '0s' : String(alertAfter),
        severity: severity === undefined ? undefined : String(severity),
        labels,
        annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.includes('/'))),
      };
    }
    for (const target of listOf(notificationTargets)) {
      // That is where all alerts go anyway.
      if (plain(plain(target).spec).target === 'alertmanager') continue;
      const name = String(plain(target).targetRef ?? plain(plain(target).metadata).name ?? '');
      notes.push({
        file: origin.file,
        at: origin.place(path),
        message: `notifies ${name}: notifications are defined by routes, which an import of OpenSLO does not create`,
      });
    }
  });
  return found;
}
