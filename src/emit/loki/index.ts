import { defined } from '../../catalog/defined.js';
import { alertLabels } from '../../define/alerting/identity.js';
import { type LogRule, lokiTexts } from '../../define/index.js';
import { runbookUrl } from '../../define/url.js';
import { merged } from '../../grafana/index.js';
import { toYaml } from '../../output/serialise.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { groupFields } from '../prometheus/groups.js';

/** `loki/<bundle>/rules.yml`, for the folder of a tenant in the storage of Loki's ruler. */
export function emitLoki(bundle: ResolvedBundle): Artifact[] {
  const { logRules } = bundle.source;
  if (logRules.length === 0) return [];
  const groups = new Map<string, object[]>();
  for (const rule of logRules) {
    const name = rule.group ?? `${bundle.name}-logs`;
    const others = groups.get(name) ?? [];
    groups.set(name, [...others, ruleOf(rule, bundle)]);
  }
  const content = toYaml({
    groups: [...groups].map(([name, rules]) => {
      const { groups: settings } = bundle.source;
      const { members: _members, ...fields } = (Object.hasOwn(settings, name) && settings[name]) || {};
      return { ...groupFields({ name, ...fields }), rules };
    }),
  });
  return [{ path: `loki/${bundle.name}/rules.yml`, content }];
}

function ruleOf(rule: LogRule, bundle: ResolvedBundle): object {
  const written = fieldsOf(rule, bundle);
  return rule.json ? { ...written, ...merged(written, rule.json) } : written;
}

function fieldsOf(rule: LogRule, { urls, source }: ResolvedBundle): object {
  if (rule.type === 'lokiRecord') {
    const { record, expr, labels } = rule;
    return { record, expr, ...(Object.keys(labels).length > 0 && { labels }) };
  }
  return {
    alert: rule.name,
    expr: rule.expr,
    ...(/^0[a-z]+$/.test(rule.for) ? {} : { for: rule.for }),
    ...(rule.keepFiringFor === undefined ? {} : { keep_firing_for: rule.keepFiringFor }),
    labels: alertLabels(source.options, rule),
    annotations: {
      ...lokiTexts(rule),
      ...(rule.runbook && defined({ runbook_url: runbookUrl(urls, rule.runbook.slug) })),
    },
  };
}
