import type { AnySignal } from '../../define/index.js';
import type { ResolvedAnnotation } from '../../resolve/index.js';
import type { DefinedDashboard } from './definitions.js';
import type { BundleModel } from './model.js';
import { type Subject, within } from './subject.js';

/**
 * Receives each text of a definition that appears in an output. A call per text, in place of generators in generators,
 * because a large build has a million of them.
 *
 * @param where in the definition: `annotations.summary`; it is right until the call returns
 * @param cause what contains it, where several definitions show that: `signal Error ratio`
 */
export type VisitText = (text: string, where: Where, subject: Subject, cause?: string) => void;
type Where = string | { readonly toString: () => string };

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
function eachText(value: unknown, where: string, subject: Subject, visit: VisitText, cause?: string): void {
  const path = new TextPath(where);
  const seen = new Set<unknown>();
  const enter = (part: unknown): void => {
    if (typeof part === 'string') visit(part, path, subject, cause);
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    if (part instanceof RegExp) visit(part.source, path, subject, cause);
    seen.add(part);
    // Enters the given value, but not the definitions in it, which are checked separately.
    if (part !== value && isOwnDefinition(part)) return;
    const hasNames = !Array.isArray(part);
    for (const [key, inner] of Object.entries(part)) {
      if (noTexts.has(key) && typeof inner !== 'string') continue;
      if (hasNames) visit(key, path.nameIn, subject, cause);
      path.push(key);
      enter(inner);
      path.pop();
    }
  };
  enter(value);
}

/** Where `eachText` is. Written out only if something is found there, which is next to never. */
class TextPath {
  readonly #keys: string[];
  /** A property name of the value there. */
  readonly nameIn = { toString: () => `a name in ${this.#keys.join('.') || 'it'}` };

  constructor(start: string) {
    this.#keys = start === '' ? [] : [start];
  }

  push(key: string): void {
    this.#keys.push(key);
  }

  pop(): void {
    this.#keys.pop();
  }

  toString(): string {
    return this.#keys.join('.');
  }
}
