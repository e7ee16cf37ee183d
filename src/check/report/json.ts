import type { Finding } from '../finding.js';
import { countLevels, located, type ReportOptions } from './located.js';

/** Findings as data: places resolved, absent parts left out. */
export function jsonReport(findings: readonly Finding[], options: ReportOptions = {}): string {
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
  return `${JSON.stringify({ counts: countLevels(findings), findings: entries }, null, 2)}\n`;
}
