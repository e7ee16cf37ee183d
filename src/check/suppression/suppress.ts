import { didYouMean } from '../../catalog/similar.js';
import type { Suppression } from '../../define/index.js';
import type { Subject } from '../collect/subject.js';
import type { Finding, Level } from '../finding.js';
import { checks } from '../registry.js';
import { unsuppressible } from '../rules/suppress/ids.js';
import type { LocatedFinding } from '../run/located-finding.js';
import type { Settings } from '../settings.js';
import type { Carried } from './gather-suppressions.js';
import { type SuppressionUse, useOf } from './uses.js';

/** Findings after suppressions, with those about suppressions that are not valid; and the use of the others. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly uses: readonly SuppressionUse[];
}

/** Takes out the suppressed findings of a bundle, and judges its suppressions. */
export function suppress(
  found: readonly LocatedFinding[],
  carried: Iterable<Carried>,
  settings: Settings,
): Suppressed {
  const { kept, used } = withoutSuppressed(found, settings);
  const judged = [...carried].map((one) => judge(one, used, settings));
  return {
    findings: [...kept, ...judged.flatMap(({ finding }) => finding ?? [])],
    uses: judged.flatMap(({ use }) => use ?? []),
  };
}

/** Takes out the suppressed findings. */
export function withoutSuppressed(
  found: readonly LocatedFinding[],
  settings: Settings,
): { readonly kept: readonly Finding[]; readonly used: ReadonlySet<Suppression> } {
  const used = new Set<Suppression>();
  const kept: Finding[] = [];
  for (const { finding, subject } of found) {
    const match = suppressionOf(finding.check, subject, settings);
    if (match) used.add(match);
    else kept.push(finding);
  }
  return { kept, used };
}

/** The use of the valid suppressions of some checks. */
export function usesOf(
  carried: Iterable<Carried>,
  used: ReadonlySet<Suppression>,
  settings: Settings,
): SuppressionUse[] {
  return [...carried].flatMap((one) => {
    const { suppression } = one;
    const holds = isValid(suppression) && !isExpired(suppression, settings);
    return holds ? [useOf(one, used, unused(one, settings))] : [];
  });
}

/** The valid suppression of a check that applies to a definition. */
export function suppressionOf(
  check: string,
  { owners }: Subject,
  settings: Settings,
): Suppression | undefined {
  if (unsuppressible.has(check)) return undefined;
  for (const { suppress: suppressions = [] } of owners) {
    for (const suppression of suppressions) {
      if (suppression.check === check && isValid(suppression) && !isExpired(suppression, settings))
        return suppression;
    }
  }
  return undefined;
}

function isValid({ reason, until }: Suppression): boolean {
  return typeof reason === 'string' && reason.trim() !== '' && (until === undefined || isDay(until));
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

function isExpired({ until }: Suppression, { today }: Settings): boolean {
  return until !== undefined && today !== undefined && until < today;
}

/** A suppression is malformed or has expired, which is a finding; otherwise it matters whether it is used. */
function judge(
  carried: Carried,
  used: ReadonlySet<Suppression>,
  settings: Settings,
): { readonly finding?: Finding | undefined; readonly use?: SuppressionUse } {
  const { suppression, subject } = carried;
  const { check, reason, until } = suppression;
  const known = checks.find(({ id }) => id === check);
  const about = aboutSuppression(subject, settings);
  if (!isValid(suppression)) {
    const what =
      until !== undefined && !isDay(until) ? `until "${until}" is not a date` : `${check} has no reason`;
    const finding = about('suppress/invalid', 'error', `invalid suppression: ${what}`, {
      expected: "{ check: 'group/name', reason: 'why this is accepted', until?: 'YYYY-MM-DD' }",
    });
    return { finding };
  }
  if (!known && settings.checks.length === 0) {
    const message = `a suppression names the check ${check}, which does not exist`;
    const ids = checks.map(({ id }) => id);
    return { finding: about('suppress/invalid', 'error', message, { suggestion: didYouMean(check, ids) }) };
  }
  if (isExpired(suppression, settings)) {
    const message = `the suppression of ${check} ended on ${until} (${reason})`;
    const expected = 'fix the finding, or set a later date';
    return { finding: about('suppress/expired', 'warning', message, { expected }) };
  }
  // Those of checks that look at scenarios, files or a running system are known to be unused only where these are.
  const isElsewhere = settings.levels[check] === 'off' || known?.artifacts || known?.scenarios || known?.live;
  return { use: useOf(carried, used, isElsewhere ? undefined : unused(carried, settings)) };
}

function unused(
  { suppression: { check, reason }, subject }: Carried,
  settings: Settings,
): Finding | undefined {
  const message = `the suppression of ${check} suppresses nothing (${reason})`;
  return aboutSuppression(subject, settings)('suppress/unused', 'warning', message, {
    expected: 'remove it',
  });
}

/** Makes findings about a suppression on a definition; none where the team has switched them off. */
function aboutSuppression({ path, place }: Subject, settings: Settings) {
  return (id: string, level: Level, message: string, more: Partial<Finding> = {}): Finding | undefined =>
    settings.levels[id] === 'off' ? undefined : { check: id, level, path, place, message, ...more };
}
