import type { Finding } from './finding.js';
import type { Subject } from './subject.js';

/** A finding before suppressions: with the definition whose suppressions apply. */
export interface Raised {
  readonly finding: Finding;
  readonly subject: Subject;
}

/** Order of a report: by definition, then by position; the same on every machine. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.path, b.path) ||
    (a.excerpt?.start ?? -1) - (b.excerpt?.start ?? -1) ||
    compareText(a.check, b.check) ||
    compareText(a.message, b.message) ||
    compareText(a.excerpt?.text ?? '', b.excerpt?.text ?? '')
  );
}

/** One signal on three panels has one mistake, not three: the first of equal findings from one place in the source. */
export function withoutRepetitions(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ check, place, message, excerpt, path }) => {
    // All findings on one environment stand at one place, but they are about different rules.
    const where = place && !/^[^/]+\/environments\//.test(path) ? String(place.order) : path;
    const key = [check, where, message, excerpt?.text, excerpt?.start].join('\u0000');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
