import type { Finding, Level } from '../finding.js';
import { markedLines } from './excerpt.js';
import { countLevels, type Located, located, otherPlaces, type ReportOptions } from './located.js';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green';
const codes: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };
const levelStyle: Readonly<Record<Level, Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };

type Paint = (style: Style, text: string) => string;

/** Findings for people: place, message, the expression with the part marked, and what was expected. */
export function textReport(findings: readonly Finding[], options: ReportOptions = {}): string {
  if (findings.length === 0) return '';
  const paint: Paint = options.color
    ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`
    : (_, text) => text;
  const blocks = located(findings, options).map((one) => block(one, paint));
  return `${blocks.join('\n\n')}\n\n${summary(findings, paint)}\n`;
}

function block({ finding, position, elsewhere }: Located, paint: Paint): string {
  const { check, level, path, message, expected, suggestion, excerpt } = finding;
  const style = levelStyle[level];
  const where = position ? `${position.file}:${position.line}:${position.column}` : path;
  const lines = [
    `${paint('bold', where)} ${paint(style, level)} ${paint('dim', check)}${position ? paint('dim', ` ${path}`) : ''}`,
    `  ${message}`,
  ];
  if (excerpt && excerpt.text !== '') {
    const [line, marker] = markedLines(excerpt);
    lines.push(`    ${line}`, `    ${paint(style, marker)}`);
  }
  if (expected !== undefined) lines.push(`  ${paint('dim', 'expected:')} ${expected}`);
  if (suggestion !== undefined) lines.push(`  ${paint('green', suggestion)}`);
  if (elsewhere.length > 0) lines.push(`  ${otherPlaces(elsewhere)}`);
  return lines.join('\n');
}

/** `2 errors, 1 warning`. */
function summary(findings: readonly Finding[], paint: Paint): string {
  const counts = countLevels(findings);
  const parts = (['error', 'warning', 'info'] as const)
    .filter((level) => counts[level] > 0)
    .map((level) => {
      const plural = counts[level] === 1 || level === 'info' ? level : `${level}s`;
      return paint(levelStyle[level], `${counts[level]} ${plural}`);
    });
  return `${parts.join(', ')}; dashwright explain <check> says more`;
}
