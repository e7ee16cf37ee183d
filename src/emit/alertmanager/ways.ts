import { defined } from '../../catalog/defined.js';
import type {
  EmailOptions,
  MailServer,
  Receiver,
  SlackOptions,
  Way,
  WayOptions,
} from '../../define/index.js';
import { integrations, ways } from '../../define/routing/integrations/index.js';
import { slackApi } from '../../define/routing/integrations/slack.js';
import type { MessageTexts } from './texts.js';

/** One integration of a receiver, with its options by name. */
export interface CompleteWay {
  readonly way: Way;
  readonly options: object;
}

type Complete = { readonly [Name in Way]?: (options: WayOptions[Name]) => object };

/**
 * The ways of a receiver with what is ours where it says nothing: texts, the mail server, and that resolved alerts are
 * told too.
 */
export function completeWays(
  receiver: Receiver,
  texts: MessageTexts,
  mail: MailServer | undefined,
): readonly CompleteWay[] {
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
  return ways.flatMap((way) =>
    receiver[way].map((given) => {
      const change = complete[way] as ((options: object) => object) | undefined;
      const extended = ours ? { ...given, sendResolved: given.sendResolved ?? true } : given;
      return { way, options: defined(inOrder(way, change ? change(extended) : extended)) };
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

/** Whether resolved alerts are told comes behind the address, which ways that nothing is changed of have first too. */
function inOrder(way: Way, options: object): object {
  const required = Object.entries(integrations[way].fields).filter(([, field]) => field.required);
  const first = required.flatMap(([name]) =>
    Object.hasOwn(options, name) ? [[name, (options as Record<string, unknown>)[name]]] : [],
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
