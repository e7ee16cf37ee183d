import { byCodeUnit } from '../../compare.js';
import type { Subject } from '../collect/subject.js';
import type { Elsewhere, Finding } from '../finding.js';
import type { Settings } from '../settings.js';

/** A finding before suppressions: with the definition whose suppressions apply. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly subject: Subject;
}

/** Order of a report: by definition, then by position. It does not depend on the machine. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    byCodeUnit(a.path, b.path) ||
    (a.excerpt?.start ?? -1) - (b.excerpt?.start ?? -1) ||
    byCodeUnit(a.check, b.check) ||
    byCodeUnit(a.message, b.message) ||
    byCodeUnit(a.excerpt?.text ?? '', b.excerpt?.text ?? '')
  );
}

/** One signal on three panels has one mistake, not three: the first of equal findings from one place in the source. */
export function withoutRepetitions(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ check, place, message, excerpt, path }) => {
    // All findings on one environment have the same place, but are about different rules.
    const where = place && !/^[^/]+\/environments\//.test(path) ? String(place.order) : path;
    const key = [check, where, message, excerpt?.text, excerpt?.start].join('\u0000');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * One finding for each cause within a bundle, at the first place where it shows; the others are listed with it.
 * A missing declaration is one mistake, however many panels ask for the metric.
 */
export function groupedByCause(findings: readonly Finding[]): Finding[] {
  const grouped: Finding[] = [];
  const known = new Map<string, { readonly at: number; readonly elsewhere: Elsewhere[] }>();
  for (const finding of findings) {
    const { check, level, path, place, excerpt, cause } = finding;
    if (cause === undefined) {
      grouped.push(finding);
      continue;
    }
    const [bundle] = path.split('/', 1);
    const key = [check, level, bundle, cause].join('\u0000');
    const first = known.get(key);
    if (first) {
      first.elsewhere.push({ path, place, excerpt });
      continue;
    }
    known.set(key, { at: grouped.length, elsewhere: [] });
    grouped.push(finding);
  }
  for (const { at, elsewhere } of known.values()) {
    const finding = grouped[at];
    if (finding && elsewhere.length > 0) grouped[at] = { ...finding, elsewhere };
  }
  return grouped;
}

/** The level that the settings give a check applies to all of its findings. */
export function withLevel(finding: Finding, { levels }: Settings): Finding {
  const level = levels[finding.check];
  return level === undefined || level === 'off' || level === finding.level ? finding : { ...finding, level };
}
