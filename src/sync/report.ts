import { markdownText } from '../diff/index.js';
import { printable } from '../errors/server-text.js';
import type { Outcomes } from './apply.js';
import type { SavedByOthers, Standing } from './plan.js';
import type { Undefined } from './prune.js';

/** What a push would do, or has done. */
export interface PushReport {
  /** The server, as a message names it. */
  readonly host: string;
  /** Its URL, as a command takes it. */
  readonly url: string;
  readonly standings: readonly Standing[];
  readonly unneeded: readonly Undefined[];
  /** Undefined: nothing was to be written. */
  readonly outcomes: Outcomes | undefined;
}

/** Whether something was refused or has failed, so that not everything is, or would be, as it is built. */
export function hasFailed({ standings, unneeded, outcomes }: PushReport): boolean {
  return (
    standings.some(({ state }) => state === 'conflict' || state === 'managed' || state === 'failed') ||
    unneeded.some(({ state }) => state !== 'unneeded') ||
    [...(outcomes?.values() ?? [])].some(({ done }) => !done)
  );
}

/** An entry of a report, in a form that text and Markdown share. */
interface Entry {
  readonly bundle: string;
  readonly sign: string;
  readonly head: string;
  readonly lines: readonly string[];
}

const signs = {
  new: ['new', 'created'],
  changed: ['change', 'changed'],
  unrecorded: ['record', 'recorded'],
  unneeded: ['delete', 'deleted'],
} as const;

function entriesOf(report: PushReport): Entry[] {
  const { standings, unneeded } = report;
  return [
    ...standings.flatMap((one) => (one.state === 'same' ? [] : [entryOf(one, report)])),
    ...unneeded.map((one) => unneededEntry(one, report)),
  ];
}

function signOf(state: keyof typeof signs, uid: string, { outcomes }: PushReport): string {
  const outcome = outcomes?.get(uid);
  if (outcome && !outcome.done) return 'failed';
  return signs[state][outcome ? 1 : 0];
}

function failure(uid: string, { outcomes }: PushReport): string[] {
  const outcome = outcomes?.get(uid);
  return outcome && !outcome.done ? [outcome.reason] : [];
}

function entryOf(one: Exclude<Standing, { state: 'same' }>, report: PushReport): Entry {
  const { bundle, uid, title } = one;
  const named = `${uid}  ${printable(title)}`;
  switch (one.state) {
    case 'new': {
      const head = `${named}${folderText(one.write.folder)}`;
      return { bundle, sign: signOf('new', uid, report), head, lines: failure(uid, report) };
    }
    case 'changed': {
      const given = one.others.map((other) => `overwrites ${saved(other)}`);
      const lines = [...one.words, ...given, ...failure(uid, report)];
      return { bundle, sign: signOf('changed', uid, report), head: named, lines };
    }
    case 'unrecorded': {
      const note = 'the server already has this version; a push records that in its history';
      const lines = [note, ...failure(uid, report)];
      return { bundle, sign: signOf('unrecorded', uid, report), head: named, lines };
    }
    case 'conflict':
      return { bundle, sign: 'refused', head: named, lines: conflictLines(one, report.url) };
    case 'managed': {
      const why = `it is managed by ${printable(one.by)}, which would refuse or undo a push: change it there, or give the dashboard another uid`;
      return { bundle, sign: 'refused', head: named, lines: [why] };
    }
    default:
      return { bundle, sign: 'failed', head: named, lines: [one.reason] };
  }
}

function unneededEntry({ bundle, uid, title, state, reason, others }: Undefined, report: PushReport): Entry {
  const head = `${uid}  ${printable(title)}`;
  if (state === 'unneeded') {
    const lines = ['it is no longer defined', ...failure(uid, report)];
    return { bundle, sign: signOf('unneeded', uid, report), head, lines };
  }
  const lines = [
    `it is no longer defined, but ${reason}`,
    ...others.map(saved),
    ...(others.length > 0 ? [`--overwrite ${uid} deletes it anyway`] : []),
  ];
  return { bundle, sign: 'kept', head, lines };
}

function folderText({ title, missing }: { readonly title: string; readonly missing: readonly unknown[] }) {
  if (title === '') return '';
  return missing.length > 0
    ? `, in the folder ${printable(title)}, which is created`
    : `, in the folder ${printable(title)}`;
}

function conflictLines(
  { uid, pushed, others, words }: Extract<Standing, { state: 'conflict' }>,
  url: string,
): string[] {
  const since = pushed
    ? `changed on the server since it was pushed at ${printable(pushed.created)} (version ${pushed.version}):`
    : 'the server has a dashboard with this uid that was not written by a push:';
  return [
    since,
    ...others.map((other) => `  ${saved(other)}`),
    pushed ? 'changes on the server:' : 'differences from the build:',
    ...words.map((line) => `  ${line}`),
    `take it over: dashwright pull --grafana ${url} --uid ${uid}`,
    `or replace it: dashwright push --grafana ${url} --apply --overwrite ${uid}`,
  ];
}

function saved({ version, by, at, message }: SavedByOthers): string {
  const said = message === '' ? '' : `: "${printable(message, 100)}"`;
  return `version ${version}, saved by ${printable(by) || 'somebody'} at ${printable(at) || 'some time'}${said}`;
}

/** The report as text for a terminal. */
export function pushText(report: PushReport): string {
  const entries = entriesOf(report);
  const lines: string[] = [];
  for (const bundle of bundlesOf(report)) {
    const own = entries.filter((entry) => entry.bundle === bundle);
    const same = sameIn(report, bundle);
    lines.push(`${bundle}${own.length === 0 ? ': no change' : ''}${own.length === 0 ? countText(same) : ''}`);
    for (const { sign, head, lines: more } of own)
      lines.push(`  ${sign.padEnd(8)}  ${head}`, ...more.map((line) => `            ${line}`));
    if (own.length > 0 && same > 0) lines.push(`  ${'same'.padEnd(8)}  ${dashboards(same)}`);
  }
  return `${[...lines, closing(report)].join('\n')}\n`;
}

/** The report as Markdown. */
export function pushMarkdown(report: PushReport): string {
  const entries = entriesOf(report);
  const parts = bundlesOf(report).map((bundle) => {
    const own = entries.filter((entry) => entry.bundle === bundle);
    const items = own.map(({ sign, head, lines }) =>
      [
        `- **${sign}** ${markdownText(head)}`,
        ...lines.map((line) => `  - ${markdownText(line.trim())}`),
      ].join('\n'),
    );
    const same = sameIn(report, bundle);
    if (same > 0) items.push(`- **same** ${dashboards(same)}`);
    return `### ${bundle}\n\n${items.join('\n')}\n`;
  });
  return `${[...parts, closing(report)].join('\n')}\n`;
}

/** The report as data. */
export function pushJson({ host, standings, unneeded, outcomes }: PushReport): string {
  const outcomeOf = (uid: string) => {
    const outcome = outcomes?.get(uid);
    return outcome && { written: outcome.done, ...(!outcome.done && { error: outcome.reason }) };
  };
  const dashboardsOf = [
    ...standings.map((one) => ({
      bundle: one.bundle,
      uid: one.uid,
      title: one.title,
      state: one.state,
      ...('words' in one && { changes: one.words }),
      ...('others' in one && { savedByOthers: one.others }),
      ...('by' in one && { managedBy: one.by }),
      ...('reason' in one && { error: one.reason }),
      ...outcomeOf(one.uid),
    })),
    ...unneeded.map(({ bundle, uid, title, state, reason, others }) => ({
      bundle,
      uid,
      title,
      state: state === 'unneeded' ? 'undefined' : 'kept',
      ...(reason !== '' && { reason }),
      savedByOthers: others,
      ...outcomeOf(uid),
    })),
  ];
  return `${JSON.stringify({ version: 1, server: host, applied: outcomes !== undefined, dashboards: dashboardsOf }, null, 2)}\n`;
}

function bundlesOf({ standings, unneeded }: PushReport): string[] {
  return [...new Set([...standings, ...unneeded].map(({ bundle }) => bundle))];
}

function sameIn({ standings }: PushReport, bundle: string): number {
  return standings.filter((one) => one.bundle === bundle && one.state === 'same').length;
}

function countText(same: number): string {
  return same === 0 ? '' : ` of ${dashboards(same)}`;
}

function dashboards(count: number): string {
  return count === 1 ? '1 dashboard' : `${count} dashboards`;
}

function closing(report: PushReport): string {
  const { host, standings, unneeded, outcomes } = report;
  const pending =
    standings.filter((one) => 'write' in one).length +
    unneeded.filter(({ state }) => state === 'unneeded').length;
  const refused = hasFailed(report);
  if (!outcomes) {
    if (pending === 0) return refused ? `Nothing to write to ${host}.` : `${host} is up to date.`;
    return `Nothing was written to ${host}: --apply writes ${dashboards(pending)}.`;
  }
  const done = [...outcomes.values()].filter(({ done: is }) => is).length;
  const failed = outcomes.size - done;
  return `Written to ${host}: ${dashboards(done)}${failed > 0 ? `; ${failed} failed; run push again to retry them` : ''}.`;
}
