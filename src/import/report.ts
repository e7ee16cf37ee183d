import { dirname, join } from 'node:path';
import { checks, counted, type Finding } from '../check/index.js';
import { printable } from '../errors/server-text.js';
import type { ImportResult } from './index.js';
import type { DashboardTally } from './write/dashboard-tally.js';

export const reportFormats = ['text', 'markdown', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Lines of each kind that a report in text shows. */
const mostShown = 30;

/** What an import came to, as text. */
export function reportText(result: ImportResult, format: ReportFormat): string {
  if (format === 'json') return `${JSON.stringify({ version: 1, ...asJson(result) }, null, 2)}\n`;
  const sections = sectionsOf(result);
  const lines = sections.flatMap(({ title, items }) => {
    if (items.length === 0) return [];
    const shown = items.slice(0, format === 'text' ? mostShown : items.length);
    const more = items.length - shown.length;
    const all = [...shown, ...(more > 0 ? [`… and ${more} more`] : [])];
    return format === 'markdown'
      ? [`## ${title}`, '', ...all.map((item) => `- ${escapedMarkdown(item)}`), '']
      : [`${title}:`, ...all.map((item) => `  ${item}`), ''];
  });
  const head =
    format === 'markdown' ? [`# Import of ${result.bundle}`, '', summary(result), ''] : [summary(result), ''];
  return `${[...head, ...lines].join('\n').trimEnd()}\n`;
}

function summary({ out, tally, files, differences, secrets }: ImportResult): string {
  const { all, typed } = tally.expressions;
  const parts = [`${counted(files.length, 'file')} in ${printable(out)}`];
  if (all > 0 || tally.receivers + tally.objectives === 0)
    parts.push(
      [
        counted(tally.metrics, 'metric'),
        counted(tally.signals, 'signal'),
        counted(tally.recordingRules, 'recording rule'),
        counted(tally.alerts, 'alert'),
      ].join(', '),
      `${typed} of ${all} expressions typed${all > 0 ? ` (${Math.floor((100 * typed) / all)} %)` : ''}`,
    );
  if (tally.objectives > 0) parts.push(counted(tally.objectives, 'objective'));
  if (tally.receivers > 0)
    parts.push(
      [
        `${counted(tally.routes, 'route')} to ${counted(tally.receivers, 'receiver')}`,
        ...(secrets.length > 0 ? [`${counted(secrets.length, 'secret')} to be kept in files`] : []),
      ].join(', '),
    );
  if (differences)
    parts.push(
      differences.length === 0
        ? 'verified: a build produces the same'
        : counted(differences.length, 'difference'),
    );
  return parts.join('\n');
}

interface Section {
  readonly title: string;
  readonly items: readonly string[];
}

function sectionsOf({ out, tally, differences, findings, ignored, secrets, notes }: ImportResult): Section[] {
  return [
    {
      title: 'A build produces something else',
      items: (differences ?? []).map(({ file, at, message }) =>
        printable(`${file}${at === '' ? '' : `: ${at}`}: ${message}`),
      ),
    },
    {
      title: 'What the checks find',
      items: [
        ...findings
          .filter(({ level, check }) => (level === 'error' || level === 'warning') && check !== untested)
          .sort((a, b) => rank(a) - rank(b))
          .map(({ level, check, path, message }) => printable(`${level} ${check} ${path}: ${message}`)),
        ...untestedAlerts(findings),
      ],
    },
    {
      title: `A build writes nothing as long as there are errors; ${printable(join(dirname(out), 'checks.ts'))} makes them warnings until they are corrected`,
      items: asWarnings(findings),
    },
    { title: 'Dashboards', items: tally.dashboards.map(dashboardLine) },
    {
      title: 'Expressions that stay PromQL as text',
      items: tally.raw.map(({ at, expr, reason }) => printable(`${at}: ${expr} (${reason})`, 400)),
    },
    {
      title: 'Secrets: write the value at each place to the file of that name',
      items: secrets.map(({ name, file, at }) => printable(`${name}: ${file}, ${at}`)),
    },
    {
      title: 'To know',
      items: notes.map(({ file, at, message }) =>
        printable(`${file}: ${at === '' ? '' : `${at}: `}${message}`),
      ),
    },
    {
      title: 'Not imported',
      // What is lost is among the differences where these are shown.
      items: ignored
        .filter(({ lost }) => !lost || differences === undefined)
        .map(({ file, what }) => printable(`${file} ${what}`)),
    },
  ];
}

/** What `checks.ts` has to say so that the faults of what was imported do not stop a build; no line without errors. */
function asWarnings(findings: readonly Finding[]): string[] {
  const known = new Set(checks.map(({ id }) => id));
  const found = findings.filter(({ level, check }) => level === 'error' && known.has(check));
  const ids = [...new Set(found.map(({ check }) => check))].sort();
  if (ids.length === 0) return [];
  return [`export default { levels: { ${ids.map((id) => `'${id}': 'warning'`).join(', ')} } };`];
}

/** Every alert of an import is without a scenario: that is said once. */
const untested = 'alert/no-scenario';

function untestedAlerts(findings: readonly Finding[]): string[] {
  const count = findings.filter(({ check }) => check === untested).length;
  return count === 0
    ? []
    : [`warning ${untested}: no scenario tests ${count === 1 ? 'the alert' : `the ${count} alerts`}`];
}

function dashboardLine({ title, uid, panels, raw, typedValues, jsonValues }: DashboardTally): string {
  const all = typedValues + jsonValues;
  const share = all === 0 ? 100 : Math.floor((100 * typedValues) / all);
  const rest = raw === 0 ? '' : `, ${raw} as JSON`;
  return printable(
    `${title} (${uid}): ${counted(panels, 'panel')}${rest}, ${share} % of their settings are options`,
  );
}

function rank({ level }: Finding): number {
  return level === 'error' ? 0 : 1;
}

function asJson(result: ImportResult): object {
  const { findings, ...rest } = result;
  return {
    ...rest,
    findings: findings.map(({ check, level, path, message, expected }) => ({
      check,
      level,
      path,
      message,
      expected,
    })),
  };
}

function escapedMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
