import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { byCodeUnit } from '../../compare.js';
import type { Data } from '../../diff/index.js';
import { Mistake } from '../../errors/mistake.js';
import { withFile } from '../../errors/system-error.js';
import { gridPosOf } from '../../import/grafana/grid.js';
import { panelReaders } from '../../import/write/panels.js';
import { recordsOf } from '../../plain.js';
import { comparable, panelsIn, wordsFor } from '../comparable.js';
import { keepIdSteps, moveSteps } from './moves.js';
import { type Step, withSteps } from './operation.js';
import type { BuildDefinitions, BuiltDefinitions, BuiltSource, Sides } from './state.js';
import { jsonSteps, optionSteps, ownCalls, ownRowCalls } from './steps.js';

export type { BuildDefinitions, BuiltDefinitions, BuiltSource, Position } from './state.js';

/** Definitions that cannot be changed. */
class TakeOverError extends Mistake {}

/** A file of definitions before and after. */
export interface ChangedFile {
  /** Relative to the folder of definitions, with `/`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface TakenOver {
  /** What differed between the build and the server, in the words of `diff`. */
  readonly changes: readonly string[];
  /** Empty where the definitions cannot be brought to give what the server has. */
  readonly files: readonly ChangedFile[];
  /** What the definitions would still not give; with it, no file is changed. */
  readonly remaining: readonly string[];
  /** Why, where more than the dashboard would change or nothing could be built. */
  readonly reason: string | undefined;
}

export interface TakeOverOptions {
  /** The folder, as an absolute path. */
  readonly definitions: string;
  /** The bundle that has the dashboard. */
  readonly bundle: string;
  readonly uid: string;
  /** The wanted dashboard, in the classic schema. */
  readonly onServer: Data;
  readonly build: BuildDefinitions;
  /** Ends it between two builds, with the copy removed and nothing written. */
  readonly signal: AbortSignal;
}

/**
 * Changes definitions so that they give a dashboard as a server has it: options where these say it, `json` for the rest.
 * Everything happens in a copy of the definitions: each change is built, and counts only where the dashboard then is as
 * on the server and nothing else has changed, no other dashboard and no rule.
 *
 * @throws TakeOverError where the definitions do not build, or do not have the dashboard
 */
export async function takeOver({
  definitions,
  bundle,
  uid,
  onServer,
  build: given,
  signal,
}: TakeOverOptions): Promise<TakenOver> {
  const build: BuildDefinitions = async (...args) => {
    const built = await given(...args);
    if (signal.aborted) throw new TakeOverError('stopped; nothing was written');
    return built;
  };
  const staging = withFile(definitions, () => mkdtempSync(join(dirname(definitions), '.take-over-')));
  const folder = join(staging, basename(definitions));
  try {
    withFile(definitions, () =>
      cpSync(definitions, folder, {
        recursive: true,
        filter: (path) => !/[\\/](node_modules|\.git)$/.test(path),
      }),
    );
    return await inCopy({ definitions: folder, bundle, uid, onServer, build, signal });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function inCopy({
  definitions: folder,
  bundle,
  uid,
  onServer: given,
  build,
}: TakeOverOptions): Promise<TakenOver> {
  const onServer = inReadingOrder(given);
  const original = await build(folder, [bundle]);
  if (typeof original === 'string') throw new TakeOverError(original);
  const wanted = await comparable(onServer);
  const read = await panelReaders([...panelsIn(onServer)]);
  const readAll = await panelReaders([...panelsIn(onServer)], 'all');
  /** Files that have changed, with their texts before. */
  const changed = new Map<string, string>();
  let state: BuiltDefinitions = original;
  let reason: string | undefined;
  const sidesOf = async (now: BuiltDefinitions): Promise<Sides> => {
    const built = builtIn(now, uid);
    return {
      built,
      ownCalls: ownCalls(now),
      ownRowCalls: ownRowCalls(now),
      onServer,
      have: await comparable(built.json),
      wanted,
    };
  };
  let sides = await sidesOf(state);
  const changes = wordsFor(uid, sides.have, wanted);
  const rounds: ((now: Sides) => Step[])[] = [
    keepIdSteps,
    moveSteps,
    (now) => optionSteps(now, read, false),
    (now) => optionSteps(now, read, true),
    // A default of Grafana's that the definitions have another one for.
    (now) => optionSteps(now, readAll, false),
    jsonSteps,
    jsonSteps,
  ];
  for (const steps of rounds) {
    if (isDeepStrictEqual(sides.have, wanted)) break;
    const texts = withSteps(inFolder(steps(sides), folder), (file) => readFileSync(file, 'utf8'));
    const former = new Map([...texts.keys()].map((file) => [file, readFileSync(file, 'utf8')]));
    for (const [file, text] of texts) writeFileSync(file, text);
    if (texts.size === 0) continue;
    const next = await build(folder, [bundle]);
    const problem = typeof next === 'string' ? next : sideEffect(state, next, uid);
    if (problem !== undefined || typeof next === 'string') {
      // The first is the cause: what is tried after it says less in options.
      reason ??= problem;
      for (const [file, text] of former) writeFileSync(file, text);
      continue;
    }
    for (const [file, text] of former) if (!changed.has(file)) changed.set(file, text);
    reason = undefined;
    state = next;
    sides = await sidesOf(state);
  }
  const remaining = wordsFor(uid, sides.have, wanted);
  if (remaining.length > 0)
    return { changes, files: [], remaining, reason: reason ?? definedAt(sides, folder) };
  const files = [...changed].flatMap(([file, before]): ChangedFile[] => {
    const path = relative(folder, file).split(sep).join('/');
    const after = readFileSync(file, 'utf8');
    return before === after ? [] : [{ path, before, after }];
  });
  files.sort((a, b) => byCodeUnit(a.path, b.path));
  const elsewhere = await effectElsewhere(folder, bundle, uid, changed, build);
  if (elsewhere !== undefined) return { changes, files: [], remaining: changes, reason: elsewhere };
  return { changes, files, remaining, reason: undefined };
}

/** A dashboard with panels and rows ordered by position: a row contains what follows it. */
function inReadingOrder(dashboard: Data): Data {
  const panels = recordsOf(dashboard.panels);
  const place = (panel: Data) => gridPosOf(panel);
  return {
    ...dashboard,
    panels: panels.map(openedInPlace).sort((a, b) => place(a).y - place(b).y || place(a).x - place(b).x),
  };
}

/** A closed row with its panels below it: Grafana moves them there when it is opened, and not before. */
function openedInPlace(row: Data): Data {
  const inner = recordsOf(row.panels);
  if (inner.length === 0) return row;
  const shift = gridPosOf(row).y + 1 - Math.min(...inner.map((panel) => gridPosOf(panel).y));
  return {
    ...row,
    panels: inner.map((panel) => {
      const gridPos = gridPosOf(panel);
      return { ...panel, gridPos: { ...gridPos, y: gridPos.y + shift } };
    }),
  };
}

/** Where the panels and rows that still differ are defined, so that they can be changed by hand. */
function definedAt({ built, have, wanted }: Sides, folder: string): string | undefined {
  const target = new Map(panelsIn(wanted).map((panel) => [panel.id, panel]));
  const places = panelsIn(have).flatMap((panel) => {
    const [call] = built.panels.get(Number(panel.id)) ?? built.rows.get(Number(panel.id))?.calls ?? [];
    if (!call || isDeepStrictEqual(panel, target.get(panel.id))) return [];
    return [`${relative(folder, call.file).split(sep).join('/')}:${call.line}`];
  });
  return places.length === 0 ? undefined : `defined at ${[...new Set(places)].join(', ')}`;
}

/** What has changed in other bundles, where they may have files in common. */
async function effectElsewhere(
  folder: string,
  bundle: string,
  uid: string,
  changed: ReadonlyMap<string, string>,
  build: BuildDefinitions,
): Promise<string | undefined> {
  const own = join(folder, bundle) + sep;
  const isShared = [...changed.keys()].some((file) => !file.startsWith(own)) || isImported(folder, bundle);
  if (!isShared) return undefined;
  const after = await build(folder);
  const texts = [...changed].map(([file, text]) => [file, readFileSync(file, 'utf8'), text] as const);
  for (const [file, , text] of texts) writeFileSync(file, text);
  const before = await build(folder);
  for (const [file, text] of texts) writeFileSync(file, text);
  if (typeof before === 'string' || typeof after === 'string')
    return typeof after === 'string' ? after : undefined;
  return sideEffect(before, after, uid);
}

/** Whether a file of another folder seems to import one of a bundle. */
function isImported(folder: string, bundle: string): boolean {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.some((entry) => {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.[cm]?[jt]sx?$/.test(entry.name) || file.startsWith(join(folder, bundle) + sep))
      return false;
    return new RegExp(`from\\s*['"][^'"]*/${bundle}/`).test(readFileSync(file, 'utf8'));
  });
}

/** Steps in files of the copy: what is defined elsewhere, such as in a package, is not changed. */
function inFolder(steps: readonly Step[], folder: string): Step[] {
  return steps.filter(
    ({ at }) => at.file.startsWith(folder + sep) && !at.file.includes(`${sep}node_modules${sep}`),
  );
}

function builtIn({ dashboards }: BuiltDefinitions, uid: string): BuiltSource {
  const built = dashboards.get(uid);
  if (!built) throw new TakeOverError(`no dashboard ${uid} in the definitions`);
  return built;
}

/** What has changed besides a dashboard. */
function sideEffect(before: BuiltDefinitions, after: BuiltDefinitions, uid: string): string | undefined {
  if (before.rules !== after.rules) return 'rules would change too, which the same definitions make';
  for (const [other, { json }] of before.dashboards)
    if (other !== uid && !isDeepStrictEqual(json, after.dashboards.get(other)?.json))
      return `the dashboard ${other} would change too, which the same definitions make`;
  return after.dashboards.has(uid) ? undefined : `the dashboard ${uid} would be gone`;
}

/**
 * Writes changed files, where they are still as they were read.
 *
 * @throws TakeOverError for a file that has been saved meanwhile; then none is written
 */
export function writeTakenOver(definitions: string, files: readonly ChangedFile[]): void {
  const saved = files.filter(({ path, before }) => readFileSync(join(definitions, path), 'utf8') !== before);
  if (saved.length > 0)
    throw new TakeOverError(
      `${saved.map(({ path }) => path).join(', ')}: saved meanwhile; nothing was written, run the command again`,
    );
  for (const { path, after } of files) {
    const file = join(definitions, path);
    withFile(file, () => writeFileSync(file, after));
  }
}
