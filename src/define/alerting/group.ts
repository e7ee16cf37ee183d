import { DefinitionError, type Duration, type Place, placeOf } from '../../catalog/index.js';
import {
  choice,
  type Fields,
  fields,
  flag,
  jsonObject,
  list,
  made,
  name,
  optionsFrom,
  required,
  text,
  validate,
  whole,
} from '../../catalog/shape/index.js';
import { seriesLabels, url } from '../shapes.js';
import type { AnyAlert, RuleJson } from './alert.js';
import { levelsOf } from './alert.js';
import type { AnyRecordingRule } from './recording-rule.js';

/** Options of a rule group. */
export interface GroupOptions {
  /** Evaluation interval. @default the server's `evaluation_interval`, 1m by default */
  readonly interval?: Duration;
  /** Maximum number of series that a rule may produce before it fails. @default 0, no limit */
  readonly limit?: number;
  /**
   * Evaluates the rules this far in the past, for metrics that arrive late.
   *
   * @default the server's `rule_query_offset`, 0s by default
   */
  readonly queryOffset?: Duration;
  /** Labels to add to all rules of the group; the labels of a rule take precedence. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Thanos Ruler only: whether a rule continues with partial data (`warn`) or fails (`abort`) if a store does not
   * respond.
   *
   * @default abort
   */
  readonly partialResponseStrategy?: 'warn' | 'abort';
  /** Mimir only: tenants whose series the rules query. @default the tenant that owns the group */
  readonly sourceTenants?: readonly string[];
  /** Mimir only: aligns evaluations with multiples of the interval. @default false */
  readonly alignEvaluationTimeOnInterval?: boolean;
  /** Tools of Loki and Mimir only: URLs to which the recorded series of the group are written. */
  readonly remoteWrite?: readonly string[];
  /** Fields of the group without an option of their own, in the form of a rule file; merged last. */
  readonly json?: RuleJson;
}

/** Options of `ruleGroup`. */
export interface RuleGroupOptions extends GroupOptions {
  /** Name of the group, unique in the bundle. */
  readonly name: string;
  /** Recording rules and alerts, evaluated in this order. */
  readonly rules: readonly (AnyRecordingRule | AnyAlert)[];
}

/** A rule group with its rules in order. */
export interface RuleGroup extends RuleGroupOptions {
  readonly type: 'group';
  readonly place: Place;
}

const own: Fields<GroupOptions> = {
  // The check `rule/duration` validates them.
  interval: text,
  limit: whole(0, 2 ** 31 - 1),
  queryOffset: text,
  labels: seriesLabels,
  partialResponseStrategy: choice('warn', 'abort'),
  sourceTenants: list(name, 1),
  alignEvaluationTimeOnInterval: flag,
  remoteWrite: list(url, 1),
  json: jsonObject,
};
const ownFields = fields<GroupOptions>(own);
/** Options of a rule group by name. */
export const groupShape = optionsFrom(ownFields);
const shape = optionsFrom({
  ...ownFields,
  ...fields<Pick<RuleGroupOptions, 'name' | 'rules'>>({
    name: required(name),
    rules: required(list(made('alert() or record()', 'alert', 'recording'), 1)),
  }),
});

/**
 * A rule group with its rules in order, for the option `groups` of the bundle. The rules may also be listed as `alerts`
 * and `recordingRules`; an alert that is not listed there needs a `name`.
 *
 * @throws DefinitionError for an option that is missing or misspelt, or a rule that names another group
 */
export function ruleGroup(options: RuleGroupOptions): RuleGroup {
  const place = placeOf(ruleGroup);
  validate(shape, options, 'ruleGroup', place);
  for (const rule of options.rules) {
    if (rule.group === undefined || rule.group === options.name) continue;
    throw new DefinitionError(
      `ruleGroup ${JSON.stringify(options.name)}: a rule in it names the group ${JSON.stringify(rule.group)}`,
      place,
      { expected: 'a rule without the option group: it follows from the group that lists it' },
    );
  }
  return { type: 'group', ...options, place };
}

/** A rule of a group: the key of an alert in the bundle, or a recording rule. */
export type GroupMember = { readonly alert: string } | { readonly recording: AnyRecordingRule };

/** A group by its name, with its rules where their order is given. */
export interface GroupSettings extends GroupOptions {
  readonly members?: readonly GroupMember[];
}

/** The option `groups` of a bundle: options by name, or groups with their rules. */
export type Groups = Readonly<Record<string, GroupOptions | RuleGroup>> | readonly RuleGroup[];

/** All groups with their rules among the option `groups`. */
export function ruleGroupsIn(groups: Groups = {}): readonly RuleGroup[] {
  return Object.values(groups).filter((one): one is RuleGroup => 'type' in one && one.type === 'group');
}

/**
 * Groups by name.
 *
 * @param keys the key of each alert of the bundle
 */
export function groupsByName(
  groups: Groups = {},
  keys: ReadonlyMap<AnyAlert, string> = new Map(),
): Readonly<Record<string, GroupSettings>> {
  const byName: Record<string, GroupSettings> = {};
  for (const [key, one] of Object.entries<GroupOptions | RuleGroup>(groups)) {
    if (!('type' in one)) {
      byName[key] = one;
      continue;
    }
    const { type: _type, name, rules, place: _place, ...settings } = one;
    const members = rules.flatMap((rule): GroupMember[] => {
      if (rule.type === 'recording') return [{ recording: rule }];
      return levelsOf(rule).flatMap((level) => {
        const alert = keys.get(level);
        return alert === undefined ? [] : [{ alert }];
      });
    });
    byName[name] = { ...settings, members };
  }
  return byName;
}
