import { isRecord, shown } from '../../catalog/shape/index.js';
import { byCodeUnit } from '../../compare.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Check } from '../check.js';
import { collectDashboard } from '../collect/dashboards.js';
import { bundleSubject, collectRules } from '../collect/index.js';
import { type BundleModel, modelOf } from '../collect/model.js';
import { type BundleOutline, outlineOf } from '../collect/outline.js';
import type { Subject } from '../collect/subject.js';
import { textsOf } from '../collect/texts.js';
import type { Finding } from '../finding.js';
import type { ParsingEngine } from '../parsing-engine.js';
import { checks } from '../registry.js';
import { type CheckOptions, type Settings, settingsFor, settingsOf, type TeamCheck } from '../settings.js';
import { type Gathered, gatherFromBundle, gatherFromDashboard } from '../suppression/gather-suppressions.js';
import { suppress } from '../suppression/suppress.js';
import { checkEnvironments } from './environments.js';
import { hideSecrets } from './hide-secrets.js';
import {
  compareFindings,
  groupedByCause,
  type LocatedFinding,
  withLevel,
  withoutRepetitions,
} from './located-finding.js';
import { parseDistinct, parsingQueue } from './parsing-queue.js';
import { reporter } from './reporter.js';
import { expressionRunner } from './run-expressions.js';

/** Runs all checks over the bundles of one build. Pure: the same bundles and options give the same findings. */
export async function checkBundles(
  bundles: readonly ResolvedBundle[],
  engine: ParsingEngine,
  options: CheckOptions = {},
): Promise<Finding[]> {
  return (await checkBundlesBeside([], bundles, engine, options)).findings;
}

/** The findings on bundles, and the data for comparing other bundles with them in a later build. */
export interface CheckedBundles {
  readonly findings: Finding[];
  /** Outlines of the bundles, without those that were given. */
  readonly outlines: readonly BundleOutline[];
  /** The first day, as `YYYY-MM-DD`, on which a suppression ends; undefined when none does. */
  readonly until?: string | undefined;
}

/**
 * Runs all checks over some bundles of a build, with outlines of the others. Finds as much as a run over all bundles.
 */
export async function checkBundlesBeside(
  others: readonly BundleOutline[],
  bundles: readonly ResolvedBundle[],
  engine: ParsingEngine,
  options: CheckOptions = {},
): Promise<CheckedBundles> {
  const settings = settingsOf(options);
  const active = checks.filter((check) => settings.levels[check.id] !== 'off');
  const found: LocatedFinding[] = [];
  const suppressions: Gathered = new Map();
  // Findings about two bundles do not depend on the order in which they were found.
  const sorted = [...bundles].sort((a, b) => byCodeUnit(a.name, b.name));
  const models = sorted.map((bundle) => {
    const subject = bundleSubject(bundle);
    const rules = collectRules(bundle, subject);
    const parsed = parseDistinct(engine, rules.sites);
    const texts = textsOf(engine, rules, bundle.templates);
    return modelOf(bundle, subject, rules, parsed, texts, settingsFor(bundle, settings));
  });
  for (const model of models) {
    gatherFromBundle(model, suppressions);
    checkExpressionsAndDashboards(model, engine, active, found, suppressions);
    for (const check of active) check.bundle?.(model, reporter(check, found));
    found.push(...teamFindings(model, settings));
    found.push(...checkEnvironments(model, engine, active, found));
  }
  const outlines = models.map(outlineOf);
  const all = [...outlines, ...others].sort((a, b) => byCodeUnit(a.name, b.name));
  for (const check of active) check.build?.(all, reporter(check, found));
  const findings = suppress(found, suppressions.values(), settings).map((finding) =>
    withLevel(finding, settings),
  );
  const shown = groupedByCause(withoutRepetitions(findings.sort(compareFindings))).map(hideSecrets);
  const [until] = [...suppressions.keys()].flatMap((one) => one.until ?? []).sort();
  return { findings: shown, outlines, until };
}

/** Rules first, as dashboards need their label flow; then one dashboard at a time, without keeping it. */
function checkExpressionsAndDashboards(
  model: BundleModel,
  engine: ParsingEngine,
  active: readonly Check[],
  found: LocatedFinding[],
  suppressions: Gathered,
): void {
  const run = expressionRunner(model, active, found);
  for (const site of model.sites) run(model.analyseRule(site));
  const queue = parsingQueue(engine, (site, result) => run(model.analyse(site, result)));
  const onDashboards = active.flatMap((check) =>
    check.dashboard ? [{ run: check.dashboard, report: reporter(check, found) }] : [],
  );
  for (const named of model.dashboards) {
    const defined = collectDashboard(named);
    gatherFromDashboard(model.subject, defined, suppressions);
    for (const check of onDashboards) check.run(defined, check.report);
    queue.add(defined.sites);
  }
  queue.flush();
}

/** Findings of the team's own checks. The suppressions of the definition, if it is known, and of the bundle apply. */
function teamFindings(model: BundleModel, settings: Settings): LocatedFinding[] {
  if (settings.checks.length === 0) return [];
  const subjects = new Map([...subjectsOf(model)].map((subject) => [subject.path, subject]));
  return settings.checks.flatMap((check) =>
    runTeamCheck(check, model).map((finding) => ({
      finding,
      subject: subjects.get(finding.path) ?? { ...model.subject, path: finding.path, place: finding.place },
    })),
  );
}

/** Runs one of the team's checks. A failure of the check is a finding. */
function runTeamCheck(check: TeamCheck, { bundle }: BundleModel): readonly Finding[] {
  const failed = (message: string, stack?: string): Finding[] => {
    const place = stack === undefined ? undefined : { order: 0, stack };
    return [{ check: 'definition/throws', level: 'error', path: `${bundle.name}/checks.ts`, place, message }];
  };
  const who = check.name === '' ? 'a check of the team' : `the team's check ${check.name}`;
  try {
    const findings: unknown = check(bundle);
    if (Array.isArray(findings)) {
      const strange = findings.findIndex((finding) => !isFinding(finding));
      if (strange < 0) return findings as Finding[];
      return failed(`${who} returns ${shown(findings[strange])}, not { check, level, path, message }`);
    }
    return failed(`${who} returns ${shown(findings)}, not a list of findings`);
  } catch (error) {
    const thrown = error instanceof Error ? error : new Error(String(error));
    return failed(`${who} throws ${thrown.name}: ${thrown.message}`, thrown.stack);
  }
}

function isFinding(value: unknown): value is Finding {
  return (
    isRecord(value) &&
    ['check', 'path', 'message'].every((key) => typeof value[key] === 'string') &&
    ['error', 'warning', 'info'].includes(String(value.level))
  );
}

function* subjectsOf({ alerts, recordings, dashboards }: BundleModel): Generator<Subject> {
  for (const { subject } of [...alerts, ...recordings]) yield subject;
  for (const named of dashboards) {
    yield named.subject;
    for (const { subject } of collectDashboard(named).panels) yield subject;
  }
}
