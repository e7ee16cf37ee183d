import { shown } from '../../catalog/shape/index.js';
import { byCodeUnit } from '../../compare.js';
import { isRecord } from '../../plain.js';
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
import { type CheckOptions, type CustomCheck, type Settings, settingsFor, settingsOf } from '../settings.js';
import {
  type Carried,
  type Gathered,
  gatherFromBundle,
  gatherFromDashboard,
} from '../suppression/gather-suppressions.js';
import { suppress, withoutSuppressed } from '../suppression/suppress.js';
import { type SuppressionUse, unusedIn } from '../suppression/uses.js';
import { checkEnvironments } from './environments.js';
import { hideSecrets } from './hide-secrets.js';
import {
  compareFindings,
  groupedByCause,
  type LocatedFinding,
  withLevel,
  withoutRepetitions,
} from './located-finding.js';
import { parseInTurn, parsingQueue } from './parsing-queue.js';
import { reporter } from './reporter.js';
import { expressionRunner } from './run-expressions.js';

/** Runs all checks over the bundles of one build. Pure: the same bundles and options give the same findings. */
export async function checkBundles(
  bundles: readonly ResolvedBundle[],
  engine: ParsingEngine,
  options: CheckOptions = {},
): Promise<Finding[]> {
  return checkTogether(
    bundles.map((bundle) => checkBundle(bundle, engine, options)),
    options,
  );
}

/** What is known of a bundle by itself. */
export interface CheckedBundle {
  /** In the order of a report, without those that need other bundles. */
  readonly findings: readonly Finding[];
  readonly uses: readonly SuppressionUse[];
  /** For comparing it with other bundles. */
  readonly outline: BundleOutline;
  readonly suppressions: readonly Carried[];
  /** Days, as `YYYY-MM-DD`, on which suppressions end. */
  readonly ends: readonly string[];
}

/** Runs all checks that look at one bundle alone. */
export function checkBundle(
  bundle: ResolvedBundle,
  engine: ParsingEngine,
  options: CheckOptions = {},
): CheckedBundle {
  const settings = settingsOf(options);
  const active = activeIn(settings);
  const found: LocatedFinding[] = [];
  const suppressions: Gathered = new Map();
  const model = bundleModel(bundle, engine, settings);
  gatherFromBundle(model, suppressions);
  checkExpressionsAndDashboards(model, engine, active, found, suppressions);
  for (const check of active) check.bundle?.(model, reporter(check, found));
  found.push(...teamFindings(model, settings));
  found.push(...checkEnvironments(model, engine, active, found));
  const { findings, uses } = suppress(found, suppressions.values(), settings);
  return {
    findings: reported(findings, settings),
    uses,
    outline: outlineOf(model, () => bundleModel(bundle, engine, settings)),
    suppressions: [...suppressions.values()],
    ends: [...suppressions.keys()].flatMap(({ until }) => until ?? []),
  };
}

function bundleModel(bundle: ResolvedBundle, engine: ParsingEngine, settings: Settings): BundleModel {
  const subject = bundleSubject(bundle);
  const rules = collectRules(bundle, subject);
  const parsed = parseInTurn(engine, rules.sites);
  const texts = textsOf(engine, rules, bundle.templates);
  return modelOf(bundle, subject, rules, parsed, texts, settingsFor(bundle, settings));
}

/** What is needed of a bundle for checks of all together; of one that is not loaded, its outline alone. */
export type BesideOthers = Pick<CheckedBundle, 'outline'> & Partial<CheckedBundle>;

/**
 * Runs the checks that compare bundles with one another.
 *
 * @returns all findings on the bundles, in the order of a report
 */
export function checkTogether(bundles: readonly BesideOthers[], options: CheckOptions = {}): Finding[] {
  const settings = settingsOf(options);
  const found: LocatedFinding[] = [];
  // Findings about two bundles do not depend on the order in which they were found.
  const outlines = bundles.map(({ outline }) => outline).sort((a, b) => byCodeUnit(a.name, b.name));
  for (const check of activeIn(settings)) check.build?.(outlines, reporter(check, found));
  const { kept, used } = withoutSuppressed(found, settings);
  const uses = bundles.flatMap((one) => one.uses ?? []);
  const own = bundles.flatMap((one) => one.findings ?? []);
  const common = reported([...kept, ...unusedIn(uses, used)], settings);
  return [...own, ...common].sort(compareFindings);
}

function activeIn({ levels }: Settings): readonly Check[] {
  return checks.filter((check) => levels[check.id] !== 'off');
}

/** Findings as a report shows them. */
function reported(findings: readonly Finding[], settings: Settings): Finding[] {
  const sorted = findings.map((finding) => withLevel(finding, settings)).sort(compareFindings);
  return groupedByCause(withoutRepetitions(sorted)).map(hideSecrets);
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
    runCustomCheck(check, model).map((finding) => ({
      finding,
      subject: subjects.get(finding.path) ?? { ...model.subject, path: finding.path, place: finding.place },
    })),
  );
}

/** Runs one of the team's checks. A failure of the check is a finding. */
function runCustomCheck(check: CustomCheck, { bundle }: BundleModel): readonly Finding[] {
  const failed = (message: string, stack?: string): Finding[] => {
    const place = stack === undefined ? undefined : { order: 0, stack };
    return [{ check: 'definition/throws', level: 'error', path: `${bundle.name}/checks.ts`, place, message }];
  };
  const who = check.name === '' ? 'a custom check' : `the custom check ${check.name}`;
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
