import type { CatalogUpdate } from './update.js';

/** A metric that definitions read, declare or that is there. */
export interface NamedMetric {
  readonly name: string;
  /** What reads it: `1 alert (A)`; empty if nothing does. */
  readonly readBy: string;
  /** `definitions/shop/metrics.ts:12`, where it is declared. */
  readonly at?: string | undefined;
  /** What it may be called now. */
  readonly suggestion?: string | undefined;
}

/** What of catalog and reality is only on one side. */
export interface CatalogDifference {
  readonly source: string;
  /** Declared and not there. */
  readonly gone: readonly NamedMetric[];
  /** There and read by no expression. */
  readonly unwatched: readonly { readonly name: string; readonly declared: boolean }[];
}

export interface MetricsReport {
  readonly difference: CatalogDifference;
  /** Undefined with --diff. */
  readonly update: CatalogUpdate | undefined;
  /** Whether the files were written. */
  readonly written: boolean;
}

/** Names that a text names. */
const mostNamed = 40;

export function metricsText({ difference, update, written }: MetricsReport): string {
  const lines: string[] = [];
  if (update) lines.push(...updateLines(update, written));
  lines.push(...differenceLines(difference, update === undefined));
  return `${lines.join('\n')}\n`;
}

function updateLines({ files, changes, notes }: CatalogUpdate, written: boolean): string[] {
  const lines: string[] = [];
  for (const { path, before, text } of files) {
    const own = changes.filter((change) => change.path === path);
    lines.push(
      `${path}: ${own.length} ${own.length === 1 ? 'change' : 'changes'}${written ? '' : ', not written'}`,
    );
    for (const { metric, what } of own) lines.push(`  ${metric}: ${what}`);
    if (!written) lines.push(...hunks(before, text).map((line) => `    ${line}`));
  }
  if (files.length === 0) lines.push('the catalogs have all that is there');
  for (const { metric, message } of notes) lines.push(`note: ${metric} ${message}`);
  return lines;
}

function differenceLines({ source, gone, unwatched }: CatalogDifference, whole: boolean): string[] {
  const lines: string[] = [];
  if (gone.length > 0) {
    lines.push(`declared, and not at ${source}:`);
    for (const { name, readBy, at, suggestion } of gone) {
      const also = suggestion === undefined ? '' : `; now ${suggestion}?`;
      lines.push(
        `  ${name}${at === undefined ? '' : ` (${at})`}: ${readBy === '' ? 'nothing reads it' : `read by ${readBy}`}${also}`,
      );
    }
  } else if (whole) lines.push(`all that is declared is at ${source}`);
  if (!whole) return lines;
  if (unwatched.length === 0) return [...lines, 'everything there is used'];
  lines.push(`there, but not used (${unwatched.length}):`);
  for (const { name, declared } of unwatched.slice(0, mostNamed))
    lines.push(`  ${name}${declared ? '' : ', not declared'}`);
  if (unwatched.length > mostNamed) lines.push(`  and ${unwatched.length - mostNamed} others`);
  return lines;
}

export function metricsMarkdown({ difference, update, written }: MetricsReport): string {
  const lines: string[] = ['# Metrics', ''];
  if (update) {
    lines.push(written ? '## Written' : '## Not written', '');
    if (update.changes.length === 0) lines.push('Nothing.');
    for (const { path, metric, what } of update.changes)
      lines.push(`- ${code(metric)}: ${plain(what)} (${code(path)})`);
    for (const { metric, message } of update.notes) lines.push(`- note: ${code(metric)} ${plain(message)}`);
    lines.push('');
  }
  const { source, gone, unwatched } = difference;
  lines.push('## Declared, but not there', '', `Source: ${code(source)}.`, '');
  if (gone.length === 0) lines.push('Nothing.');
  for (const { name, readBy, suggestion } of gone)
    lines.push(
      `- ${code(name)}: ${readBy === '' ? 'nothing reads it' : `read by ${plain(readBy)}`}${suggestion === undefined ? '' : `; now ${code(suggestion)}?`}`,
    );
  lines.push('', '## There, but not used', '');
  if (unwatched.length === 0) lines.push('Nothing.');
  for (const { name, declared } of unwatched)
    lines.push(`- ${code(name)}${declared ? '' : ', not declared'}`);
  return `${lines.join('\n')}\n`;
}

/** The schema of `--format json`, version 1. */
export function metricsJson({ difference, update, written }: MetricsReport): string {
  const report = {
    version: 1,
    source: difference.source,
    written,
    ...(update && {
      changes: update.changes,
      notes: update.notes,
      files: update.files.map(({ path }) => path),
    }),
    gone: difference.gone,
    unwatched: difference.unwatched,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function code(text: string): string {
  const ticks = text.includes('`') ? '``' : '`';
  return `${ticks}${text.replaceAll(/\s+/g, ' ')}${ticks}`;
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|]/g, '\\$&');
}

/** Lines around a change that are shown. */
const context = 2;

/** The lines that differ, with some around them: runs of lines that only one text has. */
function hunks(before: string, after: string): string[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const shown: string[] = [];
  let at = 0;
  let last = -1;
  for (let line = 0; line < now.length || at < old.length; ) {
    if (now[line] === old[at]) {
      line += 1;
      at += 1;
      continue;
    }
    const [removed, added] = nextCommon(old, at, now, line);
    const from = Math.max(last, at - context, 0);
    if (from > last + 1 || last < 0) shown.push(`@@ line ${from + 1}`);
    for (const text of old.slice(from, at)) shown.push(`  ${text}`);
    for (const text of old.slice(at, at + removed)) shown.push(`- ${text}`);
    for (const text of now.slice(line, line + added)) shown.push(`+ ${text}`);
    at += removed;
    line += added;
    last = at;
  }
  return shown;
}

/** How many lines of each text to skip until both go on with the same. */
function nextCommon(
  old: readonly string[],
  at: number,
  now: readonly string[],
  line: number,
): [number, number] {
  const most = Math.max(old.length - at, now.length - line);
  for (let skip = 1; skip <= 2 * most; skip++) {
    for (let removed = 0; removed <= skip; removed++) {
      const added = skip - removed;
      const text = old[at + removed];
      if (text !== undefined && text.trim() !== '' && text === now[line + added]) return [removed, added];
    }
  }
  return [old.length - at, now.length - line];
}
