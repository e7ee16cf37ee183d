import { type Matcher, toMatchers } from '../catalog/index.js';
import { identityOf } from '../define/alerting/identity.js';
import { listedName } from '../define/alerting/keys.js';
import { usualSeverities } from '../define/alerting/severity.js';
import type { BundleOptions } from '../define/bundle-options.js';
import { overridesByKey } from '../define/deployment/environment.js';
import { readsSeries } from '../query/index.js';
import { fixedValue, keptLabels, labelFlowOf } from '../query/promql/labels/index.js';
import { anyOf } from './any-of.js';
import type { ResolvedAlert, ResolvedBundle, ResolvedGroup } from './resolved.js';

/** An inhibit rule of Alertmanager. */
export interface ResolvedInhibition {
  readonly name?: string;
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  readonly equal: readonly string[];
  /** Further fields by Alertmanager's names. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** While `source` fires with one severity, `target` is not notified with others, where `equal` are the same. */
export interface AlertInhibition {
  readonly source: string;
  readonly target: string;
  /** Keys of the same alerts, which distinguish alerts with the same name. */
  readonly keys: { readonly source: string; readonly target: string };
  readonly severities: { readonly source: string; readonly target: readonly string[] };
  readonly equal: readonly string[];
}

/**
 * While someone is already paged, tickets about the same problem can wait: those of the same rule group that share
 * labels with the page. A full disk on one host says nothing about the load of another, so all labels that both alerts
 * have must have the same values; alerts without common labels do not inhibit each other. A label that all alerts of
 * an environment have alike is no common one: it says where something is wrong, not what, and one page would keep every
 * ticket of its environment from being sent. A dead man's switch takes no part: its notifications must not stop while
 * something is wrong, and while nothing is, it must stop no others.
 */
export function pageInhibitions(bundle: ResolvedBundle): AlertInhibition[] {
  const environment = environmentLabels(bundle);
  const stages = severitiesByEnvironment(bundle);
  const [page, ...tickets] = bundle.source.options.severities ?? usualSeverities;
  if (page === undefined) return [];
  return bundle.alertGroups.flatMap((group) => {
    const constant = constantLabels(bundle, group);
    const labels = new Map(group.rules.map((rule) => [rule, labelsOf(rule)]));
    return group.rules.flatMap((source) =>
      group.rules.flatMap((target): AlertInhibition[] => {
        const [from, to] = [labels.get(source), labels.get(target)];
        if (source === target || !from || !to || areLevels(source, target)) return [];
        if (differ(from, to, constant)) return [];
        if (!readsSeries(source.source.condition.node) || !readsSeries(target.source.condition.node))
          return [];
        // Alerts of one environment inhibit each other, never those of another.
        const together = stages.some(
          (severity) => severity(source) === page && tickets.includes(severity(target) ?? ''),
        );
        if (!together) return [];
        const shared = sharedLabels(from, to, constant);
        if (shared.every((label) => environment.pinned.has(label))) return [];
        const equal = [...new Set([...shared, ...environment.labels])];
        return [
          {
            source: source.alert,
            target: target.alert,
            keys: { source: source.key, target: target.key },
            severities: { source: page, target: tickets },
            equal,
          },
        ];
      }),
    );
  });
}

/**
 * While one level of an alert fires, the milder ones say nothing more: of the same labels, for they bound the same
 * signal. Where those labels are not known, as of PromQL written by hand, nothing is inhibited: the warnings of all
 * hosts would be lost for one that is critical.
 */
export function levelInhibitions(bundle: ResolvedBundle): AlertInhibition[] {
  const environment = environmentLabels(bundle);
  const severities = severitiesIn(bundle);
  return bundle.alertGroups.flatMap((group) => {
    const constant = constantLabels(bundle, group);
    return group.rules.flatMap((source, position) =>
      group.rules.slice(0, position).flatMap((target): AlertInhibition[] => {
        if (!areLevels(source, target)) return [];
        const labels = labelsOf(source);
        if (!labels) return [];
        const equal = [...new Set([...sharedLabels(labels, labels, constant), ...environment.labels])];
        return severities(source).map((severity) => ({
          source: source.alert,
          target: target.alert,
          keys: { source: source.key, target: target.key },
          severities: { source: severity, target: severities(target) },
          equal,
        }));
      }),
    );
  });
}

/** Whether two alerts are levels of one definition, which are in one group, the mildest first. */
function areLevels(one: ResolvedAlert, other: ResolvedAlert): boolean {
  const isLevel = one.source.isLevel && other.source.isLevel;
  return isLevel === true && listedName(one.key, one.source) === listedName(other.key, other.source);
}

/** Merges inhibit rules of single pairs that differ only in sources or only in targets. */
export function inhibitionRules(pairs: readonly AlertInhibition[]): ResolvedInhibition[] {
  const bySource = grouped(pairs, ({ source, severities, equal }) =>
    JSON.stringify([source, severities, equal]),
  );
  const withTargets = bySource.map((alike) => ({
    ...alike[0],
    targets: [...new Set(alike.map(({ target }) => target))],
  }));
  const byTargets = grouped(withTargets, ({ targets, severities, equal }) =>
    JSON.stringify([targets, severities, equal]),
  );
  return byTargets.map((alike) => {
    const [{ targets, severities, equal }] = alike;
    const sources = [...new Set(alike.map(({ source }) => source))];
    return {
      source: [anyOf('alertname', sources), anyOf('severity', [severities.source])],
      target: [anyOf('alertname', targets), anyOf('severity', severities.target)],
      equal,
    };
  });
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): [Item, ...Item[]][] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** The severities that an alert can have, in all environments. */
function severitiesIn({ source }: ResolvedBundle): (rule: ResolvedAlert) => readonly string[] {
  const environments = Object.values(source.options.environments?.byName ?? {});
  const overrides = environments.map(overridesByKey);
  return ({ key, source: { severity } }) => [
    ...new Set([severity ?? [], ...overrides.map((alerts) => alerts[key]?.severity ?? [])].flat()),
  ];
}

/** The severity that an alert has without an environment, and in each; undefined where it is off. */
function severitiesByEnvironment({
  source,
}: ResolvedBundle): readonly ((rule: ResolvedAlert) => string | undefined)[] {
  const environments = Object.values(source.options.environments?.byName ?? {}).map(overridesByKey);
  return [{}, ...environments].map((overrides: ReturnType<typeof overridesByKey>) => {
    return ({ key, source: { severity } }: ResolvedAlert) =>
      overrides[key]?.enabled === false ? undefined : (overrides[key]?.severity ?? severity);
  });
}

/** Labels by which alerts of one environment differ from those of others. */
interface EnvironmentLabels {
  /** Those that environments set. */
  readonly labels: readonly string[];
  /** These, and those that have one value in each environment because of its matchers. */
  readonly pinned: ReadonlySet<string>;
}

function environmentLabels({ source: { options } }: ResolvedBundle): EnvironmentLabels {
  const environments = Object.values(options.environments?.byName ?? {});
  const labels = [
    ...new Set(
      environments.flatMap(({ labels = {} }) =>
        Object.keys(labels).filter((label) => !Object.hasOwn(options.labels ?? {}, label)),
      ),
    ),
  ];
  const [first, ...others] = environments.map(({ selectors }) => valuesIn(selectors));
  const everywhere = [...(first ?? [])].filter((label) => others.every((pinned) => pinned.has(label)));
  return { labels, pinned: new Set([...labels, ...everywhere]) };
}

/** Labels that matchers give one value. */
function valuesIn(selectors: BundleOptions['selectors'] = {}): ReadonlySet<string> {
  return new Set(
    toMatchers(selectors)
      .filter(({ operator, value }) => operator === '=' && value !== '')
      .map(({ label }) => label),
  );
}

/** Labels that Sloth's burn rate alerts have, by which the page and the ticket of one objective differ. */
const distinguishing = new Set(['sloth_window', 'sloth_severity', 'long_window', 'short_window']);

/** Labels that all alerts of a rule group have with the same value, which do not distinguish them. */
function constantLabels(
  { source: { options } }: ResolvedBundle,
  { labels }: ResolvedGroup<ResolvedAlert>,
): ReadonlySet<string> {
  const set = { ...labels, ...options.labels, ...identityOf(options) };
  const written = Object.keys(set).filter((label) => !isTemplate(set[label] ?? ''));
  return new Set([...written, ...valuesIn(options.selectors)]);
}

/**
 * Labels that both alerts have and that tell the instances of at least one of them apart: from their series, such as a
 * topic, or from a template in their rules. A text that both rules set does not count.
 */
function sharedLabels(
  one: AlertLabels,
  other: AlertLabels,
  constant: ReadonlySet<string>,
): readonly string[] {
  return one.names.filter((label) => {
    if (constant.has(label) || distinguishing.has(label) || !other.names.includes(label)) return false;
    if (one.kept.includes(label) || other.kept.includes(label)) return true;
    return isTemplate(one.set[label] ?? '') || isTemplate(other.set[label] ?? '');
  });
}

/** Whether a label of both has other values in the one than in the other, as the jobs of two services. */
function differ(one: AlertLabels, other: AlertLabels, constant: ReadonlySet<string>): boolean {
  return one.names.some((label) => {
    if (constant.has(label) || distinguishing.has(label) || !other.names.includes(label)) return false;
    const [value, there] = [one.fixed(label), other.fixed(label)];
    return value !== undefined && there !== undefined && value !== there;
  });
}

interface AlertLabels {
  /** Of the series. */
  readonly kept: readonly string[];
  /** The same, and those that the rule sets. */
  readonly names: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  /** The value that a label has in every instance, if there is one. */
  fixed(label: string): string | undefined;
}

/** Undefined if the labels of an alert are unknown; then nothing is inhibited. */
function labelsOf({ source }: ResolvedAlert): AlertLabels | undefined {
  const { node } = source.condition;
  const kept = keptLabels(node);
  if (!kept) return undefined;
  const flow = labelFlowOf(node);
  const set = source.labels;
  return {
    kept,
    names: [...new Set([...kept, ...Object.keys(set)])],
    set,
    fixed(label) {
      const text = set[label];
      if (text === undefined) return fixedValue(flow, label);
      return isTemplate(text) ? undefined : text;
    },
  };
}

function isTemplate(text: string): boolean {
  return text.includes('{{');
}
