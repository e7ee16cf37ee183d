import type { AnyPanelOptions, AnySignal } from '../../define/index.js';
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

/** All texts of a bundle except for those of its dashboards; of one of its environments, those of the rules. */
export function eachTextOfBundle(model: BundleModel, visit: VisitText): void {
  const eachText = textsFor(visit);
  if (!model.ofEnvironment) eachTextBesideRules(model, eachText, visit);
  for (const { rule, subject: own } of model.alerts) {
    const { alert, expr, labels, annotations } = rule;
    const { group, json } = rule.source;
    eachText({ name: alert, expr, labels, annotations, group, json }, '', own);
  }
  for (const { rule, subject: own } of model.recordings) {
    const { expr, labels, source } = rule;
    eachText({ expr, labels, group: source.group, json: source.json }, '', own);
  }
}

function eachTextBesideRules(
  { bundle, subject, alerts }: BundleModel,
  eachText: EachText,
  visit: VisitText,
): void {
  const { source, metrics, runbooks } = bundle;
  for (const [key, value] of Object.entries(source.options)) {
    if (!definedElsewhere.has(key)) eachText(value, key, subject);
  }
  for (const { name, help, labels, place } of metrics)
    eachText({ help, labels }, '', within(subject, `metrics/${name}`, { place }));
  const signals = [
    ...Object.values(source.signals),
    ...alerts.flatMap(({ rule }) => rule.source.condition.signals),
  ];
  for (const signal of new Set(signals)) eachTextOfSignal(signal, subject, eachText);
  for (const [slug, markdown] of Object.entries(runbooks))
    eachLine(markdown, `runbooks/${slug}.md`, within(subject, `runbooks/${slug}`), visit);
  for (const [name, template] of Object.entries(bundle.templates))
    eachLine(template, `templates/${name}.tmpl`, within(subject, `templates/${name}`), visit);
}

function eachLine(content: string, file: string, own: Subject, visit: VisitText): void {
  for (const [index, text] of content.split('\n').entries()) visit(text, `line ${index + 1} of ${file}`, own);
}

/** All texts of a dashboard and its panels. */
export function eachTextOfDashboard(
  { dashboard, subject, items, panels }: DefinedDashboard,
  visit: VisitText,
): void {
  const { source, variables, annotations } = dashboard;
  const eachText = textsFor(visit);
  const { rows: _, ...options } = source.options;
  eachText({ ...options, variables, annotations: annotations.map(writtenAnnotation) }, '', subject);
  for (const item of items)
    if (item.type === 'row') {
      visit(item.title, 'the title of a row', subject);
      eachText(item.source.json, 'json of a row', subject);
    }
  for (const { panel, subject: own } of panels) {
    const { options } = panel.source;
    eachText(panel.source, '', own, { except: options });
    eachText(options, '', own, { except: (options as AnyPanelOptions).show });
    for (const { expr, legend, signal, model, json } of panel.targets) {
      visit(expr, 'expr', own);
      if (legend !== undefined) visit(legend, 'legend', own);
      eachText(model, 'model', own);
      eachText(json, 'json', own);
      if (signal) eachTextOfSignal(signal, own, eachText);
    }
  }
}

/** What is written of an annotation besides its expression and its panels, which are looked at by themselves. */
function writtenAnnotation({ expr, source }: ResolvedAnnotation): object {
  return { ...source, node: undefined, panels: undefined, exceptPanels: undefined, expr };
}

function eachTextOfSignal(signal: AnySignal, bundle: Subject, eachText: EachText): void {
  const own = within(bundle, `signals/${signal.title}`, signal);
  eachText(signal, '', own, { cause: `signal ${signal.title}` });
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

interface TextOptions {
  readonly cause?: string;
  /** A part of the value that is looked at by itself. */
  readonly except?: unknown;
}

type EachText = (value: unknown, where: string, subject: Subject, options?: TextOptions) => void;

/**
 * Hands over every text in a value at any depth, including property names. Where a text is, is written out only if
 * something is found there, which is next to never.
 */
function textsFor(visit: VisitText): EachText {
  const keys: string[] = [];
  const here = { toString: () => keys.join('.') };
  const nameHere = { toString: () => `a name in ${keys.join('.') || 'it'}` };
  const seen = new Set<unknown>();
  let given: unknown;
  const enter = (value: unknown, subject: Subject, cause: string | undefined): void => {
    if (typeof value === 'string') visit(value, here, subject, cause);
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    if (value instanceof RegExp) visit(value.source, here, subject, cause);
    seen.add(value);
    // Enters the given value, but not the definitions in it, which are checked separately.
    if (value !== given && isOwnDefinition(value)) return;
    const hasNames = !Array.isArray(value);
    for (const key of Object.keys(value)) {
      const part = (value as Readonly<Record<string, unknown>>)[key];
      if (noTexts.has(key) && typeof part !== 'string') continue;
      if (hasNames) visit(key, nameHere, subject, cause);
      keys.push(key);
      enter(part, subject, cause);
      keys.pop();
    }
  };
  return (value, where, subject, { cause, except } = {}) => {
    seen.clear();
    seen.add(except);
    given = value;
    keys.length = 0;
    if (where !== '') keys.push(where);
    enter(value, subject, cause);
  };
}
