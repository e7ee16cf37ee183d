import type { Engine } from '../../engine/index.js';
import type { Ignored, InputGroup } from '../model.js';
import type { Note } from '../note.js';
import type { GrafanaNotifications } from './grafana-notifications.js';
import { alertingResource } from './grafana-resources.js';
import { isGrafanaRule, type PlacedGroup, readGrafanaRules } from './grafana-rules.js';
import type { Origin, Path } from './origin.js';
import { isPlain, listOf, type Plain, plain } from './plain.js';

interface Found {
  readonly groups: InputGroup[];
  readonly notifications: GrafanaNotifications;
  readonly notes: Note[];
  readonly ignored: Ignored[];
}

/**
 * Takes what Grafana's alerting has in files of provisioning, in exports, in answers of its API and in objects of its
 * operator.
 *
 * @returns false for a document of something else
 */
export function sortGrafanaAlerting(content: Plain, origin: Origin, found: Found, engine: Engine): boolean {
  const { kind, apiVersion } = content;
  if (typeof kind === 'string' && apiVersion !== undefined) return takeObject(content, origin, found, engine);
  const groups = listOf(content.groups).map(plain);
  const hasRules = groups.some(({ rules }) => listOf(rules).some(isGrafanaRule));
  if (hasRules) {
    const own = groups.map((group, index) => [group, ['groups', index]] as const);
    takeRules(own, origin, found, engine);
  }
  let hasLists = false;
  for (const key of ['contactPoints', 'policies', 'muteTimes', 'templates'] as const) {
    const list = content[key];
    // `templates` alone may be those of something else.
    if (!Array.isArray(list) || (key === 'templates' && !list.every(isTemplate))) continue;
    hasLists = true;
    list.forEach((one, index) => {
      found.notifications[key].push({ data: plain(one), origin, path: [key, index] });
    });
  }
  return hasRules || hasLists || takeSingle(content, origin, found, engine);
}

/** An object of Grafana's operator. */
function takeObject(content: Plain, origin: Origin, found: Found, engine: Engine): boolean {
  const spec = plain(content.spec);
  const name = spec.name ?? plain(content.metadata).name;
  const { contactPoints, policies, policyRoutes, muteTimes, templates } = found.notifications;
  switch (content.kind) {
    case 'GrafanaAlertRuleGroup':
      takeRules([[{ ...spec, name }, ['spec']]], origin, found, engine);
      return true;
    case 'GrafanaContactPoint':
      contactPoints.push({ data: { ...spec, name }, origin, path: ['spec'] });
      return true;
    case 'GrafanaNotificationPolicy':
      policies.push({ data: plain(spec.route), origin, path: ['spec', 'route'] });
      return true;
    case 'GrafanaNotificationPolicyRoute':
      policyRoutes.push({ data: spec, origin, path: ['spec'], metadata: plain(content.metadata) });
      return true;
    case 'GrafanaMuteTiming':
      muteTimes.push({ data: { ...spec, name }, origin, path: ['spec'] });
      return true;
    case 'GrafanaNotificationTemplate':
      templates.push({ data: { ...spec, name }, origin, path: ['spec'] });
      return true;
    default: {
      const resource = alertingResource(content);
      if (!resource) return false;
      const { part, data } = resource;
      if (part === 'rules') takeRules([[data, ['spec'], ['spec']]], origin, found, engine);
      else found.notifications[part].push({ data, origin, path: ['spec'] });
      return true;
    }
  }
}

function isTemplate(one: unknown): boolean {
  const { name, template } = plain(one);
  return typeof name === 'string' && typeof template === 'string';
}

/** A rule group or the policies, as the API answers. */
function takeSingle(content: Plain, origin: Origin, found: Found, engine: Engine): boolean {
  const rules = listOf(content.rules);
  if (rules.length > 0 && rules.every(isGrafanaRule)) {
    takeRules([[{ ...content, name: content.title ?? content.name }, []]], origin, found, engine);
    return true;
  }
  const isPolicy =
    typeof content.receiver === 'string' &&
    (Array.isArray(content.group_by) || Array.isArray(content.routes)) &&
    content.route === undefined;
  if (isPolicy) found.notifications.policies.push({ data: content, origin, path: [] });
  const part = partOfItem(content);
  if (part) found.notifications[part].push({ data: content, origin, path: [] });
  return isPolicy || part !== undefined;
}

/** Which of the notifications an item of an answer of the API is. */
function partOfItem(one: unknown): 'contactPoints' | 'muteTimes' | 'templates' | undefined {
  const { name, time_intervals } = plain(one);
  if (isContactPoint(one)) return 'contactPoints';
  if (typeof name === 'string' && Array.isArray(time_intervals)) return 'muteTimes';
  return isTemplate(one) && Object.keys(plain(one)).every((key) => templateKeys.has(key))
    ? 'templates'
    : undefined;
}

const templateKeys: ReadonlySet<string> = new Set([
  'name',
  'template',
  'provenance',
  'version',
  'orgId',
  'uid',
  'kind',
]);

/** A list of rules or of parts of the notifications, as the API answers. */
export function sortGrafanaList(
  content: readonly unknown[],
  origin: Origin,
  found: Found,
  engine: Engine,
): boolean {
  if (content.length === 0) return false;
  if (content.every(isGrafanaRule)) {
    const byGroup = new Map<string, unknown[]>();
    for (const rule of content) {
      const name = String(plain(rule).ruleGroup ?? 'alerts');
      byGroup.set(name, [...(byGroup.get(name) ?? []), rule]);
    }
    const groups = [...byGroup].map(([name, rules]): readonly [Plain, Path] => [{ name, rules }, []]);
    takeRules(groups, origin, found, engine);
    return true;
  }
  const parts = content.map(partOfItem);
  if (!parts.every((part) => part !== undefined)) return false;
  parts.forEach((part, index) => {
    found.notifications[part].push({ data: plain(content[index]), origin, path: [index] });
  });
  return true;
}

function isContactPoint(one: unknown): boolean {
  const { name, type, settings, targets } = plain(one);
  return typeof name === 'string' && typeof type === 'string' && isPlain(settings) && targets === undefined;
}

function takeRules(groups: readonly PlacedGroup[], origin: Origin, found: Found, engine: Engine): void {
  const read = readGrafanaRules(groups, origin, engine);
  found.groups.push(...read.groups);
  found.ignored.push(...read.ignored);
  found.notes.push(...read.notes);
}
