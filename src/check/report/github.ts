import type { Finding, Level } from '../finding.js';
import { markedLines } from './excerpt.js';
import { type Located, located, type ReportOptions, sentences } from './located.js';

const commands: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Findings as workflow commands, which GitHub shows beside the lines of a change. */
export function githubReport(findings: readonly Finding[], options: ReportOptions = {}): string {
  return located(findings, options)
    .map((one) => `${command(one)}\n`)
    .join('');
}

function command(one: Located): string {
  const { finding, position } = one;
  const { check, level, path, excerpt } = finding;
  const properties: Record<string, string | number> = position
    ? { file: position.file, line: position.line, col: position.column }
    : {};
  properties.title = `${check} ${path}`;
  const text = [...sentences(one), ...(excerpt && excerpt.text !== '' ? markedLines(excerpt) : [])].join(
    '\n',
  );
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[level]} ${list.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
