import type { Check, ReportSubject } from '../check.js';
import type { LocatedFinding } from './located-finding.js';

/** The report function of a check: adds findings on definitions to the others. */
export function reporter(check: Check, found: LocatedFinding[]): ReportSubject {
  return (subject, message, details) => {
    const { path, place } = subject;
    const level = details?.level ?? check.level;
    const { expected, suggestion, cause } = details ?? {};
    found.push({
      subject,
      finding: { check: check.id, level, path, place, message, expected, suggestion, cause },
    });
  };
}
