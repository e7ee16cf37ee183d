import type { Matcher } from '../../catalog/index.js';
import type { KubernetesOptions, Receiver, TimeInterval } from '../../define/index.js';
import { isSecretFile, type SecretFile } from '../../define/secret.js';
import {
  type ResolvedBundle,
  type ResolvedRoute,
  type ResolvedRouting,
  resolveRouting,
} from '../../resolve/index.js';
import { messageTexts } from '../alertmanager/texts.js';
import { objectName } from '../packaging/names.js';
import { defined } from '../packaging/yaml-file.js';
import { type Manifest, metadataOf } from './objects.js';
import { inUtc } from './utc-times.js';

/**
 * The routing of a bundle as an AlertmanagerConfig of the Prometheus Operator, beside those of others in one
 * Alertmanager. The operator puts namespace and name of the object before the names of receivers and time intervals, lets
 * alerts go on to the routes of others, and, unless the Alertmanager says otherwise, adds a matcher on the namespace of
 * the object to routes and inhibitions.
 *
 * @returns undefined without routing, and where time intervals are in a zone that this type cannot say
 */
export function alertmanagerConfigManifest(
  bundle: ResolvedBundle,
  kubernetes: KubernetesOptions,
): Manifest | undefined {
  const routing = resolveRouting(bundle);
  if (!routing || timesWithoutUtc(routing).length > 0) return undefined;
  const { root, inhibitions, timeIntervals, receivers, others } = routing;
  const used = receivers.filter((receiver) => receiver !== others);
  return {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: metadataOf(bundle, kubernetes, { name: objectName(bundle.name, routingObject) }),
    spec: {
      route: routeOf(root),
      ...(inhibitions.length > 0 && {
        inhibitRules: inhibitions.map(({ source, target, equal }) => ({
          sourceMatch: source.map(matcherOf),
          targetMatch: target.map(matcherOf),
          ...(equal.length > 0 && { equal }),
        })),
      }),
      ...(timeIntervals.length > 0 && { muteTimeIntervals: timeIntervals.map(timeIntervalsOf) }),
      receivers: used.map((receiver) => receiverOf(receiver, bundle, routing)),
    },
  };
}

/** End of the object's name. */
export const routingObject = 'routing';

/** Mute times that an AlertmanagerConfig, which knows UTC only, cannot say. */
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
  // Alerts, which routing names, hold no secrets but hold the whole catalog.
  else if (typeof value === 'object' && value !== null && !('condition' in value))
    for (const each of Object.values(value)) collectSecrets(each, keys);
}

function secretName({ name, source }: ResolvedBundle): string {
  return source.options.routing?.options.kubernetesSecret ?? objectName(name, 'alertmanager');
}

/** Keys of a Secret have no slash: `teams/hook-url` is `teams.hook-url`. */
function secretKey({ file }: SecretFile): string {
  return file.replace(/^\//, '').replaceAll('/', '.');
}

function routeOf(route: ResolvedRoute): object {
  const { matchers, muteTimeIntervals, routes, groupBy, groupWait, groupInterval, repeatInterval } = route;
  return {
    ...defined({ receiver: route.receiver }),
    matchers: matchers.map(matcherOf),
    ...defined({ groupBy, groupWait, groupInterval, repeatInterval }),
    ...(route.continue && { continue: true }),
    ...(muteTimeIntervals.length > 0 && { muteTimeIntervals: muteTimeIntervals }),
    ...(routes.length > 0 && { routes: routes.map(routeOf) }),
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

function receiverOf(receiver: Receiver, bundle: ResolvedBundle, { mail }: ResolvedRouting): object {
  const secret = (file: SecretFile) => ({ name: secretName(bundle), key: secretKey(file) });
  const texts = messageTexts(bundle.title);
  const { name, slack, email, webhook, pagerDuty, teams } = receiver;
  const configs = {
    slackConfigs: slack.map((options) => ({
      apiURL: secret(options.url),
      channel: options.channel,
      sendResolved: options.sendResolved ?? true,
      color: texts.color,
      title: options.title ?? texts.title,
      text: options.text ?? texts.text,
    })),
    emailConfigs: email.map((options) => ({
      to: typeof options.to === 'string' ? options.to : options.to.join(', '),
      sendResolved: options.sendResolved ?? true,
      ...(mail && {
        from: mail.from,
        smarthost: mail.smarthost,
        ...defined({
          authUsername: mail.username,
          authPassword: mail.password && secret(mail.password),
          requireTLS: mail.requireTls,
        }),
      }),
      headers: [{ key: 'Subject', value: options.subject ?? texts.subject }],
    })),
    webhookConfigs: webhook.map((options) => ({
      ...(isSecretFile(options.url) ? { urlSecret: secret(options.url) } : { url: options.url }),
      sendResolved: options.sendResolved ?? true,
      ...defined({ maxAlerts: options.maxAlerts }),
      ...(options.bearer && {
        httpConfig: { authorization: { type: 'Bearer', credentials: secret(options.bearer) } },
      }),
    })),
    pagerdutyConfigs: pagerDuty.map((options) => ({
      routingKey: secret(options.routingKey),
      sendResolved: options.sendResolved ?? true,
      description: texts.subject,
      severity: texts.pagerDutySeverity,
    })),
    msteamsv2Configs: teams.map((options) => ({
      webhookURL: secret(options.url),
      sendResolved: options.sendResolved ?? true,
      title: texts.title,
    })),
  };
  const used = Object.entries(configs).filter(([, configs]) => configs.length > 0);
  return { name, ...Object.fromEntries(used) };
}
