import type { Finding } from '../check/index.js';
import type { PreviewSource } from '../pipeline/preview.js';
import { type AnyScenario, type BundleRules, bundleRules, type ProofEngine } from '../prove/index.js';
import { lazySiteBundle } from './bundle.js';
import { type BundleVersion, bundleChange, bundleChanges } from './comparison/index.js';
import { historyParts } from './history.js';
import { incidentOf } from './incident.js';
import type { HistoryReport, Site, SiteAlert, SiteFinding, SitePlace } from './model.js';
import { scenarioIds } from './scenario-ids.js';
import { wellMetrics } from './simulated/well.js';

/** What the page reads: paths under `data/`, each made when it is asked for, and kept. */
export interface SiteFiles {
  readonly site: Site;
  /** All paths, those of scenarios included. */
  readonly paths: readonly string[];
  /** The JSON of a path; undefined for one that is not there. */
  read(path: string): string | undefined;
}

export interface SiteOptions {
  readonly revision: number;
  readonly live: boolean;
  readonly watched: boolean;
  /** Makes the link that opens a place in an editor. @default no link */
  readonly editor?: (file: string, line: number) => string;
  /** Definitions to compare with. @default no comparison */
  readonly before?: Before | undefined;
  /** Report of a backtest, shown with the alerts. @default none */
  readonly history?: HistoryReport | undefined;
}

/** Definitions as they were at a revision. */
export interface Before {
  /** As the user wrote it: `main`. */
  readonly revision: string;
  readonly versions: readonly BundleVersion[];
}

/** Makes what the page shows of definitions as they were at a revision. */
export async function siteBefore({ bundles }: PreviewSource, revision: string): Promise<Before> {
  const versions: BundleVersion[] = [];
  for (const { resolved, scenarios } of bundles) {
    const shown = await lazySiteBundle(resolved, scenarios, [], () => undefined);
    versions.push({ resolved, scenarios, shown });
  }
  return { revision, versions };
}

/** The end of simulated data: a Wednesday at half past two, when people work. Always the same, so that pictures are. */
export const simulatedNow = Date.parse('2026-01-14T14:30:00Z');

/** Makes all that the page reads of loaded bundles. */
export async function siteFiles(
  { bundles, findings, locate }: PreviewSource,
  engine: ProofEngine,
  options: SiteOptions,
): Promise<SiteFiles> {
  const placeOf = (place: Finding['place']): SitePlace | undefined => {
    const found = locate(place);
    if (!found) return undefined;
    const { file, line } = found;
    return { file, line, editor: options.editor?.(file, line) };
  };
  const all = findings.map((finding) => siteFinding(finding, placeOf(finding.place)));
  const versions: BundleVersion[] = [];
  const entries: Site['bundles'][number][] = [];
  const files = new Map<string, () => unknown>();
  const history = options.history && historyParts(options.history);
  for (const { resolved, scenarios } of bundles) {
    const { name } = resolved;
    const own = all.filter(({ path }) => path === name || path.startsWith(`${name}/`));
    const shown = await lazySiteBundle(resolved, scenarios, own, placeOf);
    versions.push({ resolved, scenarios, shown });
    entries.push(entryOf(resolved, scenarios, own));
    // Taken now, for all bundles in their order: what is left over belongs to none.
    const histories = resolved.alertGroups.flatMap(({ rules }) =>
      rules.map(({ alert, labels }) => history?.take(name, alert, labels.severity ?? '')),
    );
    files.set(`data/${name}/bundle.json`, () => ({
      ...shown(),
      alerts: shown().alerts.map((alert, index): SiteAlert => ({ ...alert, history: histories[index] })),
      metrics: wellMetrics(shown(), engine),
    }));
    for (const [path, read] of incidentFiles(name, scenarios, bundleRules(resolved), engine))
      files.set(path, read);
  }
  const names = entries.map(({ name }) => name);
  const site: Site = {
    bundles: entries,
    findings: all.filter(({ path }) => !names.includes(path.split('/')[0] ?? '')),
    revision: options.revision,
    live: options.live,
    watched: options.watched,
    now: simulatedNow,
    against: options.before?.revision,
    history: options.history &&
      history && { start: options.history.start, end: options.history.end, notDefined: history.rest() },
  };
  if (options.before)
    for (const [path, read] of comparisonFiles(options.before, versions, engine)) files.set(path, read);
  files.set('data/site.json', () => site);
  const kept = new Map<string, string>();
  return {
    site,
    paths: [...files.keys()],
    read(path) {
      const make = files.get(path);
      if (make && !kept.has(path)) kept.set(path, JSON.stringify(make()));
      return kept.get(path);
    },
  };
}

function* incidentFiles(
  bundle: string,
  scenarios: readonly AnyScenario[],
  rules: BundleRules,
  engine: ProofEngine,
): Generator<readonly [string, () => unknown]> {
  for (const [scenario, id] of scenarioIds(scenarios)) {
    yield [`data/${bundle}/scenarios/${id}.json`, () => incidentOf(scenario, rules, engine)];
  }
}

function* comparisonFiles(
  { versions: former }: Before,
  now: readonly BundleVersion[],
  engine: ProofEngine,
): Generator<readonly [string, () => unknown]> {
  const find = (versions: readonly BundleVersion[], name: string): BundleVersion | undefined =>
    versions.find(({ resolved }) => resolved.name === name);
  const names = [...new Set([...now, ...former].map(({ resolved }) => resolved.name))];
  const both = names.map((name) => ({ name, before: find(former, name), after: find(now, name) }));
  yield ['data/changes.json', () => both.map(bundleChange)];
  for (const one of both) {
    const { name, before } = one;
    yield [`data/${name}/changes.json`, () => bundleChanges(one, engine)];
    if (before)
      yield [
        `data/${name}/before.json`,
        () => ({ ...before.shown(), metrics: wellMetrics(before.shown(), engine) }),
      ];
  }
}

function entryOf(
  { name, title, description, dashboards, alertGroups }: BundleVersion['resolved'],
  scenarios: readonly AnyScenario[],
  findings: readonly SiteFinding[],
): Site['bundles'][number] {
  return {
    name,
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
