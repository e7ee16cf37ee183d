import { defined } from '../../catalog/defined.js';
import type {
  EmailOptions,
  IntegrationName,
  IntegrationOptions,
  MailServer,
  Receiver,
  SlackOptions,
} from '../../define/index.js';
import { integrationNames, integrations } from '../../define/routing/integrations/index.js';
import { slackApi } from '../../define/routing/integrations/slack.js';
import type { MessageTexts } from './texts.js';

/** One integration of a receiver, with its options by name. */
export interface CompleteIntegration {
  readonly integration: IntegrationName;
  readonly options: object;
}

type Complete = { readonly [Name in IntegrationName]?: (options: IntegrationOptions[Name]) => object };

/**
 * The integrations of a receiver, completed with Dashwright's defaults: message texts, the mail server, and
 * notifications about resolved alerts.
 */
export function completeIntegrations(
  receiver: Receiver,
  texts: MessageTexts,
  mail: MailServer | undefined,
): readonly CompleteIntegration[] {
  const ours = receiver.defaults !== 'alertmanager';
  const own = (options: object): object => (ours ? options : {});
  const complete: Complete = {
    slack: (options) => {
      const { url, channel, sendResolved, ...rest } = withToken(options);
      const texted = own({ color: texts.color, title: texts.title, text: texts.text });
      return { url, channel, sendResolved, ...texted, ...rest };
    },
    email: (options) => completeEmail(options, mail, ours ? texts.subject : undefined),
    webhook: ({ url, sendResolved, maxAlerts, bearer, httpConfig, ...rest }) => ({
      url,
      sendResolved,
      maxAlerts,
      httpConfig: bearer
        ? { authorization: { type: 'Bearer', credentials: bearer }, ...httpConfig }
        : httpConfig,
      ...rest,
    }),
    pagerDuty: ({ routingKey, sendResolved, ...rest }) => ({
      routingKey,
      sendResolved,
      ...own({ description: texts.subject, severity: texts.pagerDutySeverity }),
      ...rest,
    }),
    teams: ({ url, sendResolved, ...rest }) => ({
      url,
      sendResolved,
      ...own({ title: texts.title }),
      ...rest,
    }),
  };
  return integrationNames.flatMap((integration) =>
    receiver[integration].map((given) => {
      const change = complete[integration] as ((options: object) => object) | undefined;
      const extended = ours ? { ...given, sendResolved: given.sendResolved ?? true } : given;
      return { integration, options: defined(inOrder(integration, change ? change(extended) : extended)) };
    }),
  );
}

/** Alertmanager changes messages only where it finds the URL of the API beside them, and the token in the request. */
function withToken({ appToken, ...options }: SlackOptions): SlackOptions {
  if (!appToken) return options;
  if (!options.updateMessage) return { appToken, ...options };
  const authorization = { type: 'Bearer', credentials: appToken };
  return { url: slackApi, ...options, httpConfig: { authorization, ...options.httpConfig } };
}

/** Puts required options first, so that `send_resolved` follows the address in all integrations. */
function inOrder(integration: IntegrationName, options: object): object {
  const required = Object.entries(integrations[integration].fields).filter(([, field]) => field.required);
  const first = required.flatMap(([name]) =>
    Object.hasOwn(options, name) ? [[name, Reflect.get(options, name)]] : [],
  );
  return { ...Object.fromEntries(first), ...options };
}

function completeEmail(
  { to, subject, headers, sendResolved, ...rest }: EmailOptions,
  mail: MailServer | undefined,
  ours: string | undefined,
): object {
  const named = Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'subject');
  const line = subject ?? (named ? undefined : ours);
  return {
    to: typeof to === 'string' ? to : to.join(', '),
    sendResolved,
    ...(mail && {
      from: mail.from,
      smarthost: mail.smarthost,
      authUsername: mail.username,
      authPassword: mail.password,
      requireTls: mail.requireTls,
    }),
    ...rest,
    headers: line === undefined ? headers : { Subject: line, ...headers },
  };
}
