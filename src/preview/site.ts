import type { Finding } from '../check/index.js';
import type { PreviewSource } from '../pipeline/preview.js';
import {
  type AnyScenario,
  type BundleRules,
  bundleRules,
  type ProofEngine,
  type RoutingEngine,
  withAlertmanager,
} from '../prove/index.js';
import { expressionsOf, lazySiteBundle, type PlaceOf } from './bundle.js';
import { type BundleVersion, bundleChange, bundleChanges } from './comparison/index.js';
import { historyParts } from './history.js';
import { incidentOf } from './incident.js';
import type {
  BundleChange,
  HistoryReport,
  Site,
  SiteAlert,
  SiteEntry,
  SiteFinding,
  SitePlace,
} from './model.js';
import { scenarioIds } from './scenario-ids.js';
import { wellMetrics } from './simulated/well.js';

/** What the page reads: paths under `data/`, each made when it is asked for, and kept. */
export interface SiteFiles {
  readonly site: Site;
  /** All paths, those of scenarios included. */
  readonly paths: readonly string[];
  /** The JSON of a path; undefined for one that is not there. */
  read(path: string): Promise<string | undefined>;
}

/** The same, with its bundles, from which the next one is made. */
export interface BundleFiles extends SiteFiles {
  /** By name. */
  readonly bundles: ReadonlyMap<string, BundleSite>;
}

/** What the page reads of one bundle. */
interface BundleSite {
  readonly entry: SiteEntry;
  readonly version: BundleVersion;
  readonly read: SiteFiles['read'];
  readonly paths: readonly string[];
  /** What it was before. */
  readonly change: () => Promise<BundleChange>;
  /** All that it is made from besides the bundle itself, as JSON. */
  readonly rest: string;
}

export interface SiteOptions {
  readonly revision: number;
  readonly live: boolean;
  readonly watched: boolean;
  /** Makes the link that opens a place in an editor. @default no link */
  readonly editor?: (file: string, line: number) => string;
  /** Definitions to compare with. @default no comparison */
  readonly before?: Before | undefined;
  /** Starts Alertmanager's code, which decides who is notified; asked for with the first file that says so. */
  readonly alertmanager: () => Promise<RoutingEngine>;
  /** Report of a backtest, shown with the alerts. @default none */
  readonly history?: HistoryReport | undefined;
  /**
   * What the page was given before, with the same options: bundles that have not changed are taken from it, and one that
   * does not load now stays as it was. @default nothing
   */
  readonly former?: BundleFiles | undefined;
}

/** Definitions as they were at a revision. */
export interface Before {
  /** As the user wrote it: `main`. */
  readonly revision: string;
  readonly versions: readonly BundleVersion[];
}

/** Makes what the page shows of definitions as they were at a revision. */
export async function siteBefore(
  { bundles }: PreviewSource,
  revision: string,
  alertmanager: SiteOptions['alertmanager'],
): Promise<Before> {
  const versions: BundleVersion[] = [];
  for (const { resolved, scenarios } of bundles) {
    const shown = await lazySiteBundle(resolved, scenarios, [], () => undefined, alertmanager);
    versions.push({ resolved, scenarios, shown });
  }
  return { revision, versions };
}

/** The end of simulated data: a Wednesday at half past two, when people work. Always the same, so that pictures are. */
export const simulatedNow = Date.parse('2026-01-14T14:30:00Z');

/** Makes all that the page reads of loaded bundles. */
export async function siteFiles(
  { bundles: loaded, results, findings, locate }: PreviewSource,
  engine: ProofEngine,
  options: SiteOptions,
): Promise<BundleFiles> {
  const placeOf = placeIn(locate, options.editor);
  const all = findings.map((finding) => siteFinding(finding, placeOf(finding.place)));
  const names = loaded.map(({ resolved }) => resolved.name);
  const history = options.history && historyParts(options.history);
  const bundles = new Map<string, BundleSite>();
  for (const { name, definition, locate: locateOwn } of results) {
    const former = options.former?.bundles.get(name);
    if (!definition) {
      if (former) bundles.set(name, former);
      continue;
    }
    const own = all.filter(({ path }) => path === name || path.startsWith(`${name}/`));
    // Taken now, for all bundles in their order: what is left over belongs to none.
    const histories = definition.resolved.alertGroups.flatMap(({ rules }) =>
      rules.map(({ alert, labels }) => history?.take(name, alert, labels.severity ?? '')),
    );
    const rest = JSON.stringify([own, histories]);
    const isSame = former?.rest === rest && former.version.resolved === definition.resolved;
    // Not with that of all: what stays would keep what the others were.
    const given = { own, histories, placeOf: placeIn(locateOwn, options.editor), rest };
    bundles.set(name, isSame ? former : await bundleSite(definition, given, engine, options));
  }
  const site: Site = {
    bundles: [...bundles.values()].map(({ entry }) => entry),
    findings: all.filter(({ path }) => !names.includes(path.split('/')[0] ?? '')),
    revision: options.revision,
    live: options.live,
    watched: options.watched,
    now: simulatedNow,
    against: options.before?.revision,
    history: options.history &&
      history && { start: options.history.start, end: options.history.end, notDefined: history.rest() },
  };
  const common = once(
    new Map<string, () => unknown>([
      ['data/site.json', () => site],
      ...(options.before ? goneFiles(options.before, bundles, engine, options.alertmanager) : []),
    ]),
  );
  return {
    site,
    bundles,
    paths: [...common.paths, ...[...bundles.values()].flatMap(({ paths }) => paths)],
    async read(path) {
      const own = bundles.get(path.split('/')[1] ?? '');
      return (await own?.read(path)) ?? common.read(path);
    },
  };
}

/** By itself: what stays must not hold the options, which hold what was before, and that what was before it. */
function placeIn(find: PreviewSource['locate'], editor: SiteOptions['editor']): PlaceOf {
  return (place) => {
    const found = find(place);
    if (!found) return undefined;
    const { file, line } = found;
    return { file, line, editor: editor?.(file, line) };
  };
}

interface Given {
  readonly own: readonly SiteFinding[];
  readonly histories: readonly SiteAlert['history'][];
  readonly placeOf: PlaceOf;
  readonly rest: string;
}

async function bundleSite(
  { resolved, scenarios }: Pick<BundleVersion, 'resolved' | 'scenarios'>,
  { own, histories, placeOf, rest }: Given,
  engine: ProofEngine,
  { revision, before, alertmanager }: SiteOptions,
): Promise<BundleSite> {
  const { name } = resolved;
  const shown = await lazySiteBundle(resolved, scenarios, own, placeOf, alertmanager);
  const version = { resolved, scenarios, shown };
  const both = { name, before: before && versionOf(before, name), after: version };
  const files = once(
    new Map<string, () => unknown>([
      [
        `data/${name}/bundle.json`,
        async () => {
          const made = await shown();
          return {
            ...made,
            revision,
            alerts: made.alerts.map((alert, index): SiteAlert => ({ ...alert, history: histories[index] })),
            metrics: wellMetrics(made, engine, expressionsOf(resolved)),
          };
        },
      ],
      ...incidentFiles(name, scenarios, bundleRules(resolved), async () =>
        withAlertmanager(engine, await alertmanager()),
      ),
      ...(before ? comparisonFiles(both, engine, alertmanager) : []),
    ]),
  );
  let change: Promise<BundleChange> | undefined;
  return {
    ...files,
    entry: entryOf(resolved, scenarios, own, revision),
    version,
    rest,
    change: () => {
      change ??= bundleChange(both);
      return change;
    },
  };
}

/** Makes the JSON of each path when it is first asked for. */
function once(files: ReadonlyMap<string, () => unknown>): Pick<SiteFiles, 'paths' | 'read'> {
  const kept = new Map<string, Promise<string>>();
  return {
    paths: [...files.keys()],
    async read(path) {
      const make = files.get(path);
      if (make && !kept.has(path))
        kept.set(
          path,
          Promise.resolve(make()).then((made) => JSON.stringify(made)),
        );
      return kept.get(path);
    },
  };
}

function* incidentFiles(
  bundle: string,
  scenarios: readonly AnyScenario[],
  rules: BundleRules,
  routed: () => Promise<ProofEngine>,
): Generator<readonly [string, () => unknown]> {
  for (const [scenario, id] of scenarioIds(scenarios)) {
    const read = async () => incidentOf(scenario, rules, await routed());
    yield [`data/${bundle}/scenarios/${id}.json`, read];
  }
}

function versionOf({ versions }: Before, name: string): BundleVersion | undefined {
  return versions.find(({ resolved }) => resolved.name === name);
}

interface Both {
  readonly name: string;
  readonly before: BundleVersion | undefined;
  readonly after: BundleVersion | undefined;
}

function* comparisonFiles(
  { name, before, after }: Both,
  engine: ProofEngine,
  alertmanager: SiteOptions['alertmanager'],
): Generator<readonly [string, () => unknown]> {
  yield [`data/${name}/changes.json`, () => bundleChanges({ before, after }, engine, alertmanager)];
  if (before)
    yield [
      `data/${name}/before.json`,
      async () => {
        const made = await before.shown();
        return { ...made, metrics: wellMetrics(made, engine, expressionsOf(before.resolved)) };
      },
    ];
}

/** What is compared of all bundles together, and of those that there are no more. */
function* goneFiles(
  { versions }: Before,
  bundles: ReadonlyMap<string, BundleSite>,
  engine: ProofEngine,
  alertmanager: SiteOptions['alertmanager'],
): Generator<readonly [string, () => unknown]> {
  const gone = versions.filter(({ resolved }) => !bundles.has(resolved.name));
  yield [
    'data/changes.json',
    () =>
      Promise.all([
        ...[...bundles.values()].map(({ change }) => change()),
        ...gone.map((before) => bundleChange({ before, after: undefined })),
      ]),
  ];
  for (const before of gone)
    yield* comparisonFiles({ name: before.resolved.name, before, after: undefined }, engine, alertmanager);
}

function entryOf(
  { name, title, description, dashboards, alertGroups }: BundleVersion['resolved'],
  scenarios: readonly AnyScenario[],
  findings: readonly SiteFinding[],
  revision: number,
): SiteEntry {
  return {
    name,
    revision,
    title,
    description,
    dashboards: dashboards.map((dashboard) => ({ uid: dashboard.uid, title: dashboard.title })),
    alerts: alertGroups.reduce((sum, { rules }) => sum + rules.length, 0),
    scenarios: scenarios.length,
    findings: findings.filter(({ level }) => level !== 'info').length,
  };
}

function siteFinding(
  { check, level, message, expected, path }: Finding,
  place: SitePlace | undefined,
): SiteFinding {
  return { check, level, message, expected, path, place };
}
