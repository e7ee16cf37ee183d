import { defined } from '../../catalog/defined.js';
import { nullReceiver } from '../../define/routing/null-receiver.js';
import {
  type ResolvedInhibition,
  type RoutedBundle,
  routeOfAll,
  routingFields,
} from '../../resolve/index.js';
import { receiverOf } from './receivers.js';
import { settingsOf } from './settings.js';
import { messageTexts } from './texts.js';

/**
 * Alertmanager's configuration for one bundle or for several, ready to serialise. Everything in it is about alerts of
 * these bundles, so that it can stand beside what others have configured: mail servers are named where mails are sent,
 * and nothing is global that a bundle does not ask for.
 *
 * @param templatesOf the folder of a bundle's templates, beside the file
 * @param unrouted inhibitions among alerts of bundles without routing
 */
export function alertmanagerConfig(
  routed: readonly RoutedBundle[],
  templatesOf: (bundle: string) => string,
  unrouted: readonly ResolvedInhibition[],
): object {
  const inhibitions = [...routed.flatMap(({ routing }) => routing.inhibitions), ...unrouted];
  const timeIntervals = eachOnce(routed.flatMap(({ routing }) => routing.timeIntervals));
  const root = routeOfAll(routed.map(({ routing }) => routing));
  const named = routed.flatMap(({ routing }) => routing.receivers);
  const hasNobody = root.receiver === nullReceiver && !named.some(({ name }) => name === nullReceiver);
  const { global, ...settings } = settingsOf(routed.map(({ routing }) => routing));
  const templates = new Set(
    routed.flatMap(({ bundle, routing }) => [
      ...(Object.keys(bundle.templates).length > 0 ? [`${templatesOf(bundle.name)}/*.tmpl`] : []),
      ...routing.templates,
    ]),
  );
  return {
    ...defined({ global }),
    ...(templates.size > 0 && { templates: [...templates] }),
    ...routingFields(root, inhibitions, timeIntervals),
    receivers: [...(hasNobody ? [{ name: nullReceiver }] : []), ...receiversOf(routed)],
    ...settings,
  };
}

function receiversOf(routed: readonly RoutedBundle[]): object[] {
  const all = routed.flatMap(({ routing }) => routing.receivers.map((receiver) => ({ receiver, routing })));
  const names = all.map(({ receiver }) => receiver.name);
  return all
    .filter(({ receiver }, index) => names.indexOf(receiver.name) === index)
    .map(({ receiver, routing }) => {
      const users = routed.filter((each) =>
        each.routing.receivers.some(({ name }) => name === receiver.name),
      );
      const texts = messageTexts([...new Set(users.map(({ bundle }) => bundle.title))].join(', '), [
        ...new Set(users.map(({ bundle }) => bundle.worst)),
      ]);
      return receiverOf(receiver, texts, routing);
    });
}

function eachOnce<Item extends { readonly name: string }>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.name, item])).values()];
}
