import type { Ignored } from '../model.js';
import type { InputRouting } from '../routing/model.js';
import { contactPointFields, type Given } from './grafana-contact-points.js';
import { type Lose, type Placed, type PolicyRoute, receiversIn, routeTree } from './grafana-policies.js';
import { lostPart } from './lost-part.js';
import { Origin } from './origin.js';
import { listOf, type Plain, plain } from './plain.js';

/** Contact points, notification policies, mute timings and notification templates of a Grafana, from any number of files. */
export interface GrafanaNotifications {
  readonly contactPoints: Placed[];
  readonly policies: Placed[];
  /** Policies in objects of their own, which others select by labels. */
  readonly policyRoutes: PolicyRoute[];
  readonly muteTimes: Placed[];
  readonly templates: Placed[];
}

/**
 * Notifications of Grafana as a configuration of Alertmanager, which its own Alertmanager is too: policies are routes, and
 * contact points receivers. Fields without a form there are named.
 *
 * @returns undefined without policies and contact points
 */
export function grafanaRouting(
  { contactPoints, policies, policyRoutes, muteTimes, templates }: GrafanaNotifications,
  ignored: Ignored[],
): InputRouting | undefined {
  const [root, ...others] = policies;
  const [first] = [...policies, ...contactPoints];
  const lose = ({ origin, path }: Pick<Placed, 'origin' | 'path'>, what: string): void => {
    ignored.push(lostPart(origin, path, what));
  };
  if (!first) {
    for (const one of [...policyRoutes, ...muteTimes, ...templates])
      lose(one, 'is used by notification policies and contact points, and there are none in the input');
    return undefined;
  }
  for (const other of others) lose(other, 'is a second tree of notification policies: a bundle has one');
  const receivers = new Map<string, Plain>();
  for (const point of contactPoints) addReceiver(point, receivers, lose);
  const route = root ? routeTree(root, policyRoutes, lose) : { receiver: [...receivers.keys()][0] };
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
