import type { Finding, Level } from '../finding.js';
import { type KnownFinding, otherFindings } from '../other-findings.js';
import { checks } from '../registry.js';
import { type Located, located, type Position, type ReportOptions, sentences } from './located.js';

const levels: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Findings as SARIF 2.1.0, for code scanning. */
export function sarifReport(findings: readonly Finding[], options: ReportOptions = {}): string {
  const known = new Map([...checks, ...otherFindings].map((one): [string, KnownFinding] => [one.id, one]));
  const ids = [...new Set(findings.map(({ check }) => check))].sort();
  const rules = ids.map((id) => {
    const check = known.get(id);
    return {
      id,
      shortDescription: { text: check?.summary ?? id },
      help: { text: `dashwright explain ${id}` },
      defaultConfiguration: { level: levels[check?.level ?? 'warning'] },
    };
  });
  const results = located(findings, options).map((one) => result(one, ids));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Dashwright', version: options.version, rules } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result(one: Located, ids: readonly string[]): object {
  const { finding, position, elsewhere } = one;
  const { check, level, path, excerpt } = finding;
  const marked =
    excerpt && excerpt.end > excerpt.start ? ` (${excerpt.text.slice(excerpt.start, excerpt.end)})` : '';
  return {
    ruleId: check,
    ruleIndex: ids.indexOf(check),
    level: levels[level],
    message: { text: sentences(one).join('. ') + marked },
    locations: [
      {
        physicalLocation: position && physical(position),
        logicalLocations: [{ fullyQualifiedName: path }],
      },
    ],
    ...(elsewhere.length > 0 && {
      relatedLocations: elsewhere.map((other) => ({
        physicalLocation: other.position && physical(other.position),
        logicalLocations: [{ fullyQualifiedName: other.path }],
      })),
    }),
    // The same finding in the next run, wherever its line has moved to.
    partialFingerprints: { 'dashwright/v1': fingerprint(`${check}\u0000${path}\u0000${finding.message}`) },
  };
}

function physical({ file, line, column }: Position): object {
  return {
    artifactLocation: { uri: file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/') },
    region: { startLine: line, startColumn: column },
  };
}

/** FNV-1a over UTF-16 units, twice with different seeds: 64 bits without a library. */
function fingerprint(text: string): string {
  return [0x811c9dc5, 0x01234567].map((seed) => hash(text, seed).toString(16).padStart(8, '0')).join('');
}

function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
