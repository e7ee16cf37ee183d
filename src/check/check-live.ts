import type { Metric } from '../catalog/index.js';
import { byCodeUnit } from '../compare.js';
import type { ParsedExpression, ParseOptions } from '../engine/index.js';
import type { ResolvedBundle } from '../resolve/index.js';
import { collectDashboard } from './collect/dashboards.js';
import type { CheckedSite } from './collect/expression-site.js';
import { bundleSubject, collectRules } from './collect/index.js';
import { modelOf } from './collect/model.js';
import type { Subject } from './collect/subject.js';
import { textsOf } from './collect/texts.js';
import type { Finding } from './finding.js';
import { type Evidence, selectorKey } from './live/evidence.js';
import type { LiveModel, ReportLive } from './live/live-model.js';
import { renamedTo } from './live/similar-metric.js';
import { type LiveBundle, liveBundle } from './live/uses.js';
import type { ParsingEngine } from './parsing-engine.js';
import { checks } from './registry.js';
import { hideSecrets } from './run/hide-secrets.js';
import {
  compareFindings,
  groupedByCause,
  type LocatedFinding,
  withLevel,
  withoutRepetitions,
} from './run/located-finding.js';
import { parseDistinct, parsingQueue } from './run/parsing-queue.js';
import { type CheckOptions, settingsFor, settingsOf } from './settings.js';
import { suppressionOf, withoutSuppressed } from './suppression/suppress.js';

/** The engine of live checks: it also prints PromQL in the form of a server. */
export interface LiveEngine extends ParsingEngine {
  parse(expressions: readonly string[], options?: ParseOptions): ParsedExpression[];
}

/** Bundles with all that they read: what to ask a server about, and what to judge then. */
export interface LiveDefinitions {
  readonly bundles: readonly LiveBundle[];
  /** Names of series that the expressions read and a catalog or a recording rule makes. */
  readonly names: readonly string[];
  /** Selectors of a name, each with the labels that the catalog declares; without variables. */
  selectorsOf(name: string): readonly string[];
  /** Labels of the series of a name that values are wanted of. */
  labelsOf(name: string): ReadonlySet<string>;
}

/** Collects what bundles read. */
export function liveDefinitions(
  bundles: readonly ResolvedBundle[],
  engine: LiveEngine,
  options: CheckOptions = {},
): LiveDefinitions {
  const settings = settingsOf(options);
  const sorted = [...bundles].sort((a, b) => byCodeUnit(a.name, b.name));
  const live = sorted.map((bundle) => {
    const subject = bundleSubject(bundle);
    const rules = collectRules(bundle, subject);
    const parsed = parseDistinct(engine, rules.sites);
    const model = modelOf(
      bundle,
      subject,
      rules,
      parsed,
      textsOf(engine, rules, bundle.templates),
      settingsFor(bundle, settings),
    );
    const sites: CheckedSite[] = model.sites.map((site) => model.analyseRule(site));
    const queue = parsingQueue(engine, (site, result) => sites.push(model.analyse(site, result)));
    for (const named of model.dashboards) queue.add(collectDashboard(named).sites);
    queue.flush();
    return liveBundle(model, sites);
  });
  const names = new Set(
    live.flatMap(({ byName, model }) =>
      [...byName.keys()].filter((name) => model.lookup(name) !== undefined),
    ),
  );
  const usesOf = (name: string) => live.flatMap(({ byName }) => byName.get(name) ?? []);
  return {
    bundles: live,
    names: [...names].sort(byCodeUnit),
    selectorsOf: (name) =>
      [
        ...new Set(
          usesOf(name).flatMap(({ matchers }) =>
            matchers.length === 0 ? [] : [selectorKey(name, matchers)],
          ),
        ),
      ].sort(byCodeUnit),
    labelsOf: (name) =>
      new Set(
        usesOf(name).flatMap(({ node, matchers }) => [
          ...Object.keys(node.series?.metric?.labels ?? {}),
          ...matchers.map((matcher) => matcher.name),
        ]),
      ),
  };
}

/**
 * Judges bundles by what a server or pages of metrics show. Pure: the same bundles, evidence and options give the same
 * findings, after suppressions and in the order of a report.
 */
export function checkLive(
  { bundles }: LiveDefinitions,
  evidence: Evidence,
  engine: LiveEngine,
  options: CheckOptions = {},
): Finding[] {
  const settings = settingsOf(options);
  const active = checks.filter(({ id, live }) => live && settings.levels[id] !== 'off');
  const found: LocatedFinding[] = [];
  const undeclared = undeclaredIn(bundles, evidence);
  const canonical = canonicalForm(engine);
  for (const bundle of bundles) {
    const model = liveModel(bundle, bundles, evidence, { undeclared, canonical, settings });
    const nothing = active.some(({ id }) => id === 'live/nothing') && nothingIsThere(model);
    for (const check of active) {
      // Where nothing is there, each metric on its own says no more.
      if (nothing && ofMetrics.has(check.id)) continue;
      const report: ReportLive = ({ ...subject }, message, details = {}) => {
        const { path, place } = subject;
        const { level = check.level, ...more } = details;
        found.push({ subject, finding: { check: check.id, level, path, place, message, ...more } });
      };
      check.live?.(model, report);
    }
  }
  const { kept } = withoutSuppressed(found, settings);
  const findings = kept.map((finding) => withLevel(finding, settings)).sort(compareFindings);
  return groupedByCause(withoutRepetitions(findings)).map(withoutEmptyElsewhere).map(hideSecrets);
}

const ofMetrics: ReadonlySet<string> = new Set([
  'live/unknown-metric',
  'live/unknown-label',
  'live/no-series',
]);

function withoutEmptyElsewhere({ elsewhere, ...finding }: Finding): Finding {
  return elsewhere && elsewhere.length > 0 ? { ...finding, elsewhere } : finding;
}

function nothingIsThere({ bundle, seriesOf, isJudged }: LiveModel): boolean {
  const used = bundle.model.bundle.metrics.filter((metric) => seriesOf(metric).length > 0);
  return used.length > 0 && !used.some(isJudged);
}

interface Shared {
  readonly undeclared: readonly string[];
  readonly canonical: (text: string) => string;
  readonly settings: ReturnType<typeof settingsOf>;
}

function liveModel(
  bundle: LiveBundle,
  all: readonly LiveBundle[],
  evidence: Evidence,
  { undeclared, canonical, settings }: Shared,
): LiveModel {
  const { model, byName } = bundle;
  const ofMetric = new Map<Metric, string[]>();
  for (const name of byName.keys()) {
    const metric = model.lookup(name)?.metric;
    if (!metric) continue;
    const known = ofMetric.get(metric);
    if (known) known.push(name);
    else ofMetric.set(metric, [name]);
  }
  const seriesOf = (metric: Metric): readonly string[] => ofMetric.get(metric) ?? [];
  const isThere = (metric: Metric): boolean =>
    seriesOf(metric).some((name) => evidence.names.has(name) || (evidence.current.get(name) ?? 0) > 0);
  const anyThere = model.bundle.metrics.some(isThere);
  const renamed = (metric: Metric): boolean =>
    seriesOf(metric).some((name) => renamedTo(name, undeclared) !== undefined);
  const judged = judgement(bundle, evidence, isThere);
  return {
    bundle,
    all,
    evidence,
    undeclared,
    canonical,
    seriesOf,
    isJudged: (metric) => renamed(metric) || (anyThere && judged(metric)),
    subjectOf: (metric): Subject => ({
      path: `${model.bundle.name}/metrics/${metric.name}`,
      place: metric.place,
      owners: model.subject.owners,
    }),
    unsuppressed: (check, affected) =>
      affected.filter(({ subject }) => !suppressionOf(check, subject, settings)),
  };
}

/**
 * Which metrics have to be there. A page is that of one program and says nothing about others: judged are metrics whose
 * names begin like one that it has, unless the caller names them.
 */
function judgement(
  { model }: LiveBundle,
  evidence: Evidence,
  isThere: (metric: Metric) => boolean,
): (metric: Metric) => boolean {
  const { judged } = evidence;
  if (judged) return ({ name }) => judged(name);
  if (evidence.type === 'server') return () => true;
  const first = (name: string): string => name.split(/[_:.]/, 1)[0] ?? name;
  const begin = new Set(model.bundle.metrics.filter(isThere).map(({ name }) => first(name)));
  return (metric) => begin.has(first(metric.name)) || isThere(metric);
}

/** Names that there are, that no bundle declares, and that no rule of one records. */
function undeclaredIn(bundles: readonly LiveBundle[], { names }: Evidence): string[] {
  const known = new Set(bundles.flatMap(({ model }) => [...model.seriesNames()]));
  return [...names].filter((name) => !known.has(name)).sort(byCodeUnit);
}

function canonicalForm(engine: LiveEngine): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    const [result] = engine.parse([text], { features: 'all', canonical: true });
    const form = result?.ok ? (result.canonical ?? text) : text;
    known.set(text, form);
    return form;
  };
}
