import { DefinitionError, type Place, placeOf } from '../../catalog/index.js';
import {
  choice,
  fields as fieldTable,
  jsonObject as jsonShape,
  labelName,
  optionsFrom,
  record,
  several as severalOf,
  shown,
  text,
  validate,
} from '../../catalog/shape/index.js';
import { isList, isRecord } from '../../plain.js';
import { refuseSecrets } from '../secret.js';
import { urlWithToken } from '../secret-patterns.js';
import { suppressions } from '../shapes.js';
import type { Suppression } from '../suppression.js';
import { refuseHttp } from './http-rules.js';
import { shapeOf } from './integrations/field.js';
import {
  type IntegrationName,
  type IntegrationOptions,
  integrationNames,
  integrations,
} from './integrations/index.js';
import { slackApi } from './integrations/slack.js';
import { refuseJson } from './json.js';
import { nullReceiver } from './null-receiver.js';
import { refuseOpenSecrets } from './open-secrets.js';

/** The integrations of a receiver, each once or several times. */
export type ReceiverIntegrations = {
  readonly [Name in IntegrationName]?: IntegrationOptions[Name] | readonly IntegrationOptions[Name][];
};

/** Options of a receiver: its integrations, and `defaults`, `labels`, `json` and `suppress`. */
export interface ReceiverOptions extends ReceiverIntegrations {
  /**
   * `'alertmanager'` disables the defaults of Dashwright: the messages of Slack, e-mail, PagerDuty and Teams, and
   * notifications about resolved alerts for all integrations.
   *
   * @default `defaults` of the routing
   */
  readonly defaults?: 'alertmanager';
  /** Labels of the receiver, by which Alertmanager's API filters. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Further fields of the receiver, in the form of Alertmanager's configuration file; merged last. Secrets are
   * rejected.
   */
  readonly json?: Readonly<Record<string, unknown>>;
  /**
   * Suppresses `definition/secret` for a URL whose path only looks like a token, with the reason. Slack webhooks,
   * passwords and keys are always rejected.
   */
  readonly suppress?: readonly Suppression[];
}

/** The integrations of a receiver by type. */
export type ReceiverLists = { readonly [Name in IntegrationName]: readonly IntegrationOptions[Name][] };

/** A receiver of notifications, as in Alertmanager. */
export type Receiver = {
  readonly type: 'receiver';
  readonly name: string;
  readonly defaults?: 'alertmanager';
  readonly labels?: Readonly<Record<string, string>>;
  readonly json?: Readonly<Record<string, unknown>>;
  readonly place: Place;
} & ReceiverLists;

const integrationShapes = Object.fromEntries(
  integrationNames.map((integration) => [integration, severalOf(shapeOf(integrations[integration].fields))]),
);
const shape = optionsFrom({
  ...integrationShapes,
  ...fieldTable<Omit<ReceiverOptions, IntegrationName>>({
    defaults: choice('alertmanager'),
    labels: record(text, labelName),
    json: jsonShape,
    suppress: suppressions,
  }),
});

/**
 * A receiver of notifications. Without integrations it sends none, for alerts that are only shown on dashboards.
 *
 * @throws DefinitionError for a literal secret
 * @example receiver('shop-team', { slack: { url: secretFile('slack-url'), channel: '#shop' } })
 */
export function receiver(name: string, options: ReceiverOptions = {}): Receiver {
  const place = placeOf(receiver);
  if (typeof name !== 'string' || name.trim() === '')
    throw new DefinitionError(`a receiver needs a name, not ${shown(name)}`, place, {
      expected: "a name that is not empty: receiver('shop-team', { … })",
    });
  const what = `receiver ${JSON.stringify(name)}`;
  if (!isRecord(options)) validate(shape, options, what, place);
  if (name === nullReceiver && integrationNames.some((integration) => options[integration] !== undefined)) {
    throw new DefinitionError(
      `a receiver cannot be named ${nullReceiver}: that name is reserved for alerts without a notification; choose another name`,
      place,
    );
  }
  refuseTokens(name, options, place);
  validate(shape, options, what, place);
  const { defaults, labels, json } = options;
  const made: Receiver = {
    type: 'receiver',
    name,
    ...everyIntegration((integration) => several(options[integration])),
    ...(defaults && { defaults }),
    ...(labels && { labels }),
    ...(json && { json }),
    place,
  };
  for (const integration of integrationNames) {
    for (const given of made[integration]) {
      const { fields } = integrations[integration];
      refuseOpenSecrets(fields, given, `receiver ${name}.${integration}`, place);
      refuseJson(fields, given, given.json, `receiver ${name}.${integration}`, place);
    }
    const { key } = integrations[integration];
    if (json && Object.hasOwn(json, key)) {
      throw new DefinitionError(
        `receiver ${name}.json has ${key}: that is the option ${integration}`,
        place,
        {
          expected: `${integration}: { … }, with json inside it for settings without an option`,
        },
      );
    }
  }
  refuseDoubles(made, place);
  return made;
}

function everyIntegration(of: (integration: IntegrationName) => readonly unknown[]): {
  [Name in IntegrationName]: readonly IntegrationOptions[Name][];
} {
  return Object.fromEntries(integrationNames.map((integration) => [integration, of(integration)])) as {
    [Name in IntegrationName]: readonly IntegrationOptions[Name][];
  };
}

/** Rejects what Alertmanager rejects: several of options of which one is allowed, and none where one is required. */
function refuseDoubles(made: Receiver, place: Place): void {
  const refuse = (integration: IntegrationName, message: string, expected: string) => {
    throw new DefinitionError(`receiver ${made.name}.${integration} ${message}`, place, { expected });
  };
  for (const integration of integrationNames) {
    for (const given of made[integration]) {
      if ('httpConfig' in given) refuseHttp(given.httpConfig, `receiver ${made.name}.${integration}`, place);
    }
  }
  for (const { bearer, httpConfig = {} } of made.webhook) {
    if (bearer && (httpConfig.authorization ?? httpConfig.basicAuth ?? httpConfig.oauth2))
      refuse(
        'webhook',
        'has bearer and another authentication method',
        'bearer, or the authentication in httpConfig',
      );
  }
  for (const { url, appToken } of made.slack)
    if (url && appToken)
      refuse('slack', 'has url and appToken', 'the URL of a webhook, or the token of an app');
  for (const { url, appToken, updateMessage, httpConfig } of made.slack)
    if (updateMessage && !appToken && !(url === slackApi && httpConfig?.authorization))
      refuse('slack', 'changes messages, which only an app can', "appToken: secretFile('slack-token')");
  for (const { routingKey, serviceKey } of made.pagerDuty) {
    if ((routingKey === undefined) === (serviceKey === undefined))
      refuse(
        'pagerDuty',
        routingKey ? 'has routingKey and serviceKey' : 'has no key: routingKey is missing',
        "one of them: routingKey: secretFile('pagerduty-key')",
      );
  }
  for (const { subject, headers = {} } of made.email) {
    const names = Object.keys(headers).map((header) => header.toLowerCase());
    const twin = names.find((header, index) => names.indexOf(header) !== index);
    if (twin !== undefined)
      refuse('email', `has the header ${twin} twice`, 'each header once, whatever its capitals');
    if (subject !== undefined && names.includes('subject'))
      refuse('email', 'has subject and the header Subject', 'one of them');
  }
  for (const { html, monospace } of made.pushover)
    if (html && monospace) refuse('pushover', 'is html and monospace', 'one of them');
  for (const { topicArn, targetArn, phoneNumber } of made.sns) {
    if ([topicArn, targetArn, phoneNumber].filter((one) => one !== undefined).length !== 1)
      refuse('sns', 'needs one target', 'one of topicArn, targetArn and phoneNumber');
  }
  for (const { httpConfig } of made.webex)
    if (!httpConfig?.authorization)
      refuse('webex', 'has no token', 'httpConfig: { authorization: { credentials: secretFile(…) } }');
  for (const { alertSourceToken, httpConfig } of made.incidentio)
    if ((alertSourceToken === undefined) === (httpConfig?.authorization === undefined))
      refuse(
        'incidentio',
        alertSourceToken ? 'has two tokens' : 'has no token',
        'alertSourceToken, or httpConfig: { authorization }',
      );
}

/** The check that a receiver can suppress. */
const secretCheck = 'definition/secret';

function refuseTokens(name: string, options: ReceiverOptions, place: Place): void {
  const { suppress = [], ...all } = options;
  const strange = suppress.find(({ check }) => check !== secretCheck);
  if (strange) {
    throw new DefinitionError(
      `receiver ${name} suppresses ${strange.check}; a receiver can suppress only ${secretCheck}`,
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
  // The routing key of VictorOps identifies a team and is not secret in itself.
  const { victorops, ...others } = all;
  const teams = several<IntegrationOptions['victorops']>(victorops).map((given) =>
    isRecord(given) ? { ...given, routingKey: undefined, team: given.routingKey } : given,
  );
  refuseSecrets(name, 'the name of a receiver', place, accepts);
  refuseSecrets({ ...others, victorops: teams }, `receiver ${name}`, place, accepts);
  if (suppress.length > 0 && !used) {
    throw new DefinitionError(
      `receiver ${name} suppresses ${secretCheck}, ${known ? 'which finds nothing in it: remove the suppression' : 'but gives no reason'}`,
      place,
    );
  }
}

function several<Options>(options: Options | readonly Options[] | undefined): readonly Options[] {
  if (options === undefined) return [];
  return isList(options) ? options : [options];
}
