import type { AnySignal } from '../../define/index.js';
import type { ResolvedAnnotation } from '../../resolve/index.js';
import type { DefinedDashboard } from './definitions.js';
import type { BundleModel } from './model.js';
import { type Subject, within } from './subject.js';

/**
 * Receives each text of a definition that appears in an output. A call per text, in place of generators in generators,
 * because a large build has a million of them.
 *
 * @param where in the definition: `annotations.summary`
 * @param cause what contains it, where several definitions show that: `signal Error ratio`
 */
export type VisitText = (text: string, where: string, subject: Subject, cause?: string) => void;

/** All texts of a bundle except for those of its dashboards. */
export function eachTextOfBundle(
  { bundle, subject, alerts, recordings }: BundleModel,
  visit: VisitText,
): void {
  const { source, metrics, runbooks } = bundle;
  for (const [key, value] of Object.entries(source.options)) {
    if (!definedElsewhere.has(key)) eachText(value, key, subject, visit);
  }
  for (const { name, help, labels, place } of metrics)
    eachText({ help, labels }, '', within(subject, `metrics/${name}`, { place }), visit);
  for (const signal of Object.values(source.signals)) eachTextOfSignal(signal, subject, visit);
  for (const { rule, subject: own } of alerts) {
    const { alert, expr, labels, annotations } = rule;
    eachText({ name: alert, expr, labels, annotations }, '', own, visit);
    for (const signal of rule.source.condition.signals) eachTextOfSignal(signal, subject, visit);
  }
  for (const { rule, subject: own } of recordings) {
    const { expr, labels } = rule;
    eachText({ expr, labels }, '', own, visit);
  }
  for (const [slug, markdown] of Object.entries(runbooks)) {
    const own = within(subject, `runbooks/${slug}`);
    for (const [index, text] of markdown.split('\n').entries())
      visit(text, `line ${index + 1} of runbooks/${slug}.md`, own);
  }
}

/** All texts of a dashboard and its panels. */
export function eachTextOfDashboard(
  { dashboard, subject, panels }: DefinedDashboard,
  visit: VisitText,
): void {
  const { source, variables, annotations } = dashboard;
  const { rows: _, ...options } = source.options;
  eachText({ ...options, variables, annotations: annotations.map(writtenAnnotation) }, '', subject, visit);
  for (const item of dashboard.items)
    if (item.type === 'row') {
      visit(item.title, 'the title of a row', subject);
      eachText(item.source.json, 'json of a row', subject, visit);
    }
  for (const { panel, subject: own } of panels) {
    const { options: shown, ...others } = panel.source;
    eachText({ ...others, ...shown, show: undefined }, '', own, visit);
    for (const { expr, legend, signal, model, json } of panel.targets) {
      eachText({ expr, legend, model, json }, '', own, visit);
      if (signal) eachTextOfSignal(signal, own, visit);
    }
  }
}

/** What is written of an annotation besides its expression and its panels, which are looked at by themselves. */
function writtenAnnotation({ expr, source }: ResolvedAnnotation): object {
  return { ...source, node: undefined, panels: undefined, exceptPanels: undefined, expr };
}

function eachTextOfSignal(signal: AnySignal, bundle: Subject, visit: VisitText): void {
  const own = within(bundle, `signals/${signal.title}`, signal);
  eachText(signal, '', own, visit, `signal ${signal.title}`);
}

/** Options of a bundle that are checked as separate definitions, or by their constructors. */
const definedElsewhere = new Set(
  'metrics alerts recordingRules dashboards signals scenarios suppress routing'.split(' '),
);
/** Parts of definitions that are not texts, and expressions, which are checked as printed. */
const noTexts = new Set(['place', 'suppress', 'node']);
/** Checked where the bundle lists them, with their own place and suppressions; objectives contain them too. */
const ownTexts = new Set(['alert', 'recording', 'signal', 'dashboard']);

function isOwnDefinition(value: object): boolean {
  return 'type' in value && 'place' in value && ownTexts.has(String(value.type));
}

/** Every text in a value at any depth, including property names. */
function eachText(
  value: unknown,
  where: string,
  subject: Subject,
  visit: VisitText,
  cause?: string,
  seen: Set<unknown> = new Set(),
): void {
  if (typeof value === 'string') visit(value, where, subject, cause);
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  if (value instanceof RegExp) visit(value.source, where, subject, cause);
  seen.add(value);
  // Enters the given value, but not the definitions in it, which are checked separately.
  if (seen.size > 1 && isOwnDefinition(value)) return;
  for (const [key, part] of Object.entries(value)) {
    const inner = where === '' ? key : `${where}.${key}`;
    if (noTexts.has(key) && typeof part !== 'string') continue;
    if (!Array.isArray(value)) visit(key, `a name in ${where || 'it'}`, subject, cause);
    eachText(part, inner, subject, visit, cause, seen);
  }
}
