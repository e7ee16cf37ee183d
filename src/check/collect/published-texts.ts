import type { AnySignal } from '../../define/index.js';
import type { ResolvedAnnotation } from '../../resolve/index.js';
import type { DefinedDashboard } from './definitions.js';
import type { BundleModel } from './model.js';
import { type Subject, within } from './subject.js';

/** A text of a definition that appears in an output. */
export interface PublishedText {
  readonly text: string;
  /** Where in the definition: `annotations.summary`. */
  readonly where: string;
  readonly subject: Subject;
  /** What holds it, where several definitions show that: `signal Error ratio`. */
  readonly cause?: string;
}

/** All texts of a bundle except for those of its dashboards. */
export function* textsOfBundle({
  bundle,
  subject,
  alerts,
  recordings,
}: BundleModel): Generator<PublishedText> {
  const { source, metrics, runbooks } = bundle;
  for (const [key, value] of Object.entries(source.options)) {
    if (!definedElsewhere.has(key)) yield* textsIn(value, key, subject);
  }
  for (const { name, help, labels, place } of metrics)
    yield* textsIn({ help, labels }, '', within(subject, `metrics/${name}`, { place }));
  for (const signal of Object.values(source.signals)) yield* textsOfSignal(signal, subject);
  for (const { rule, subject: own } of alerts) {
    const { alert, expr, labels, annotations } = rule;
    yield* textsIn({ name: alert, expr, labels, annotations }, '', own);
    for (const signal of rule.source.condition.signals) yield* textsOfSignal(signal, subject);
  }
  for (const { rule, subject: own } of recordings) {
    const { expr, labels } = rule;
    yield* textsIn({ expr, labels }, '', own);
  }
  for (const [slug, markdown] of Object.entries(runbooks)) {
    const own = within(subject, `runbooks/${slug}`);
    for (const [index, text] of markdown.split('\n').entries())
      yield { text, where: `line ${index + 1} of runbooks/${slug}.md`, subject: own };
  }
}

/** All texts of a dashboard and its panels. */
export function* textsOfDashboard({
  dashboard,
  subject,
  panels,
}: DefinedDashboard): Generator<PublishedText> {
  const { source, variables, annotations } = dashboard;
  const { rows: _, ...options } = source.options;
  yield* textsIn({ ...options, variables, annotations: annotations.map(writtenAnnotation) }, '', subject);
  for (const item of dashboard.items)
    if (item.type === 'row') {
      yield { text: item.title, where: 'the title of a row', subject };
      yield* textsIn(item.source.json, 'json of a row', subject);
    }
  for (const { panel, subject: own } of panels) {
    const { options: shown, ...others } = panel.source;
    yield* textsIn({ ...others, ...shown, show: undefined }, '', own);
    for (const { expr, legend, signal, model, json } of panel.targets) {
      yield* textsIn({ expr, legend, model, json }, '', own);
      if (signal) yield* textsOfSignal(signal, own);
    }
  }
}

/** What is written of an annotation besides its expression and its panels, which are looked at by themselves. */
function writtenAnnotation({ expr, source }: ResolvedAnnotation): object {
  return { ...source, node: undefined, panels: undefined, exceptPanels: undefined, expr };
}

function* textsOfSignal(signal: AnySignal, bundle: Subject): Generator<PublishedText> {
  const own = within(bundle, `signals/${signal.title}`, signal);
  for (const text of textsIn(signal, '', own)) yield { ...text, cause: `signal ${signal.title}` };
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
function* textsIn(
  value: unknown,
  where: string,
  subject: Subject,
  seen: Set<unknown> = new Set(),
): Generator<PublishedText> {
  if (value instanceof RegExp) yield { text: value.source, where, subject };
  else if (typeof value === 'string') yield { text: value, where, subject };
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  // Enters the given value, but not the definitions in it, which are checked separately.
  if (seen.size > 1 && isOwnDefinition(value)) return;
  for (const [key, part] of Object.entries(value)) {
    const inner = where === '' ? key : `${where}.${key}`;
    if (noTexts.has(key) && typeof part !== 'string') continue;
    if (!Array.isArray(value)) yield { text: key, where: `a name in ${where || 'it'}`, subject };
    yield* textsIn(part, inner, subject, seen);
  }
}
