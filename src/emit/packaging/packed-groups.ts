import { type ResolvedBundle, ruleGroups } from '../../resolve/index.js';
import { groupFields, type PrometheusGroup, type PrometheusRule, ruleOf } from '../prometheus/groups.js';

/** A rule of a package, with the key of its alert where that is not the alert's name: templates take it away. */
export type PackedRule = PrometheusRule & { readonly key?: string };
export interface PackedGroup extends Omit<PrometheusGroup, 'rules'> {
  readonly rules: readonly PackedRule[];
}

/** The fields that a PrometheusRule has (monitoring.coreos.com/v1): what else there is, an API server would drop. */
const groupKeys = ['name', 'interval', 'limit', 'query_offset', 'labels', 'partial_response_strategy'];
const ruleKeys = ['record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];

/** The groups that chart and module pack: recording rules first, then alerts, with what a PrometheusRule can have. */
export function packedGroups(bundle: ResolvedBundle): PackedGroup[] {
  const groups = ruleGroups(bundle);
  const recordsOnly = ({ rules }: (typeof groups)[number]) => rules.every(({ type }) => type === 'recording');
  return [...groups.filter(recordsOnly), ...groups.filter((group) => !recordsOnly(group))].map((group) => ({
    ...only(groupFields(group), groupKeys),
    rules: group.rules.map((rule): PackedRule => {
      const key = rule.type === 'alert' && rule.key !== rule.alert ? { key: rule.key } : {};
      return { ...only(ruleOf(rule), ruleKeys), ...key };
    }),
  }));
}

function only<Fields extends object>(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => keys.includes(key))) as Fields;
}
