import { didYouMean } from '../../catalog/similar.js';
import type { Suppression } from '../../define/index.js';
import type { Subject } from '../collect/subject.js';
import type { Finding, Level } from '../finding.js';
import { checks } from '../registry.js';
import { unsuppressible } from '../rules/suppress/ids.js';
import type { LocatedFinding } from '../run/located-finding.js';
import type { Settings } from '../settings.js';
import type { Carried } from './gather-suppressions.js';

/** Takes out the suppressed findings and adds those about the suppressions themselves. */
export function suppress(
  found: readonly LocatedFinding[],
  carried: Iterable<Carried>,
  settings: Settings,
): Finding[] {
  const { kept, used } = withoutSuppressed(found, settings);
  return [...kept, ...[...carried].flatMap((one) => judge(one, used, settings) ?? [])];
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

/** Findings about the valid suppressions that suppress nothing. */
export function unusedSuppressions(
  carried: readonly Carried[],
  used: ReadonlySet<Suppression>,
  settings: Settings,
): Finding[] {
  return carried.flatMap((one) => {
    const { suppression } = one;
    const holds = isValid(suppression) && !isExpired(suppression, settings);
    return holds && !used.has(suppression) ? (unused(one, settings) ?? []) : [];
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

/** The finding about a suppression: it is malformed, has expired, or suppresses nothing. */
function judge(
  { suppression, subject }: Carried,
  used: ReadonlySet<Suppression>,
  settings: Settings,
): Finding | undefined {
  const { check, reason, until } = suppression;
  const known = checks.find(({ id }) => id === check);
  const about = aboutSuppression(subject, settings);
  if (!isValid(suppression)) {
    const what =
      until !== undefined && !isDay(until) ? `until "${until}" is not a day` : `${check} has no reason`;
    return about('suppress/invalid', 'error', `a suppression is not valid: ${what}`, {
      expected: "{ check: 'group/name', reason: 'why this is accepted', until?: 'YYYY-MM-DD' }",
    });
  }
  if (!known && settings.checks.length === 0) {
    return about(
      'suppress/invalid',
      'error',
      `a suppression names the check ${check}, which does not exist`,
      {
        suggestion: didYouMean(
          check,
          checks.map(({ id }) => id),
        ),
      },
    );
  }
  if (isExpired(suppression, settings)) {
    return about('suppress/expired', 'warning', `the suppression of ${check} ended on ${until} (${reason})`, {
      expected: 'fix the finding, or set a later day',
    });
  }
  // Those of checks that look at scenarios, files or a running system are known to be unused only where these are.
  if (
    used.has(suppression) ||
    settings.levels[check] === 'off' ||
    known?.artifacts ||
    known?.scenarios ||
    known?.live
  )
    return undefined;
  return unused({ suppression, subject }, settings);
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
