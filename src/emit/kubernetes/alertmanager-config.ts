import { defined } from '../../catalog/defined.js';
import type { Matcher } from '../../catalog/index.js';
import type { KubernetesOptions, Receiver, TimeInterval } from '../../define/index.js';
import { integrations } from '../../define/routing/integrations/index.js';
import { isSecretFile, type SecretFile } from '../../define/secret.js';
import {
  type ResolvedBundle,
  type ResolvedRoute,
  type ResolvedRouting,
  resolveRouting,
  sharedRouting,
} from '../../resolve/index.js';
import { completeIntegrations } from '../alertmanager/integrations.js';
import { type MessageTexts, messageTexts } from '../alertmanager/texts.js';
import { objectName } from '../packaging/names.js';
import { type Manifest, metadataOf } from './objects.js';
import { objectFields } from './receiver-fields.js';
import { inUtc } from './utc-times.js';

/**
 * The routing of a bundle as an AlertmanagerConfig of the Prometheus Operator, beside those of others in one
 * Alertmanager. The operator prefixes the names of receivers and time intervals with namespace and name of the object,
 * sets `continue` on its route, and, unless configured otherwise, adds a matcher on the namespace of the object to
 * routes and inhibit rules.
 *
 * @returns undefined without routing, and for time intervals in a time zone that the object cannot represent
 */
export function alertmanagerConfigManifest(
  bundle: ResolvedBundle,
  kubernetes: KubernetesOptions,
): Manifest | undefined {
  const routing = resolveRouting(bundle);
  if (!routing || timesWithoutUtc(routing).length > 0) return undefined;
  return {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: metadataOf(bundle, kubernetes, { name: objectName(bundle.name, routingObject) }),
    spec: specOf(
      messageTexts(bundle.title, [sharedRouting(bundle).worst]),
      secretName(bundle),
      routing,
      () => {},
    ),
  };
}

function specOf(
  texts: MessageTexts,
  secrets: string,
  routing: ResolvedRouting,
  lost: (option: string) => void,
): object {
  const { root, inhibitions, timeIntervals, receivers, others } = routing;
  const used = receivers.filter((receiver) => receiver !== others);
  return {
    route: routeOf(root, lost),
    ...(inhibitions.length > 0 && {
      inhibitRules: inhibitions.map(({ name, source, target, equal, json }) => {
        if (name) lost('inhibition.name');
        if (json) lost('inhibition.json');
        return {
          sourceMatch: source.map(matcherOf),
          targetMatch: target.map(matcherOf),
          ...(equal.length > 0 && { equal }),
        };
      }),
    }),
    ...(timeIntervals.length > 0 && { muteTimeIntervals: timeIntervals.map(timeIntervalsOf) }),
    receivers: used.map((receiver) => receiverOf(receiver, texts, secrets, routing, lost)),
  };
}

/** End of the object's name. */
export const routingObject = 'routing';

/** Time intervals that an AlertmanagerConfig, which supports only UTC, cannot represent. */
export function timesWithoutUtc({ timeIntervals }: ResolvedRouting): readonly TimeInterval[] {
  return timeIntervals.filter(({ intervals }) => intervals.some((interval) => !inUtc(interval)));
}

/** The Secret in the namespace of the object, with a key for each file of a secret. */
export function routingSecret(bundle: ResolvedBundle): {
  readonly name: string;
  readonly keys: readonly string[];
} {
  const keys = new Set<string>();
  collectSecrets(bundle.source.options.routing?.options, keys);
  return { name: secretName(bundle), keys: [...keys].sort() };
}

function collectSecrets(value: unknown, keys: Set<string>): void {
  if (isSecretFile(value)) keys.add(secretKey(value));
  // Skips alerts, which contain no secrets but refer to the whole catalog.
  else if (typeof value === 'object' && value !== null && !('condition' in value))
    for (const each of Object.values(value)) collectSecrets(each, keys);
}

function secretName({ name, source }: ResolvedBundle): string {
  return source.options.routing?.options.kubernetesSecret ?? objectName(name, 'alertmanager');
}

/** Keys of a Secret cannot have a slash: `teams/hook-url` becomes `teams.hook-url`. */
function secretKey({ file }: SecretFile): string {
  return file.replace(/^\//, '').replaceAll('/', '.');
}

function routeOf(route: ResolvedRoute, lost: (option: string) => void): object {
  const {
    matchers,
    muteTimeIntervals,
    activeTimeIntervals,
    labels,
    json,
    routes,
    groupBy,
    groupWait,
    groupInterval,
    repeatInterval,
  } = route;
  if (labels) lost('route.labels');
  if (json) lost('route.json');
  return {
    ...defined({ receiver: route.receiver }),
    matchers: matchers.map(matcherOf),
    ...defined({ groupBy, groupWait, groupInterval, repeatInterval }),
    ...(route.continue && { continue: true }),
    ...(muteTimeIntervals.length > 0 && { muteTimeIntervals }),
    ...defined({ activeTimeIntervals }),
    ...(routes.length > 0 && { routes: routes.map((child) => routeOf(child, lost)) }),
  };
}

function matcherOf({ label, operator, value }: Matcher): object {
  return { name: label, matchType: operator, value };
}

function timeIntervalsOf({ name, intervals }: TimeInterval): object {
  return {
    name,
    timeIntervals: intervals
      .flatMap((interval) => inUtc(interval) ?? [])
      .map((interval) => ({
        ...defined({
          times: interval.times?.map(({ startTime, endTime }) => ({ startTime, endTime })),
          weekdays: interval.weekdays,
          daysOfMonth: interval.daysOfMonth?.map((days) => {
            const [start, end = start] = days.split(':').map(Number);
            return { start, end };
          }),
          months: interval.months,
          years: interval.years,
        }),
      })),
  };
}

function receiverOf(
  receiver: Receiver,
  texts: MessageTexts,
  secrets: string,
  { mail }: ResolvedRouting,
  lost: (option: string) => void,
): object {
  const target = {
    secret: (file: SecretFile) => ({ name: secrets, key: secretKey(file) }),
    lost,
  };
  const { name, labels, json } = receiver;
  const lists: Record<string, object[]> = {};
  if (labels) lost(`receiver ${name}.labels`);
  if (json) lost(`receiver ${name}.json`);
  for (const { integration, options } of completeIntegrations(receiver, texts, mail)) {
    const { object, fields } = integrations[integration];
    const at = `receiver ${name}.${integration}`;
    if (object === undefined) lost(at);
    else lists[object] = [...(lists[object] ?? []), objectFields(fields, options, target, at)];
  }
  return { name, ...lists };
}

/** Options of a bundle's routing for which an AlertmanagerConfig has no field. */
export function lostInObject(routing: ResolvedRouting): readonly string[] {
  const lost = new Set<string>();
  const add = (option: string) => lost.add(option);
  specOf(messageTexts('', ['']), '', routing, add);
  for (const key of ['global', 'tracing', 'eventRecorder'] as const) if (routing[key]) add(key);
  if (routing.templates.length > 0) add('templates');
  return [...lost];
}
