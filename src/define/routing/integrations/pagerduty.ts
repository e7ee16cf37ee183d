import { recordOf } from '../../../plain.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** A link of an incident in PagerDuty. */
export interface PagerDutyLink {
  /** URL of the link. */
  readonly href: string;
  /** Text of the link. */
  readonly text?: string;
}
/** An image of an incident in PagerDuty. */
export interface PagerDutyImage {
  /** URL of the image. */
  readonly src: string;
  /** Alternative text of the image. */
  readonly alt?: string;
  /** URL that the image links to. */
  readonly href?: string;
}

/** Options of the integration PagerDuty. Texts are Alertmanager's templates. */
export interface PagerDutyOptions extends HttpNotification {
  /** Integration key of the Events API v2. Either this or `serviceKey` is required. */
  readonly routingKey?: SecretFile;
  /** Integration key of the type Prometheus (Events API v1). */
  readonly serviceKey?: SecretFile;
  /** URL of the API. @default that of the global settings, https://events.pagerduty.com/v2/enqueue */
  readonly url?: string;
  /** Name of the Alertmanager. @default Alertmanager's template */
  readonly client?: string;
  /** URL of the Alertmanager. @default Alertmanager's template */
  readonly clientUrl?: string;
  /** Summary of the incident. @default the alert and its summary */
  readonly description?: string;
  /** Severity: `critical`, `error`, `warning` or `info`. @default from the severity of the alerts */
  readonly severity?: string;
  /** Affected system. @default client */
  readonly source?: string;
  /** Affected component. */
  readonly component?: string;
  /** Group of components. */
  readonly group?: string;
  /** Class of the event. */
  readonly class?: string;
  /** Further data by name; may be nested with the Events API v2. @default the alerts and their numbers */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Images of the incident. */
  readonly images?: readonly PagerDutyImage[];
  /** Links of the incident. */
  readonly links?: readonly PagerDutyLink[];
  /** Request timeout, as a duration. @default 0s, none */
  readonly timeout?: string;
}

/** Names with texts, as an AlertmanagerConfig lists them. */
const listed = (value: unknown) =>
  Object.entries(recordOf(value)).map(([key, text]) => ({
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
      src: field.text({ required: true, mayBeMissing: true }),
      alt: field.text(),
      href: field.text(),
    }),
    { object: 'pagerDutyImageConfigs' },
  ),
  links: field.objects(
    field.fieldsOf<PagerDutyLink>({
      href: field.text({ required: true, mayBeMissing: true }),
      text: field.text({ object: 'alt' }),
    }),
    { object: 'pagerDutyLinkConfigs' },
  ),
  timeout: field.goDuration(),
});
