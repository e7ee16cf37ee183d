import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { printable } from '../../errors/server-text.js';
import { withFile } from '../../errors/system-error.js';
import { connect, type Grafana } from '../../grafana-api/index.js';
import { UsageError } from '../../load/index.js';
import type { Definition } from '../../pipeline/bundle-result.js';
import { checkByBundle, fullRun } from '../../pipeline/check-by-bundle.js';
import { startParser } from '../../pipeline/engine.js';
import { hasErrors } from '../../pipeline/load.js';
import { partsOf } from '../../pipeline/targets.js';
import { jsonCopy, recordOf } from '../../plain.js';
import {
  type BuildDefinitions,
  type BuiltDashboard,
  type BuiltSource,
  type ChangedFile,
  type Position,
  type PulledDashboard,
  pull,
  pullText,
  takeOver,
  writeTakenOver,
} from '../../sync/index.js';
import { jsonText } from '../json.js';
import type { DefinitionOptions } from '../options/definitions.js';
import { type GrafanaOptions, grafanaOf } from '../options/grafana.js';
import type { Console } from '../terminal/console.js';
import { today } from '../today.js';
import { builtDashboards } from './built-dashboards.js';
import { untilStopped } from './stop.js';

export interface PullOptions extends DefinitionOptions, GrafanaOptions {
  readonly grafana: string;
  readonly uid?: readonly string[];
  readonly all?: boolean;
  readonly write?: boolean;
  readonly format: string;
}

/**
 * Shows what was changed on a server, or takes it over into the definitions.
 *
 * @returns Whether something was changed there that the definitions do not have
 */
export async function runPull(
  names: readonly string[],
  options: PullOptions,
  console: Console,
): Promise<boolean> {
  const grafana = grafanaOf(options.grafana, options);
  const loaded = await builtDashboards(options, names, console);
  if (!loaded) return true;
  const { uid: uids = [] } = options;
  const unknown = uids.filter((uid) => !loaded.built.some((one) => one.uid === uid));
  if (unknown.length > 0)
    throw new UsageError(
      `--uid ${unknown.join(', ')}: no such dashboard in the definitions; dashwright import adds a new one`,
    );
  const chosen = uids.length === 0 ? loaded.built : loaded.built.filter(({ uid }) => uids.includes(uid));
  const stop = untilStopped();
  try {
    const server = await connect({ ...grafana, signal: stop.signal });
    return await pullOrTakeOver(server, chosen, options, console);
  } finally {
    stop.release();
    console.progress('');
  }
}

async function pullOrTakeOver(
  server: Grafana,
  chosen: readonly BuiltDashboard[],
  options: PullOptions,
  console: Console,
): Promise<boolean> {
  const { host } = server.url;
  const found = await pull(server, chosen, console.progress);
  console.progress('');
  const changed = found.filter(({ state }) => state === 'changed');
  if (options.uid === undefined && !options.all) {
    const list = found.map(({ wanted: _, ...one }) => one);
    console.out(
      options.format === 'json' ? jsonText({ server: host, dashboards: list }) : pullText(server.url, found),
    );
    return changed.length > 0;
  }
  const build = definitionsBuilder();
  const conversions = new Map<PulledDashboard, Conversion>();
  for (const one of changed) {
    const conversion = await takeOverOne(one, build, options, server.signal, console);
    conversions.set(one, conversion);
    if (options.format !== 'json') showConversion(one.uid, conversion, console);
  }
  const left = [...conversions.values()].some(({ remaining }) => remaining.length > 0);
  if (options.format === 'json') {
    const dashboards = found.map((one) => {
      const { wanted: _, ...state } = one;
      const conversion = conversions.get(one);
      return { ...state, ...(conversion && { conversion }) };
    });
    console.out(jsonText({ server: host, dashboards }));
  } else if (changed.length === 0) console.out(`Nothing to take over from ${host}.\n`);
  else if (!options.write && !left) console.out('Nothing was written: add --write.\n');
  return left;
}

/** What becomes of the definitions. */
interface Conversion {
  /** Changes of files, as patches. */
  readonly files: readonly { readonly path: string; readonly patch: string }[];
  /** What the definitions would still not have; with it, no file is changed. */
  readonly remaining: readonly string[];
  readonly reason?: string | undefined;
  readonly written: boolean;
  /** What differed, in the words of `diff`. */
  readonly changes: readonly string[];
}

/**
 * Takes over dashboards of one bundle.
 *
 * @returns Whether something cannot be taken over
 * @throws UsageError without a Grafana, and for sources beside it
 */
export async function takeOverInto(
  bundle: string,
  sources: readonly string[],
  { grafana, ...options }: Omit<PullOptions, 'grafana'> & GrafanaOptions,
  console: Console,
): Promise<boolean> {
  if (grafana === undefined || sources.length > 0)
    throw new UsageError(
      '--into takes over changes made in a Grafana: name it with --grafana, without files',
    );
  return runPull([bundle], { ...options, grafana }, console);
}

async function takeOverOne(
  { bundle, uid, wanted = {} }: PulledDashboard,
  build: BuildDefinitions,
  { definitions, write }: PullOptions,
  signal: AbortSignal,
  console: Console,
): Promise<Conversion> {
  const folder = withFile(definitions, () => realpathSync(definitions));
  console.progress(`taking over ${uid}`);
  const { files, changes, remaining, reason } = await takeOver({
    definitions: folder,
    bundle,
    uid,
    onServer: wanted,
    build,
    signal,
  });
  console.progress('');
  const written = write === true && remaining.length === 0;
  if (written) writeTakenOver(folder, files);
  const patches = files.map((file) => ({
    path: `${definitions}/${file.path}`,
    patch: patchOf(file, definitions),
  }));
  return { files: patches, remaining, ...(reason !== undefined && { reason }), written, changes };
}

function showConversion(
  uid: string,
  { files, changes, remaining, reason, written }: Conversion,
  console: Console,
): void {
  console.out(`${uid}\n${changes.map((line) => `  ${line}\n`).join('')}`);
  if (remaining.length > 0) {
    console.error(
      `${uid}: cannot be taken over into the definitions${reason === undefined ? '' : `: ${printable(reason)}`}. These changes would be lost:\n${remaining.map((line) => `  ${line}\n`).join('')}Nothing of it was written. Change the definitions by hand, or import the dashboard again: dashwright import\n`,
    );
    return;
  }
  for (const { patch } of files) console.out(patch);
  if (written) console.out(`Written: ${files.map(({ path }) => path).join(', ')}\n`);
}

function patchOf({ path, before, after }: ChangedFile, definitions: string): string {
  const name = `${definitions}/${path}`.replace(/^\/+/, '');
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, { context: 3 });
}

/** Builds definitions as `build` does, findings included. */
function definitionsBuilder(): BuildDefinitions {
  const engine = startParser();
  return async (folder, names = []) => {
    const settings = { today: today() };
    const { results, findings, locate } = await checkByBundle(
      { definitions: folder, names, settings },
      { ...fullRun, engine },
    );
    const error = findings.find(({ level }) => level === 'error');
    if (hasErrors(findings)) return `${error?.check ?? ''}: ${error?.message ?? ''}`;
    const dashboards = new Map<string, BuiltSource>();
    const rules: unknown[] = [];
    const at: Calls = (place) =>
      (place?.stack ?? '').split('\n').flatMap((stack) => {
        const position = locate({ order: 0, stack });
        return position ? [{ ...position, file: resolve(position.file) }] : [];
      });
    for (const { resolved } of results.flatMap(({ definition }) => definition ?? [])) {
      const parts = await partsOf(resolved, [], await engine);
      rules.push(parts.recording, parts.alerts);
      const sources = new Map(resolved.dashboards.map((one) => [one.uid, one]));
      for (const { uid, json } of parts.streamDashboards()) {
        const source = sources.get(uid);
        dashboards.set(uid, {
          json: recordOf(jsonCopy(json)),
          calls: at(source?.place),
          panels: panelPlaces(source?.items ?? [], at),
          rows: rowPlaces(source?.items ?? [], at),
        });
      }
    }
    // The link of an alert to its panel follows from the dashboards.
    const withoutLinks = (key: string, value: unknown) => (key === 'dashboard_url' ? undefined : value);
    return { dashboards, rules: JSON.stringify(rules, withoutLinks) };
  };
}

type Resolved = Definition['resolved']['dashboards'][number];
/** The calls that made a part, the innermost first. */
type Calls = (place: Resolved['place'] | undefined) => Position[];

function panelPlaces(items: Resolved['items'], at: Calls): Map<number, readonly Position[]> {
  const panels = items.flatMap((item) => (item.type === 'row' ? item.panels : [item]));
  return new Map(panels.map(({ id, place }) => [id, at(place)]));
}

function rowPlaces(items: Resolved['items'], at: Calls): BuiltSource['rows'] {
  const rows = items.flatMap((item) => (item.type === 'row' ? [item] : []));
  return new Map(
    rows.map(({ id, source: { key, title, place } }) => [id, { calls: at(place), key: key ?? title }]),
  );
}
