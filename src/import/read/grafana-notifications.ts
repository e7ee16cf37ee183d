import type { Ignored } from '../model.js';
import type { InputRouting } from '../routing/model.js';
import { contactPointFields, type Given } from './grafana-contact-points.js';
import { lostPart } from './lost-part.js';
import { Origin, type Path } from './origin.js';
import { isPlain, listOf, type Plain, plain } from './plain.js';

/** A part of Grafana's notifications, with its place. */
export interface Placed {
  readonly data: Plain;
  readonly origin: Origin;
  readonly path: Path;
}

/** Contact points, notification policies, mute timings and notification templates of a Grafana, from any number of files. */
export interface GrafanaNotifications {
  readonly contactPoints: Placed[];
  readonly policies: Placed[];
  readonly muteTimes: Placed[];
  readonly templates: Placed[];
}

const policyKeys: ReadonlySet<string> = new Set([
  'orgId',
  'receiver',
  'group_by',
  'group_wait',
  'group_interval',
  'repeat_interval',
  'matchers',
  'object_matchers',
  'match',
  'match_re',
  'mute_time_intervals',
  'active_time_intervals',
  'continue',
  'routes',
  'provenance',
]);

/**
 * Notifications of Grafana as a configuration of Alertmanager, which its own Alertmanager is too: policies are routes, and
 * contact points receivers. Fields without a form there are named.
 *
 * @returns undefined without policies and contact points
 */
export function grafanaRouting(
  { contactPoints, policies, muteTimes, templates }: GrafanaNotifications,
  ignored: Ignored[],
): InputRouting | undefined {
  const [root, ...others] = policies;
  const [first] = [...policies, ...contactPoints];
  const lose = ({ origin, path }: Pick<Placed, 'origin' | 'path'>, what: string): void => {
    ignored.push(lostPart(origin, path, what));
  };
  if (!first) {
    for (const one of [...muteTimes, ...templates])
      lose(one, 'is used by notification policies and contact points, and there are none in the input');
    return undefined;
  }
  for (const other of others) lose(other, 'is a second tree of notification policies: a bundle has one');
  const receivers = new Map<string, Plain>();
  for (const point of contactPoints) addReceiver(point, receivers, lose);
  const route = root ? routeOf(root, lose) : { receiver: [...receivers.keys()][0] };
  if (!root)
    lose(first, 'has contact points without notification policies: all alerts go to the first of them');
  for (const name of receiversIn(route)) {
    if (receivers.has(name)) continue;
    receivers.set(name, { name });
    if (root)
      lose(
        root,
        `sends to the contact point ${name}, which is not in the input: its receiver notifies nobody`,
      );
  }
  const mail = [...receivers.values()].some((one) => one.email_configs !== undefined);
  if (mail)
    lose(
      first,
      `sends e-mail with the mail server of Grafana's own settings: the bundle has the usual one of Grafana, ${mailServer.smtp_smarthost}`,
    );
  const times = muteTimes.map(({ data }) => ({
    name: data.name,
    time_intervals: data.time_intervals,
  }));
  return {
    origin: new Origin(first.origin.file, 'notifications of Grafana', undefined),
    config: {
      ...(mail && { global: mailServer }),
      route,
      receivers: [...receivers.values()],
      ...(times.length > 0 && { time_intervals: times }),
    },
    templates: templateFiles(templates, lose),
  };
}

/**
 * What templates of Grafana use that those of Alertmanager do not have. With a function that it does not know, Alertmanager
 * refuses its whole configuration; a field or template that is missing fails when it sends.
 * Source: "Notification template reference" of Grafana's documentation.
 */
const onlyInGrafana =
  /\b(?:coll|data|tmpl)\.[A-Z]\w*|\.(?:ValueString|Values|DashboardURL|PanelURL|SilenceURL|RuleUID|OrgID|ImageURL|EmbeddedImage|ExtraData)\b|template\s+"(?:default\.(?:title|message)|__text_[^"]*)"/;

/** Templates by the names of their files. Grafana puts a template without `define` into one of its name. */
function templateFiles(templates: readonly Placed[], lose: Lose): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { data, origin, path } of templates) {
    const name = String(data.name ?? '');
    const text = String(data.template ?? '');
    const [foreign] = onlyInGrafana.exec(text) ?? [];
    if (foreign !== undefined) {
      lose(
        { origin, path },
        `is the notification template ${name}, which uses ${foreign}: Alertmanager does not have it`,
      );
      continue;
    }
    const file = `${name.replaceAll(/[^\w-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'template'}.tmpl`;
    if (files[file] !== undefined) {
      lose({ origin, path }, `is the notification template ${name}, and another one is in templates/${file}`);
      continue;
    }
    const defined = /\{\{-?\s*define\b/.test(text);
    const whole = defined ? text : `{{ define ${JSON.stringify(name)} }}${text}{{ end }}`;
    files[file] = whole.endsWith('\n') ? whole : `${whole}\n`;
  }
  return files;
}

/** Defaults of Grafana's section [smtp]; what it really uses stands in its settings alone. */
const mailServer = { smtp_from: 'admin@grafana.localhost', smtp_smarthost: 'localhost:25' };

type Lose = (place: Pick<Placed, 'origin' | 'path'>, what: string) => void;

function addReceiver({ data, origin, path }: Placed, receivers: Map<string, Plain>, lose: Lose): void {
  const name = String(data.name ?? '');
  // Files have the integrations of a contact point in a list, the API and objects each as one.
  const integrations = Array.isArray(data.receivers) ? data.receivers : [data];
  integrations.forEach((one, index) => {
    const own = Array.isArray(data.receivers) ? [...path, 'receivers', index] : path;
    const { type, settings, disableResolveMessage, valuesFrom } = plain(one);
    const given: Given = { settings: withReferences(plain(settings), valuesFrom), name, index };
    const known = receivers.get(name) ?? { name };
    receivers.set(name, known);
    const made = contactPointFields(String(type), given);
    if (!made) {
      const what = `is a contact point of the type ${String(type)}, which Alertmanager does not have`;
      lose({ origin, path: own }, what);
      return;
    }
    for (const key of made.unsaid)
      lose(
        { origin, path: [...own, 'settings', key] },
        `sets ${key} of a contact point of the type ${String(type)}, which Alertmanager does not have`,
      );
    const list = [
      ...listOf(known[made.key]),
      { send_resolved: disableResolveMessage !== true, ...made.fields },
    ];
    receivers.set(name, { ...known, [made.key]: list });
  });
}

/** Settings that the operator takes from Secrets: the values are not in the object. */
function withReferences(settings: Plain, valuesFrom: unknown): Plain {
  const references = listOf(valuesFrom).map(plain);
  if (references.length === 0) return settings;
  return {
    ...settings,
    ...Object.fromEntries(references.map(({ targetPath }) => [String(targetPath), '[REDACTED]'])),
  };
}

function routeOf({ data, origin, path }: Placed, lose: Lose): Plain {
  for (const key of Object.keys(data))
    if (!policyKeys.has(key))
      lose({ origin, path: [...path, key] }, `sets ${key} of a policy, which Alertmanager does not have`);
  const { orgId: _org, provenance: _from, object_matchers, matchers, routes, ...rest } = data;
  const all = [
    ...listOf(matchers).map((one) =>
      isPlain(one) ? matcherText(one.label ?? one.name, one.match ?? one.matchType, one.value) : String(one),
    ),
    ...listOf(object_matchers).map((one) => {
      const [label, operator, value] = listOf(one);
      return matcherText(label, operator, value);
    }),
  ];
  return {
    ...rest,
    ...(all.length > 0 && { matchers: all }),
    ...(Array.isArray(routes) && {
      routes: routes.map((one, index) =>
        routeOf({ data: plain(one), origin, path: [...path, 'routes', index] }, lose),
      ),
    }),
  };
}

function matcherText(label: unknown, operator: unknown, value: unknown): string {
  return `${JSON.stringify(String(label))}${String(operator ?? '=')}${JSON.stringify(String(value ?? ''))}`;
}

function receiversIn(route: Plain): string[] {
  const { receiver, routes } = route;
  return [
    ...(typeof receiver === 'string' ? [receiver] : []),
    ...listOf(routes).flatMap((one) => receiversIn(plain(one))),
  ];
}
