import { printable } from '../errors/server-text.js';
import {
  dashboardVersion,
  dashboardVersions,
  eachOf,
  type Grafana,
  type Json,
  readDashboard,
} from '../grafana-api/index.js';
import { comparable, wordsFor } from './comparable.js';
import { lastMark } from './mark.js';
import { withChanges } from './merge.js';
import { type BuiltDashboard, type SavedByOthers, savedByOthers } from './plan.js';

/** A dashboard on a server against the build. */
export interface PulledDashboard {
  readonly bundle: string;
  readonly uid: string;
  readonly title: string;
  /** `unpushed`: it is as it was pushed, and the definitions have changed since. */
  readonly state: 'same' | 'changed' | 'unpushed' | 'missing';
  readonly others: readonly SavedByOthers[];
  /** What differs from the build to the server; of what was changed there since the last push, where that is known. */
  readonly words: readonly string[];
  /** What the definitions would give with the changes of the server, and their own since the last push. */
  readonly wanted: Json | undefined;
}

/**
 * What was changed on a server against what is built.
 *
 * @throws GrafanaError if the server or one of the dashboards cannot be read
 */
export function pull(
  server: Grafana,
  built: readonly BuiltDashboard[],
  progress: (text: string) => void,
): Promise<PulledDashboard[]> {
  return eachOf(built, async (one): Promise<PulledDashboard> => {
    const { bundle, uid, title, json } = one;
    progress(`reading ${uid}`);
    const common = { bundle, uid, title, others: [], words: [], wanted: undefined };
    const there = await readDashboard(server, uid);
    if (!there) return { ...common, state: 'missing' };
    const [own, onServer] = [await comparable(json), await comparable(there.json)];
    if (wordsFor(uid, own, onServer).length === 0) return { ...common, state: 'same' };
    const versions = await dashboardVersions(server, uid);
    const mark = lastMark(versions);
    const base = mark && (await dashboardVersion(server, uid, mark.version));
    const wanted = base ? withChanges(json, base.json, there.json) : there.json;
    const words = wordsFor(uid, own, await comparable(wanted));
    if (words.length === 0) return { ...common, state: 'unpushed' };
    const others = savedByOthers(there, versions, mark);
    return { bundle, uid, title, state: 'changed', others, words, wanted };
  });
}

/** The URL of a server as one writes it in a command. */
export function commandUrl({ origin, pathname }: URL): string {
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

/** The report as text for a terminal. */
export function pullText(url: URL, dashboards: readonly PulledDashboard[]): string {
  const lines: string[] = [];
  for (const bundle of new Set(dashboards.map((one) => one.bundle))) {
    lines.push(bundle);
    for (const { uid, title, state, others, words } of dashboards.filter((one) => one.bundle === bundle)) {
      lines.push(`  ${said[state].padEnd(8)}  ${uid}  ${printable(title)}`);
      for (const { version, by, at, message } of others) {
        const text = message === '' ? '' : `: "${printable(message, 100)}"`;
        lines.push(
          `            version ${version}, saved by ${printable(by) || 'somebody'} at ${printable(at)}${text}`,
        );
      }
      lines.push(...words.map((line) => `            ${line}`));
    }
  }
  const changed = dashboards.filter(({ state }) => state === 'changed');
  const uids = changed.map(({ uid }) => uid).join(' ');
  lines.push(
    changed.length === 0
      ? `Nothing was changed on ${url.host}.`
      : `Take it over: dashwright pull --grafana ${commandUrl(url)} --uid ${uids}`,
  );
  return `${lines.join('\n')}\n`;
}

const said = { same: 'same', changed: 'changed', unpushed: 'unpushed', missing: 'missing' } as const;
