import { selectedName, type VectorSelector } from '../../engine/index.js';
import type { Analysed } from '../analysis/analysis.js';
import type { CheckedSite } from '../collect/expression-site.js';
import type { BundleModel } from '../collect/model.js';
import { hasPlaceholder } from '../collect/placeholder.js';
import type { Subject } from '../collect/subject.js';
import { counted, listed } from '../names.js';
import type { KnownMatcher } from './evidence.js';

/** A selector of an expression, as far as it is known: without matchers on variables. */
export interface Use {
  readonly site: CheckedSite;
  readonly node: Analysed<VectorSelector>;
  readonly name: string;
  readonly matchers: readonly KnownMatcher[];
}

/** A bundle with all its expressions and what they read. */
export interface LiveBundle {
  readonly model: BundleModel;
  readonly sites: readonly CheckedSite[];
  readonly uses: readonly Use[];
  /** Uses by the name of the series. */
  readonly byName: ReadonlyMap<string, readonly Use[]>;
  readonly bySite: ReadonlyMap<CheckedSite, readonly Use[]>;
}

export function liveBundle(model: BundleModel, sites: readonly CheckedSite[]): LiveBundle {
  const bySite = new Map(sites.map((site) => [site, usesIn(site)]));
  const uses = [...bySite.values()].flat();
  const byName = new Map<string, Use[]>();
  for (const use of uses) {
    const known = byName.get(use.name);
    if (known) known.push(use);
    else byName.set(use.name, [use]);
  }
  return { model, sites, uses, byName, bySite };
}

function usesIn(site: CheckedSite): Use[] {
  return (site.analysis?.nodes ?? []).flatMap((node) => {
    if (node.node.kind !== 'vector') return [];
    const selector = node as Analysed<VectorSelector>;
    const name = selectedName(selector.node);
    const { names } = site.site.parsed;
    if (name === undefined || hasPlaceholder(name) || names.has(name)) return [];
    const matchers = selector.node.matchers.filter(
      (matcher) => matcher.name !== '__name__' && !hasPlaceholder(matcher.value) && !names.has(matcher.name),
    );
    return [{ site, node: selector, name, matchers }];
  });
}

/** All expressions that read one of these, directly or through recording rules. */
export function readersOf(bundle: LiveBundle, direct: Iterable<CheckedSite>): CheckedSite[] {
  const found = new Set<CheckedSite>();
  const open = [...direct];
  for (let site = open.pop(); site; site = open.pop()) {
    if (found.has(site)) continue;
    found.add(site);
    const { definition } = site.site;
    if (definition.type !== 'recording') continue;
    for (const use of bundle.byName.get(definition.rule.record) ?? []) open.push(use.site);
  }
  // In the order of the bundle.
  return bundle.sites.filter((site) => found.has(site));
}

/** A definition that has one or more expressions. */
export interface Affected {
  readonly type: 'alert' | 'recording' | 'panel' | 'variable' | 'annotation';
  /** As people call it: `HighErrorRatio`, `Errors on shop-overview`. */
  readonly name: string;
  readonly subject: Subject;
}

const order: readonly Affected['type'][] = ['alert', 'recording', 'panel', 'variable', 'annotation'];

/** The definitions of expressions, each once: alerts first, then recording rules, then what dashboards show. */
export function affectedBy(sites: readonly CheckedSite[]): Affected[] {
  const found = new Map<string, Affected>();
  for (const { site } of sites) {
    const { definition, subject } = site;
    const { path } = subject;
    const last = path.slice(path.lastIndexOf('/') + 1);
    const one: Affected =
      definition.type === 'alert'
        ? { type: 'alert', name: definition.rule.key, subject }
        : definition.type === 'recording'
          ? { type: 'recording', name: definition.rule.record, subject }
          : definition.type === 'target'
            ? {
                type: 'panel',
                name: `"${definition.panel.source.options.title}" on ${definition.dashboard.uid}`,
                // The panel and not its signal: that is where it breaks.
                subject: { ...subject, place: definition.panel.place },
              }
            : { type: definition.type, name: `${last} of ${definition.dashboard.uid}`, subject };
    const key = `${one.type} ${path}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}

const things: Readonly<Record<Affected['type'], string>> = {
  alert: 'alert',
  recording: 'recording rule',
  panel: 'panel',
  variable: 'variable',
  annotation: 'annotation',
};

/** `2 alerts (A and B), 1 recording rule (r) and 1 panel ("P" on shop)`. */
export function affectedText(affected: readonly Affected[]): string {
  const groups = order.flatMap((type) => {
    const names = affected.filter((one) => one.type === type).map(({ name }) => name);
    return names.length === 0 ? [] : [`${counted(names.length, things[type])} (${listed(names)})`];
  });
  return listed(groups);
}
