import type { Finding } from '../finding.js';
import { checks } from '../registry.js';
import { markedLines } from './excerpt.js';
import { type Located, located, type ReportOptions, sentences } from './located.js';

/** Findings as JUnit XML: a test case per check that found nothing, and one per finding; errors fail. */
export function junitReport(findings: readonly Finding[], options: ReportOptions = {}): string {
  const found = new Set(findings.map(({ check }) => check));
  const passed = checks
    .filter(({ id }) => !found.has(id))
    .map(({ id }) => `    <testcase${attributes({ classname: id, name: id })}/>`);
  const cases = [...located(findings, options).map(testCase), ...passed];
  const failures = findings.filter(({ level }) => level === 'error').length;
  const counts = { tests: cases.length, failures, errors: 0 };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes(counts)}>`,
    `  <testsuite${attributes({ name: 'dashwright check', ...counts })}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(one: Located): string {
  const { finding, position } = one;
  const { check, level, path, message, excerpt } = finding;
  const place = position && { file: position.file, line: position.line };
  const details = [
    ...(position ? [`${position.file}:${position.line}:${position.column}`] : []),
    ...sentences(one),
    ...(excerpt && excerpt.text !== '' ? markedLines(excerpt) : []),
  ].join('\n');
  const inner =
    level === 'error'
      ? `<failure${attributes({ message, type: check })}>${escapeXml(details)}</failure>`
      : `<system-out>${escapeXml(`${level}: ${details}`)}</system-out>`;
  const open = `<testcase${attributes({ classname: check, name: path, ...place })}>`;
  return `    ${open}\n      ${inner}\n    </testcase>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
}

/** Text for XML 1.0, which has no place for most control characters at all. */
function escapeXml(text: string): string {
  let result = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20 && char !== '\n' && char !== '\t') continue;
    if (code === 0xfffe || code === 0xffff || (code >= 0xd800 && code <= 0xdfff)) continue;
    result += entities[char] ?? char;
  }
  return result;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
