import type { Finding } from '../finding.js';
import { countLevels, located, type ReportOptions } from './located.js';

/** Findings as JSON. */
export function jsonReport(findings: readonly Finding[], options: ReportOptions = {}): string {
  return `${JSON.stringify({ version: 1, ...findingsData(findings, options) }, null, 2)}\n`;
}

/** Findings as data: places resolved, absent parts left out. */
export function findingsData(findings: readonly Finding[], options: ReportOptions = {}) {
  const entries = located(findings, options).map(({ finding, position, elsewhere }) => {
    const { check, level, path, message, expected, suggestion, excerpt } = finding;
    const others = elsewhere.map((other) => ({ path: other.path, ...other.position }));
    return {
      check,
      level,
      path,
      ...position,
      message,
      expected,
      suggestion,
      expression: excerpt,
      ...(others.length > 0 && { elsewhere: others }),
    };
  });
  return { counts: countLevels(findings), findings: entries };
}
