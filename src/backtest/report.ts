import { formatDuration } from '../catalog/duration.js';
import type { Backtest } from './backtest.js';
import type { AlertHistory, Firing } from './firings.js';
import type { Suggestion } from './suggest.js';

/** Two backtests over the same history: before a change and after it. */
export interface Compared {
  readonly now: Backtest;
  readonly before?: Backtest | undefined;
  /** What the server warned of, such as a store that has not answered: series may be missing. @default none */
  readonly warnings?: readonly string[];
}

/** Most firings that are listed of one alert. */
const mostListed = 20;

/** For the terminal. */
export function backtestText({ now, before, warnings = [] }: Compared): string {
  const lines = [
    `${minute(now.start)} to ${minute(now.end)}: ${now.samples} samples of ${now.series} series`,
    ...warnings.map((warning) => `warning of the server, samples may be missing: ${warning}`),
    '',
  ];
  for (const { alert, old, index } of pairs(now, before)) {
    lines.push(`${title(alert)}  ${verdict(alert, old, before !== undefined)}`);
    lines.push(`  ${timeLine(alert, now)}`);
    alert.firings.slice(0, mostListed).forEach((firing, position) => {
      lines.push(`  ${numberOf(now, index, position)}. ${firingText(firing, now.end)}`);
    });
    if (alert.firings.length > mostListed) lines.push(`  and ${alert.firings.length - mostListed} more`);
    for (const missed of missing(alert, old)) lines.push(`  no longer: ${firingText(missed, now.end)}`);
    for (const problem of alert.problems) lines.push(`  ${problem}`);
    const suggestion = now.suggestions.get(index);
    if (suggestion) lines.push('', ...suggestionText(suggestion).map((line) => `  ${line}`));
    lines.push('');
  }
  return lines.join('\n');
}

/** For a pull request. */
export function backtestMarkdown({ now, before, warnings = [] }: Compared): string {
  const lines = [
    `### Alerts on the history from ${minute(now.start)} to ${minute(now.end)}`,
    '',
    ...warnings.flatMap((warning) => [`Warning of the server, samples may be missing: ${cell(warning)}`, '']),
    before ? '| alert | before | now | firing now |' : '| alert | firings | firing |',
    before ? '| --- | --- | --- | --- |' : '| --- | --- | --- |',
  ];
  const all = pairs(now, before);
  for (const { alert, old } of all) {
    const cells = [
      cell(title(alert)),
      ...(before ? [old ? count(old) : 'new'] : []),
      count(alert),
      duration(alert.firingMs),
    ];
    lines.push(`| ${cells.join(' | ')} |`);
  }
  for (const { alert, old } of all) {
    const gone = missing(alert, old);
    if (alert.firings.length === 0 && gone.length === 0) continue;
    lines.push('', `<details><summary>${title(alert)}</summary>`, '');
    for (const firing of alert.firings.slice(0, mostListed))
      lines.push(`- ${cell(firingText(firing, now.end))}`);
    for (const firing of gone) lines.push(`- no longer: ${cell(firingText(firing, now.end))}`);
    lines.push('', '</details>');
  }
  return `${lines.join('\n')}\n`;
}

/** For programs: times in RFC 3339, lengths in seconds. */
export function backtestJson({ now, before, warnings = [] }: Compared): string {
  const firing = ({ labels, from, to, pendingAt, value, summary }: Firing) => ({
    labels,
    pending: iso(pendingAt),
    from: iso(from),
    to: to === undefined ? null : iso(to),
    value: Number.isFinite(value) ? value : String(value),
    summary,
  });
  const history = (alert: AlertHistory) => ({
    firings: alert.firings.map(firing),
    pendings: pendedOnly(alert),
    pendingOnly: alert.pendings.map(({ labels, from, to }) => ({
      labels,
      from: iso(from),
      to: to === undefined ? null : iso(to),
    })),
    firingSeconds: alert.firingMs / 1000,
    withoutData: alert.withoutData,
    problems: alert.problems,
  });
  const alerts = pairs(now, before).map(({ alert, old, index }) => ({
    alert: alert.alert,
    severity: alert.severity,
    ...history(alert),
    ...(before && { before: old ? history(old) : null }),
    ...(now.suggestions.has(index) && { suggestion: now.suggestions.get(index) }),
  }));
  return `${JSON.stringify({ version: 1, start: iso(now.start), end: iso(now.end), series: now.series, samples: now.samples, warnings, alerts }, null, 2)}\n`;
}

function pairs(now: Backtest, before: Backtest | undefined) {
  return now.alerts.map((alert, index) => ({
    alert,
    index,
    old: before?.alerts.find((one) => one.alert === alert.alert && one.severity === alert.severity),
  }));
}

/** How often an alert was pending without firing. One that still is may yet fire. */
function pendedOnly({ pendings }: AlertHistory): number {
  return pendings.filter(({ to }) => to !== undefined).length;
}

function title({ alert, severity }: AlertHistory): string {
  return severity === '' ? alert : `${alert} (${severity})`;
}

function count({ firings, withoutData }: AlertHistory): string {
  return withoutData ? 'no data' : String(firings.length);
}

function verdict(alert: AlertHistory, old: AlertHistory | undefined, compares: boolean): string {
  if (alert.withoutData) return 'no data: none of its series has a sample';
  const fired =
    alert.firings.length === 0
      ? `never fired${pendedOnly(alert) > 0 ? `, was pending ${times(pendedOnly(alert))}` : ''}`
      : `fired ${times(alert.firings.length)}, for ${duration(alert.firingMs)} in all`;
  if (!compares) return fired;
  return old
    ? `${fired}; before the change ${old.withoutData ? 'there was no data' : times(old.firings.length)}`
    : `${fired}; new`;
}

function times(number: number): string {
  return number === 1 ? 'once' : `${number} times`;
}

/** Firings of before that overlap none of now. */
function missing({ firings }: AlertHistory, old: AlertHistory | undefined): Firing[] {
  return (old?.firings ?? []).filter(
    (one) =>
      !firings.some(
        (other) =>
          other.from < (one.to ?? Number.POSITIVE_INFINITY) &&
          one.from < (other.to ?? Number.POSITIVE_INFINITY),
      ),
  );
}

function firingText({ labels, from, to, value, summary }: Firing, end: number): string {
  const { alertname: _, severity: __, bundle: ___, ...own } = labels;
  const shown = Object.entries(own).map(([name, text]) => `${name}=${oneLine(text)}`);
  const length =
    to === undefined ? `still firing after ${duration(end - from)}` : `for ${duration(to - from)}`;
  return [minute(from), length, ...shown, oneLine(summary ?? `value ${value}`)].join('  ');
}

/** Labels and summaries can have any characters, those that control a terminal included. */
function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(
      /[\p{Cc}\p{Cf}]/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** Position of a firing among those of all alerts, from 1. */
function numberOf({ alerts }: Backtest, alert: number, firing: number): number {
  return alerts.slice(0, alert).reduce((sum, { firings }) => sum + firings.length, 0) + firing + 1;
}

const width = 60;

/** The whole time in one line: a bar where at least one label set fires. */
function timeLine({ firings }: AlertHistory, { start, end }: Backtest): string {
  const part = (end - start) / width;
  return Array.from({ length: width }, (_, index) => {
    const from = start + index * part;
    return firings.some((firing) => firing.from < from + part && (firing.to ?? end) > from) ? '█' : '·';
  }).join('');
}

function suggestionText({ operator, threshold, for: wait, waits, rows }: Suggestion): string[] {
  const head = ['', ...waits.map((one) => `for ${one}`)];
  const body = rows.map((row) => [
    `${operator} ${row.threshold}`,
    ...row.cells.map(({ firings, firingMs }, column) => {
      const text = firings === 0 ? '0' : `${firings} (${duration(firingMs)})`;
      return row.threshold === threshold && waits[column] === wait ? `[${text}]` : text;
    }),
  ]);
  const sizes = head.map((text, column) =>
    Math.max(text.length, ...body.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, column) => text.padEnd(sizes[column] ?? 0))
      .join('  ')
      .trimEnd();
  return ['firings with other thresholds; as it is now in [ ]', line(head), ...body.map(line)];
}

/** In its two largest units, to the second. */
function duration(ms: number): string {
  const parts = formatDuration(Math.round(ms / 1000) * 1000).match(/\d+[a-z]+/g) ?? [];
  return parts.slice(0, 2).join('');
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
function minute(ms: number): string {
  return iso(ms).slice(0, 16).replace('T', ' ');
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('<', '&lt;');
}
