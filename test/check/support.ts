import {
  type AnyCatalog,
  type AnyPanelOptions,
  type AnySignal,
  alert,
  type BundleOptions,
  bundle,
  type Dashboard,
  type Duration,
  dashboard,
  holds,
  panel,
  promql,
  record,
  runbook,
  type Severity,
  type Suppression,
  signal,
} from 'dashwright';
import {
  type CheckOptions,
  checkArtifacts,
  checkBundles,
  checkLive,
  checkScenarios,
  type Evidence,
  evidenceOfPages,
  type Finding,
  liveDefinitions,
} from '../../src/check/index.js';
import type { Artifact } from '../../src/emit/artifact.js';
import { type Engine, loadEngine } from '../../src/engine/index.js';
import { readExposition } from '../../src/observed/index.js';
import { type ResolvedBundle, resolveBundle } from '../../src/resolve/index.js';
import { metrics } from './shop.js';

export { metrics } from './shop.js';

/** A small definition: expressions as strings, and the settings that the check needs. */
export interface Given {
  readonly name?: string;
  readonly metrics?: AnyCatalog;
  /** Alerts by name: an expression, or an expression with options. */
  readonly alerts?: Readonly<Record<string, string | GivenAlert>>;
  /** Recording rules: record and expression, or with labels and group. */
  readonly records?: readonly (readonly [record: string, expr: string, more?: GivenRecord])[];
  /** Expressions shown on one time series panel each. */
  readonly panels?: readonly (string | GivenPanel)[];
  readonly dashboards?: readonly Dashboard[];
  readonly variables?: Dashboard['options']['variables'];
  readonly bundle?: Partial<BundleOptions>;
  readonly runbooks?: Readonly<Record<string, string>>;
  /** Notification templates, by file name. */
  readonly templates?: Readonly<Record<string, string>>;
}
export interface GivenAlert {
  readonly expr: string;
  readonly for?: Duration;
  readonly keepFiringFor?: Duration;
  readonly labels?: Readonly<Record<string, string>>;
  readonly summary?: string;
  readonly description?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly severity?: string;
  readonly group?: string;
  readonly runbook?: string;
  readonly suppress?: readonly Suppression[];
  readonly range?: readonly [number, number];
  readonly name?: string;
  readonly json?: object;
}
export interface GivenRecord {
  readonly labels?: Readonly<Record<string, string>>;
  readonly group?: string;
  readonly suppress?: readonly Suppression[];
}
export interface GivenPanel extends Partial<Omit<AnyPanelOptions, 'show' | 'json'>> {
  readonly expr: string;
  readonly type?: 'timeseries' | 'stat' | 'table' | 'text';
  readonly legend?: string;
  readonly signalUnit?: string;
}

/** An expression, unchanged. */
export function raw(expr: string) {
  return promql`${expr}`;
}

/** A panel that shows an expression given as text. */
export function panelOf(given: string | GivenPanel) {
  const {
    expr,
    type = 'timeseries',
    legend,
    signalUnit = 'short',
    ...options
  } = typeof given === 'string' ? { expr: given } : given;
  const shown = signal({
    title: 'Shown',
    expr: raw(expr),
    unit: signalUnit,
    ...(legend !== undefined && { legend }),
  });
  return panel[type]({ title: 'Panel', show: shown, ...options });
}

function alertOf(given: string | GivenAlert) {
  const options = typeof given === 'string' ? { expr: given } : given;
  const { expr, severity = 'warning', range, runbook: slug = 'known', json, ...rest } = options;
  const shown: AnySignal = signal({
    title: 'Shown',
    expr: raw(expr),
    unit: 'short',
    ...(range && { range }),
  });
  return alert({
    summary: 'Something is wrong',
    description: 'It is {{ $value }}',
    for: '5m',
    ...rest,
    when: holds(raw(expr), shown),
    severity: severity as Severity,
    ...(rest.annotations?.runbook_url === undefined && { runbook: runbook(slug) }),
    ...(json && { json: { ...json } }),
  });
}

export function resolved(given: Given): ResolvedBundle {
  const alerts = Object.fromEntries(
    Object.entries(given.alerts ?? {}).map(([key, value]) => [key, alertOf(value)]),
  );
  const records = (given.records ?? []).map(([name, expr, more = {}], index) => [
    `r${index}`,
    record(name, { expr: raw(expr), ...more }),
  ]);
  const rows = (given.panels ?? []).map(panelOf);
  const board = dashboard({ uid: 'shop', title: 'Shop', rows, variables: given.variables ?? [] });
  const options: BundleOptions = {
    name: given.name ?? 'shop',
    title: 'Shop',
    description: 'A shop.',
    version: '1.0.0',
    metrics: given.metrics ?? metrics,
    alerts,
    recordingRules: Object.fromEntries(records),
    dashboards: given.dashboards ?? (rows.length > 0 || given.variables ? [board] : []),
    urls: { grafana: 'https://grafana.example', runbooks: 'https://runbooks.example/{slug}' },
    ...given.bundle,
  };
  return resolveBundle(bundle(options), given.runbooks ?? { known: '# Known' }, {
    templates: given.templates ?? {},
  });
}

let engine: Promise<Engine> | undefined;

/** All findings for a definition. */
export async function findingsOf(
  given: Given | readonly Given[],
  options: CheckOptions = {},
): Promise<Finding[]> {
  engine ??= loadEngine();
  const bundles = (Array.isArray(given) ? (given as readonly Given[]) : [given as Given]).map(resolved);
  return checkBundles(bundles, await engine, options);
}

/** One case of a check: a definition, and the finding that it must have. */
export interface Case {
  readonly given?: Given | readonly Given[];
  readonly artifacts?: readonly Artifact[];
  /** Names of alerts that scenarios test; without it no scenarios are loaded. */
  readonly mentioned?: readonly string[];
  readonly options?: CheckOptions;
  /** The running system: a page of metrics, and what a server reports in addition. */
  readonly page?: string;
  readonly server?: Partial<Evidence>;
  /** The marked part of the expression. */
  readonly at?: string;
  /** Part of the message. */
  readonly says?: string;
  readonly suggests?: string;
  /** Part of what is expected. */
  readonly expects?: string;
  readonly level?: Finding['level'];
  readonly path?: string;
  /** Paths of the other places with the same cause, or their number. */
  readonly elsewhere?: readonly string[] | number;
  /** How many findings. @default 1 */
  readonly times?: number;
}

/** The cases of one check, by what they show. */
export interface Cases {
  readonly check: string;
  readonly trips: Readonly<Record<string, Case>>;
  readonly silent: Readonly<Record<string, Case>>;
}

export function cases(check: string, list: Omit<Cases, 'check'>): Cases {
  return { check, ...list };
}

/** The findings of one check on one case. */
export async function findingsOfCase(check: string, one: Case): Promise<Finding[]> {
  const found = await allFindingsOf(one);
  return found.filter((finding) => finding.check === check);
}

async function allFindingsOf(one: Case): Promise<Finding[]> {
  const { given = {}, artifacts, mentioned, options } = one;
  if (one.page !== undefined) return liveFindingsOf(one);
  if (artifacts) return checkArtifacts(artifacts, options);
  if (!mentioned) return findingsOf(given, options);
  const bundle = resolved(given as Given);
  const alerts = bundle.alertGroups.flatMap(({ rules }) => rules);
  const about = alerts.filter(({ alert }) => mentioned.includes(alert)).map(({ source }) => source);
  return checkScenarios([{ bundle, scenarios: [{ alerts: about }] }], options);
}

/** What live checks report on definitions for a page of metrics, or for a server with the series of one. */
export async function liveFindingsOf({
  given = {},
  page = '',
  server,
  options = {},
}: Case): Promise<Finding[]> {
  engine ??= loadEngine();
  const running = await engine;
  const bundles = (Array.isArray(given) ? (given as readonly Given[]) : [given as Given]).map(resolved);
  const ofPage = evidenceOfPages([readExposition(page)], server ? 'Prometheus at prod' : 'page.txt');
  const evidence = server ? { ...ofPage, type: 'server' as const, ...server } : ofPage;
  return checkLive(liveDefinitions(bundles, running, options), evidence, running, options);
}
