import type { AnySignal, Suppressible, Suppression } from '../../define/index.js';
import type { DefinedDashboard } from '../collect/definitions.js';
import type { BundleModel } from '../collect/model.js';
import { type Subject, within } from '../collect/subject.js';

/** A suppression with the definition that carries it. */
export interface Carried {
  readonly suppression: Suppression;
  readonly subject: Subject;
  /** What the definition is called in every bundle that has it. */
  readonly name: string;
}

/** Every suppression of a bundle, once. */
export type Gathered = Map<Suppression, Carried>;

/** Adds the suppressions of a bundle itself, its rules and its signals. */
export function gatherFromBundle(
  { bundle, subject, alerts, recordings }: Pick<BundleModel, 'bundle' | 'subject' | 'alerts' | 'recordings'>,
  into: Gathered,
): void {
  add(subject, bundle.source, into);
  for (const [name, signal] of Object.entries(bundle.source.signals)) addSignal(subject, signal, into, name);
  for (const { rule, subject: own } of recordings) add(own, rule.source, into);
  for (const { rule, subject: own } of alerts) {
    add(own, rule.source, into);
    for (const signal of rule.source.condition.signals) addSignal(subject, signal, into);
  }
}

/** Adds the suppressions of a dashboard, its panels and what they show. */
export function gatherFromDashboard(bundle: Subject, defined: DefinedDashboard, into: Gathered): void {
  add(defined.subject, defined.dashboard.source, into);
  for (const { panel, subject } of defined.panels) {
    add(subject, panel.source, into);
    for (const { signal } of panel.targets) if (signal) addSignal(bundle, signal, into);
  }
}

function add(
  subject: Subject,
  { suppress }: Suppressible,
  into: Gathered,
  name = subject.path.replace(/^[^/]*/, ''),
): void {
  if (!suppress) return;
  for (const suppression of suppress) {
    if (!into.has(suppression)) into.set(suppression, { suppression, subject, name });
  }
}

function addSignal(bundle: Subject, signal: AnySignal, into: Gathered, name = signal.title): void {
  if (signal.suppress.length === 0) return;
  // Bundles can give a signal names of their own; its title is its own.
  add(within(bundle, `signals/${name}`, signal), signal, into, `/signals/${signal.title}`);
}
