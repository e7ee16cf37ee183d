import { DefinitionError, type Place, placeOf } from '../../catalog/index.js';
import {
  chosenBy,
  flag,
  isRecord,
  matching,
  name as nameShape,
  options as optionsOf,
  required,
  several as severalOf,
  shown,
  text,
  validate,
  whole,
} from '../../catalog/shape/index.js';
import { isSecretFile, refuseSecrets, type SecretFile, secretShape } from '../secret.js';
import { urlWithToken } from '../secret-patterns.js';
import { suppressions } from '../shapes.js';
import type { Suppression } from '../suppression.js';
import { nobody } from './nobody.js';

interface Notification {
  /** Tell also when it is over. @default true */
  readonly sendResolved?: boolean;
}

/** Texts are Alertmanager's templates: `{{ .CommonLabels.alertname }}`. @default ours, with runbook and panel */
export interface SlackOptions extends Notification {
  /** The webhook's URL, which is a secret. */
  readonly url: SecretFile;
  readonly channel: `#${string}` | `@${string}`;
  readonly title?: string;
  readonly text?: string;
}

export interface EmailOptions extends Notification {
  readonly to: string | readonly string[];
  readonly subject?: string;
}

export interface WebhookOptions extends Notification {
  /** A URL without a secret in it, or the file that holds it. */
  readonly url: string | SecretFile;
  /** Sent as `Authorization: Bearer …`. */
  readonly bearer?: SecretFile;
  /** Most alerts in one message. @default all */
  readonly maxAlerts?: number;
}

export interface PagerDutyOptions extends Notification {
  readonly routingKey: SecretFile;
}

export interface TeamsOptions extends Notification {
  readonly url: SecretFile;
}

/** The integrations of a receiver, each once or several times. */
export interface ReceiverOptions {
  /**
   * `definition/secret` keeps a URL in which a part of the path only looks like a token, with the reason why it is
   * none. What a webhook of Slack, a password or a key gives away stays refused.
   */
  readonly suppress?: readonly Suppression[];
  readonly slack?: SlackOptions | readonly SlackOptions[];
  readonly email?: EmailOptions | readonly EmailOptions[];
  readonly webhook?: WebhookOptions | readonly WebhookOptions[];
  readonly pagerDuty?: PagerDutyOptions | readonly PagerDutyOptions[];
  readonly teams?: TeamsOptions | readonly TeamsOptions[];
}

/** A receiver of notifications, as in Alertmanager. */
export interface Receiver {
  readonly type: 'receiver';
  readonly name: string;
  readonly slack: readonly SlackOptions[];
  readonly email: readonly EmailOptions[];
  readonly webhook: readonly WebhookOptions[];
  readonly pagerDuty: readonly PagerDutyOptions[];
  readonly teams: readonly TeamsOptions[];
  readonly place: Place;
}

const resolved = { sendResolved: flag };
/** A secret that is written out is refused below, in words that do not repeat it. */
const secret = chosenBy((value) => (typeof value === 'string' ? text : secretShape));
const shape = optionsOf<ReceiverOptions>({
  slack: severalOf(
    optionsOf<SlackOptions>({
      ...resolved,
      url: required(secret),
      channel: required(matching(/^[#@]./, 'a channel such as #team, or a user such as @name')),
      title: text,
      text,
    }),
  ),
  email: severalOf(
    optionsOf<EmailOptions>({ ...resolved, to: required(severalOf(nameShape)), subject: text }),
  ),
  webhook: severalOf(
    optionsOf<WebhookOptions>({
      ...resolved,
      url: required(secret),
      bearer: secret,
      maxAlerts: whole(0, 1_000_000),
    }),
  ),
  pagerDuty: severalOf(optionsOf<PagerDutyOptions>({ ...resolved, routingKey: required(secret) })),
  teams: severalOf(optionsOf<TeamsOptions>({ ...resolved, url: required(secret) })),
  suppress: suppressions,
});

/**
 * Somebody who is told of alerts: `receiver('shop-team', { slack: { url: secretFile('slack-url'), channel: '#shop' } })`.
 * Without options no notifications are sent: for alerts that are seen on a dashboard only.
 *
 * @throws DefinitionError for a secret in it
 */
export function receiver(name: string, options: ReceiverOptions = {}): Receiver {
  const place = placeOf(receiver);
  if (typeof name !== 'string' || name.trim() === '')
    throw new DefinitionError(`a receiver has a name, and not ${shown(name)}`, place, {
      expected: "a name that is not empty: receiver('shop-team', { … })",
    });
  if (!isRecord(options)) validate(shape, options, `receiver ${JSON.stringify(name)}`, place);
  if (name === nobody) {
    throw new DefinitionError(
      `a receiver cannot be called ${nobody}: that name is reserved for alerts without a notification; choose another name`,
      place,
    );
  }
  refuseTokens(name, options, place);
  validate(shape, options, `receiver ${JSON.stringify(name)}`, place);
  const made: Receiver = {
    type: 'receiver',
    name,
    slack: several(options.slack),
    email: several(options.email),
    webhook: several(options.webhook),
    pagerDuty: several(options.pagerDuty),
    teams: several(options.teams),
    place,
  };
  const secrets = [
    ...made.slack.map(({ url }) => ['slack.url', url] as const),
    ...made.teams.map(({ url }) => ['teams.url', url] as const),
    ...made.pagerDuty.map(({ routingKey }) => ['pagerDuty.routingKey', routingKey] as const),
  ];
  const open = secrets.find(([, value]) => !isSecretFile(value));
  if (open) {
    throw new DefinitionError(
      `receiver ${name}.${open[0]} is a secret: keep it in a file and name that: secretFile('slack-url')`,
      place,
    );
  }
  return made;
}

/** The check that a receiver can suppress. */
const secretCheck = 'definition/secret';

function refuseTokens(name: string, { suppress = [], ...ways }: ReceiverOptions, place: Place): void {
  const strange = suppress.find(({ check }) => check !== secretCheck);
  if (strange) {
    throw new DefinitionError(
      `receiver ${name} suppresses ${strange.check}; all that a receiver can suppress is ${secretCheck}`,
      place,
    );
  }
  const known = suppress.some(({ reason }) => reason.trim() !== '');
  let used = false;
  const accepts = (found: string) => {
    const accepted = known && found === urlWithToken;
    used ||= accepted;
    return accepted;
  };
  refuseSecrets(ways, `receiver ${name}`, place, accepts);
  if (suppress.length > 0 && !used) {
    throw new DefinitionError(
      `receiver ${name} suppresses ${secretCheck}, ${known ? 'which finds nothing in it: leave it out' : 'but gives no reason'}`,
      place,
    );
  }
}

function several<Options>(options: Options | readonly Options[] | undefined): readonly Options[] {
  if (options === undefined) return [];
  return Array.isArray(options) ? (options as readonly Options[]) : [options as Options];
}
