import { keysOf } from '../../plain.js';
import type { Finding } from '../finding.js';
import { githubReport } from './github.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import type { ReportOptions } from './located.js';
import { sarifReport } from './sarif.js';
import { textReport } from './text.js';

export { findingsData } from './json.js';
export type { Locate, Position, ReportOptions } from './located.js';

/** Reporters by the name of their format. */
const reporters = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
} as const;

export type ReportFormat = keyof typeof reporters;
export const reportFormats: readonly ReportFormat[] = keysOf(reporters);

/** Findings as text in one of the formats; pure. */
export function report(
  format: ReportFormat,
  findings: readonly Finding[],
  options: ReportOptions = {},
): string {
  return reporters[format](findings, options);
}
