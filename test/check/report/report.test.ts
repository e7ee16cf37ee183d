import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/check/index.js';
import { type Locate, report, reportFormats } from '../../../src/check/index.js';

const place = { order: 7 };
const locate: Locate = (of) =>
  of === place ? { file: 'definitions/shop/my alerts.ts', line: 12, column: 14 } : undefined;
const expr = 'sum(rate(reqests_total[5m])) > 1';
const error: Finding = {
  check: 'promql/unknown-metric',
  level: 'error',
  path: 'shop/alerts/Errors',
  place,
  message: 'no metric named reqests_total is declared or recorded',
  expected: 'a metric of a catalog & <more>',
  suggestion: 'did you mean requests_total?',
  excerpt: { text: expr, start: 9, end: 22 },
};
const warning: Finding = {
  check: 'alert/metadata',
  level: 'warning',
  path: 'shop/alerts/Errors',
  message: 'the alert has no summary: 100%,\n"quoted" \u0007',
};
const info: Finding = { check: 'ours/own', level: 'info', path: 'shop', message: 'a custom check' };
const all = [error, warning, info];

describe('findings with the same cause', () => {
  const elsewhere = Array.from({ length: 5 }, (_, index) => ({ path: `shop/alerts/E${index}`, place }));
  const grouped = { ...error, elsewhere };
  it('are reported once, with the number of places', () => {
    const line =
      'in 6 places, also in shop/alerts/E0 (definitions/shop/my alerts.ts:12), ' +
      'shop/alerts/E1 (definitions/shop/my alerts.ts:12), shop/alerts/E2 (definitions/shop/my alerts.ts:12) and 2 others';
    for (const format of ['text', 'junit', 'sarif'] as const) {
      expect(report(format, [grouped], { locate }), format).toContain(line);
    }
    expect(report('github', [grouped], { locate })).toContain(line);
    expect(report('text', [grouped])).toContain('in 6 places, also in shop/alerts/E0, shop/alerts/E1');
    expect(report('text', [grouped])).toContain('1 error;');
  });
  it('are all listed in the JSON, SARIF and JUnit reports', () => {
    const { findings } = JSON.parse(report('json', [grouped], { locate }));
    expect(findings[0].elsewhere).toHaveLength(5);
    expect(findings[0].elsewhere[4]).toMatchObject({ path: 'shop/alerts/E4', line: 12 });
    const { runs } = JSON.parse(report('sarif', [grouped], { locate }));
    expect(runs[0].results[0].relatedLocations).toHaveLength(5);
  });
});

describe('the text report', () => {
  it('has the place, the marked part of the expression and what was expected', () => {
    expect(report('text', [error], { locate })).toBe(
      [
        'definitions/shop/my alerts.ts:12:14 error promql/unknown-metric shop/alerts/Errors',
        '  no metric named reqests_total is declared or recorded',
        `    ${expr}`,
        '             ^~~~~~~~~~~~~',
        '  expected: a metric of a catalog & <more>',
        '  did you mean requests_total?',
        '',
        '1 error; dashwright explain <check> says more',
        '',
      ].join('\n'),
    );
  });
  it('has the path of the definition if the source is unknown', () => {
    expect(report('text', [warning])).toMatch(/^shop\/alerts\/Errors warning alert\/metadata\n/);
  });
  it('counts findings by level', () => {
    expect(report('text', [error, error, warning, info])).toContain('2 errors, 1 warning, 1 info;');
  });
  it('is empty without findings', () => expect(report('text', [])).toBe(''));
  it('is coloured only on request', () => {
    expect(report('text', all)).not.toContain('\u001b');
    expect(report('text', all, { color: true })).toContain('\u001b[31merror\u001b[0m');
  });
  it('keeps the marked part of a long expression visible', () => {
    const text = `${'sum(lag_seconds) + '.repeat(20)}wrong_total + ${'sum(lag_seconds) + '.repeat(20)}1`;
    const start = text.indexOf('wrong_total');
    const lines = report('text', [{ ...error, excerpt: { text, start, end: start + 11 } }]).split('\n');
    const [line = '', marker = ''] = [lines[2], lines[3]];
    expect(line.length).toBeLessThan(120);
    expect(line.slice(marker.indexOf('^'), marker.lastIndexOf('~') + 1)).toBe('wrong_total');
    expect(line.trim()).toMatch(/^….*…$/);
  });
  it('shows the right line of an expression with several lines', () => {
    const text = 'sum(\n  wrong_total\n) > 1';
    const lines = report('text', [{ ...error, excerpt: { text, start: 7, end: 18 } }]).split('\n');
    expect(lines[2]).toBe('      wrong_total');
    expect(lines[3]).toBe('      ^~~~~~~~~~~');
  });
  it('marks the end of an incomplete expression', () => {
    const lines = report('text', [{ ...error, excerpt: { text: 'sum(', start: 4, end: 4 } }]).split('\n');
    expect(lines[3]).toBe('        ^');
  });
});

describe('the JSON report', () => {
  it('has the source, the expression and the counts', () => {
    const log = JSON.parse(report('json', all, { locate }));
    expect(log.counts).toEqual({ error: 1, warning: 1, info: 1 });
    expect(log.findings[0]).toEqual({
      check: 'promql/unknown-metric',
      level: 'error',
      path: 'shop/alerts/Errors',
      file: 'definitions/shop/my alerts.ts',
      line: 12,
      column: 14,
      message: error.message,
      expected: error.expected,
      suggestion: error.suggestion,
      expression: error.excerpt,
    });
    expect(log.findings[1]).not.toHaveProperty('file');
  });
});

describe('the SARIF report', () => {
  const log = JSON.parse(report('sarif', all, { locate, version: '1.2.3' }));
  const [run] = log.runs;
  it('names the tool and its checks', () => {
    expect(log.version).toBe('2.1.0');
    expect(run.tool.driver).toMatchObject({ name: 'Dashwright', version: '1.2.3' });
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual([
      'alert/metadata',
      'ours/own',
      'promql/unknown-metric',
    ]);
  });
  it('refers from each result to its check', () => {
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(run.results.map((result: { level: string }) => result.level)).toEqual([
      'error',
      'warning',
      'note',
    ]);
  });
  it('has the location as a relative URI', () => {
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'definitions/shop/my%20alerts.ts' },
      region: { startLine: 12, startColumn: 14 },
    });
    expect(run.results[1].locations[0]).toEqual({
      logicalLocations: [{ fullyQualifiedName: 'shop/alerts/Errors' }],
    });
  });
  it('keeps the fingerprint of a finding when its line moves', () => {
    const moved = JSON.parse(report('sarif', all));
    expect(moved.runs[0].results[0].partialFingerprints).toEqual(run.results[0].partialFingerprints);
    expect(run.results[0].partialFingerprints).not.toEqual(run.results[1].partialFingerprints);
  });
  it('is valid without findings', () => {
    expect(JSON.parse(report('sarif', [])).runs[0].results).toEqual([]);
  });
});

describe('the JUnit report', () => {
  const xml = report('junit', all, { locate });
  it('fails for errors only', () => {
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml).toMatch(/<testsuites tests="\d+" failures="1" errors="0">/);
  });
  it('counts its test cases', () => {
    const tests = Number(/tests="(\d+)"/.exec(xml)?.[1]);
    expect(xml.match(/<testcase /g)).toHaveLength(tests);
  });
  it('escapes text, and omits characters that XML does not allow', () => {
    expect(xml).toContain('a catalog &amp; &lt;more&gt;');
    expect(xml).toContain('&quot;quoted&quot;');
    expect(xml).not.toContain('\u0007');
  });
  it('has a passed case for each check without findings', () => {
    expect(xml).toContain('<testcase classname="dash/uid" name="dash/uid"/>');
    expect(xml).not.toContain('name="promql/unknown-metric"/>');
  });
});

describe('the GitHub report', () => {
  const lines = report('github', all, { locate }).split('\n');
  it('has one line per finding', () => expect(lines).toHaveLength(4));
  it('has file, line and title', () => {
    expect(lines[0]).toMatch(
      /^::error file=definitions\/shop\/my alerts\.ts,line=12,col=14,title=promql\/unknown-metric shop\/alerts\/Errors::no metric/,
    );
    expect(lines[0]).toContain('%0Aexpected: a metric');
  });
  it('escapes what would end the workflow command', () => {
    expect(lines[1]).toBe(
      '::warning title=alert/metadata shop/alerts/Errors::the alert has no summary: 100%25,%0A"quoted" \u0007',
    );
    expect(lines[2]).toMatch(/^::notice /);
  });
});

it('every format supports an empty report', () => {
  for (const format of reportFormats) expect(() => report(format, [])).not.toThrow();
});
