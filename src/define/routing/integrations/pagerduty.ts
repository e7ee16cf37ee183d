import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** A link of an incident in PagerDuty. */
export interface PagerDutyLink {
  readonly href: string;
  readonly text?: string;
}
/** An image of an incident in PagerDuty. */
export interface PagerDutyImage {
  readonly src: string;
  readonly alt?: string;
  readonly href?: string;
}

export interface PagerDutyOptions extends HttpNotification {
  /** Integration key of the Events API v2; this or `serviceKey`. */
  readonly routingKey?: SecretFile;
  /** Integration key of the type Prometheus, the Events API v1. */
  readonly serviceKey?: SecretFile;
  /** @default that of the global settings, https://events.pagerduty.com/v2/enqueue */
  readonly url?: string;
  /** Name of the Alertmanager. */
  readonly client?: string;
  readonly clientUrl?: string;
  /** @default ours, with the alert and its summary */
  readonly description?: string;
  /** `critical`, `error`, `warning` or `info`. @default ours, from the severity of the alerts */
  readonly severity?: string;
  /** What is affected. @default client */
  readonly source?: string;
  readonly component?: string;
  readonly group?: string;
  readonly class?: string;
  /** Further data by name; it may be nested with the Events API v2. @default the alerts and their numbers */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly images?: readonly PagerDutyImage[];
  readonly links?: readonly PagerDutyLink[];
  /** Longest time of a request. @default none */
  readonly timeout?: string;
}

/** Names with texts, as an AlertmanagerConfig lists them. */
const listed = (value: unknown) =>
  Object.entries(value as Readonly<Record<string, unknown>>).map(([key, text]) => ({
    key,
    value: typeof text === 'string' ? text : JSON.stringify(text),
  }));

export const pagerDutyFields = field.fieldsOf<PagerDutyOptions>({
  ...httpNotificationFields,
  routingKey: field.secret(),
  serviceKey: field.secret(),
  url: field.text({ object: 'url' }),
  client: field.text(),
  clientUrl: field.text(),
  description: field.text(),
  severity: field.text(),
  source: field.text(),
  component: field.text(),
  group: field.text(),
  class: field.text(),
  details: field.dataByName({ objectValue: listed }),
  images: field.objects(
    field.fieldsOf<PagerDutyImage>({
      src: field.text({ required: true }),
      alt: field.text(),
      href: field.text(),
    }),
    { object: 'pagerDutyImageConfigs' },
  ),
  links: field.objects(
    field.fieldsOf<PagerDutyLink>({
      href: field.text({ required: true }),
      text: field.text({ object: 'alt' }),
    }),
    { object: 'pagerDutyLinkConfigs' },
  ),
  timeout: field.goDuration(),
});
