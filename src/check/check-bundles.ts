import type { ResolvedBundle } from '../define/resolve/index.js';
import type { ParsedExpression } from '../engine/index.js';
import type { Check, Details } from './check.js';
import { bundleSubject, collect } from './collect/index.js';
import type { Finding } from './finding.js';
import { type BundleModel, modelOf } from './model.js';
import { compareFindings, type Raised, withoutRepetitions } from './raised.js';
import { checks } from './registry.js';
import { runExpressionChecks } from './run-expressions.js';
import { type CheckOptions, type Settings, settingsOf } from './settings.js';
import type { Subject } from './subject.js';
import { suppress } from './suppress.js';

/** The part of the engine that checks need. Handed in, so that checks load nothing and run in a browser. */
export interface ParsingEngine {
  parse(expressions: readonly string[], options?: { readonly features?: 'all' }): ParsedExpression[];
}

/** Runs all checks over the bundles of one build. Pure: the same bundles and options give the same findings. */
export async function checkBundles(
  bundles: readonly ResolvedBundle[],
  engine: ParsingEngine,
  options: CheckOptions = {},
): Promise<Finding[]> {
  const settings = settingsOf(options);
  const active = checks.filter((check) => settings.levels[check.id] !== 'off');
  const models = modelsOf(bundles, engine, settings);
  const raised: Raised[] = [];
  for (const model of models) {
    raised.push(...runExpressionChecks(model, active));
    for (const check of active) check.bundle?.(model, reporter(check, raised));
    raised.push(...teamFindings(model, settings));
  }
  for (const check of active) check.build?.(models, reporter(check, raised));
  const findings = suppress(raised, models, settings).map((finding) => withLevel(finding, settings));
  return withoutRepetitions(findings.sort(compareFindings));
}

/** Parses the distinct expressions of all bundles in one batch. */
function modelsOf(
  bundles: readonly ResolvedBundle[],
  engine: ParsingEngine,
  settings: Settings,
): BundleModel[] {
  const collected = bundles.map((bundle) => {
    const subject = bundleSubject(bundle);
    return { bundle, subject, definitions: collect(bundle, subject) };
  });
  const texts = new Set<string>();
  for (const { definitions } of collected) {
    for (const { parsed } of definitions.occurrences) texts.add(parsed.text);
  }
  const distinct = [...texts];
  // Everything that any Prometheus reads; `promql/feature-gate` says what the target lacks.
  const results = distinct.length === 0 ? [] : engine.parse(distinct, { features: 'all' });
  const byText = new Map(results.map((result, index) => [distinct[index] ?? '', result]));
  const parse = (text: string): ParsedExpression =>
    byText.get(text) ?? { ok: false, errors: [{ message: 'was not parsed', start: 0, end: text.length }] };
  return collected.map(({ bundle, subject, definitions }) =>
    modelOf(bundle, subject, definitions, parse, settings),
  );
}

function reporter(check: Check, raised: Raised[]) {
  return (subject: Subject, message: string, details?: Details): void => {
    const { path, place } = subject;
    const level = details?.level ?? check.level;
    const { expected, suggestion } = details ?? {};
    raised.push({ subject, finding: { check: check.id, level, path, place, message, expected, suggestion } });
  };
}

/** Findings of the team's own checks; those on a known definition obey its suppressions, all obey the bundle's. */
function teamFindings(model: BundleModel, settings: Settings): Raised[] {
  if (settings.checks.length === 0) return [];
  const subjects = new Map(subjectsOf(model).map((subject) => [subject.path, subject]));
  return settings.checks.flatMap((check) =>
    check(model.bundle).map((finding) => ({
      finding,
      subject: subjects.get(finding.path) ?? { ...model.subject, path: finding.path, place: finding.place },
    })),
  );
}

function subjectsOf({ alerts, recordings, dashboards }: BundleModel): Subject[] {
  const all = [...alerts, ...recordings, ...dashboards, ...dashboards.flatMap(({ panels }) => panels)];
  return all.map(({ subject }) => subject);
}

/** A level that is set for a check holds for all of its findings. */
function withLevel(finding: Finding, { levels }: Settings): Finding {
  const level = levels[finding.check];
  return level === undefined || level === 'off' || level === finding.level ? finding : { ...finding, level };
}
