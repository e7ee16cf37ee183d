import { defined } from '../../../catalog/defined.js';
import { parseDuration } from '../../../catalog/duration.js';
import type { HttpConfig, IntegrationName, IntegrationOptions, SecretFile } from '../../../define/index.js';
import type { JiraText } from '../../../define/routing/integrations/jira.js';
import { isSecretFile, secretVariable } from '../../../define/secret.js';
import { fromEnvironment, literal } from './texts.js';

/** Called with an option for which Grafana has no setting. */
type Lost = (option: string) => void;

/** One of Grafana's integrations: its type, and the settings for options. */
interface ContactType<Options> {
  readonly type: string;
  /** Nothing where Grafana needs what only Alertmanager's global settings have. */
  settings(options: Options, lost: Lost): object | undefined;
}

/** How settings of Grafana are called that say the same as an option; what stands here has the same meaning in both. */
type Names<Options> = { readonly [Name in keyof Options]?: string };

/** @param needs one of these settings must be there. @default none */
function same<Options extends object>(
  type: string,
  names: Names<Options>,
  needs: readonly string[] = [],
): ContactType<Options> {
  return {
    type,
    settings(options, lost) {
      const settings: Record<string, unknown> = {};
      for (const [name, given] of Object.entries(options)) {
        const setting = (names as Readonly<Record<string, string>>)[name];
        if (given === undefined || name === 'sendResolved') continue;
        if (setting === undefined) lost(name);
        else settings[setting] = settingOf(given);
      }
      return needs.length > 0 && !needs.some((name) => name in settings) ? undefined : settings;
    },
  };
}

function settingOf(given: unknown): unknown {
  if (isSecretFile(given)) return secret(given);
  if (typeof given === 'string') return literal(given);
  if (Array.isArray(given)) return given.map(settingOf);
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, settingOf(value)]));
}

function secret(file: SecretFile): string {
  return fromEnvironment(secretVariable(file));
}

/** Everything of an HTTP client but what is taken out of it. */
function lostHttp(
  httpConfig: HttpConfig | undefined,
  known: readonly (keyof HttpConfig)[],
  lost: Lost,
): void {
  for (const name of Object.keys(httpConfig ?? {}))
    if (!known.includes(name as keyof HttpConfig)) lost(`httpConfig.${name}`);
}

const webhook: ContactType<IntegrationOptions['webhook']> = {
  type: 'webhook',
  settings({ url, maxAlerts, bearer, httpConfig, sendResolved: _, ...rest }, lost) {
    for (const [name, given] of Object.entries(rest)) if (given !== undefined) lost(name);
    const { httpHeaders = {}, ...client } = httpConfig ?? {};
    lostHttp(client, ['authorization', 'basicAuth'], lost);
    const headers = Object.entries(httpHeaders).flatMap(([name, { values = [], files = [] }]) => {
      const [value, ...more] = [...values.map(literal), ...files.map(secret)];
      if (more.length > 0) lost(`httpConfig.httpHeaders.${name}`);
      return value === undefined || more.length > 0 ? [] : [[name, value]];
    });
    const authorization = bearer ? { type: 'Bearer', credentials: bearer } : httpConfig?.authorization;
    const { username, password } = httpConfig?.basicAuth ?? {};
    return {
      url: settingOf(url),
      httpMethod: 'POST',
      ...(maxAlerts !== undefined && { maxAlerts: String(maxAlerts) }),
      ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
      ...(authorization?.credentials && {
        authorization_scheme: authorization.type ?? 'Bearer',
        authorization_credentials: secret(authorization.credentials),
      }),
      ...defined({ username: username && settingOf(username), password: password && secret(password) }),
    };
  },
};

const email: ContactType<IntegrationOptions['email']> = {
  type: 'email',
  settings({ to, subject, text, sendResolved: _, ...rest }, lost) {
    for (const [name, given] of Object.entries(rest)) if (given !== undefined) lost(name);
    return {
      addresses: literal(typeof to === 'string' ? to : to.join(';')),
      singleEmail: true,
      ...defined({
        subject: subject === undefined ? undefined : literal(subject),
        message: text === undefined ? undefined : literal(text),
      }),
    };
  },
};

const webex: ContactType<IntegrationOptions['webex']> = {
  type: 'webex',
  settings({ apiUrl, roomId, message, httpConfig, sendResolved: _, ...rest }, lost) {
    for (const [name, given] of Object.entries(rest)) if (given !== undefined) lost(name);
    lostHttp(httpConfig, ['authorization'], lost);
    const token = httpConfig?.authorization?.credentials;
    return defined({
      bot_token: token && secret(token),
      api_url: apiUrl,
      room_id: literal(roomId),
      message: message === undefined ? undefined : literal(message),
    });
  },
};

const snsTexts: Names<IntegrationOptions['sns']> = {
  apiUrl: 'api_url',
  topicArn: 'topic_arn',
  phoneNumber: 'phone_number',
  targetArn: 'target_arn',
  subject: 'subject',
  message: 'message',
  attributes: 'attributes',
};

const sns: ContactType<IntegrationOptions['sns']> = {
  type: 'sns',
  settings({ sigv4 = {}, ...options }, lost) {
    const { region, accessKey, secretKey, profile, roleArn, ...rest } = sigv4;
    for (const [name, given] of Object.entries(rest)) if (given !== undefined) lost(`sigv4.${name}`);
    const signed = defined({
      region,
      access_key: accessKey && secret(accessKey),
      secret_key: secretKey && secret(secretKey),
      profile,
      role_arn: roleArn,
    });
    const { settings } = same('sns', snsTexts);
    return { ...settings(options, lost), ...(Object.keys(signed).length > 0 && { sigv4: signed }) };
  },
};

const pushoverTexts: Names<IntegrationOptions['pushover']> = {
  userKey: 'userKey',
  token: 'apiToken',
  title: 'title',
  message: 'message',
  device: 'device',
  sound: 'sound',
};

/** Without an option, Alertmanager's default: Grafana's differs. */
const pushover: ContactType<IntegrationOptions['pushover']> = {
  type: 'pushover',
  settings({ priority, retry = '1m', expire = '1h', ...options }, lost) {
    const { settings } = same('pushover', pushoverTexts);
    // Grafana has a number for alerts that fire and one for those that are resolved, and no template.
    const number = priority === undefined || /^-?\d$/.test(priority) ? priority : undefined;
    if (priority !== undefined && number === undefined) lost('priority');
    return {
      ...settings(options, lost),
      priority: Number(number ?? 2),
      okPriority: Number(number ?? 0),
      retry: secondsOf(retry),
      expire: secondsOf(expire),
    };
  },
};

function secondsOf(duration: string): number {
  return Math.ceil((parseDuration(duration) ?? 0) / 1000);
}

const pagerDuty: ContactType<IntegrationOptions['pagerDuty']> = {
  type: 'pagerduty',
  settings({ details = {}, ...options }, lost) {
    const names = {
      routingKey: 'integrationKey',
      severity: 'severity',
      class: 'class',
      component: 'component',
      group: 'group',
      description: 'summary',
      source: 'source',
      client: 'client',
      clientUrl: 'client_url',
      url: 'url',
    };
    const made = same<typeof options>('pagerduty', names, ['integrationKey']).settings(options, lost);
    // Grafana rejects all contact points if one has other values than texts.
    const texts = Object.entries(details).filter(([, value]) => typeof value === 'string');
    for (const [name, value] of Object.entries(details))
      if (typeof value !== 'string') lost(`details.${name}`);
    return made && texts.length > 0 ? { ...made, details: settingOf(Object.fromEntries(texts)) } : made;
  },
};

const telegram: ContactType<IntegrationOptions['telegram']> = {
  type: 'telegram',
  settings({ parseMode, ...options }, lost) {
    const names = {
      botToken: 'bottoken',
      chatId: 'chatid',
      messageThreadId: 'message_thread_id',
      message: 'message',
      disableNotifications: 'disable_notifications',
    };
    const { settings } = same<typeof options>('telegram', names, ['bottoken']);
    const made = settings(options, lost);
    // Without a mode, Grafana's is HTML.
    return made && { ...made, ...defined({ parse_mode: parseMode === '' ? 'None' : parseMode }) };
  },
};

/** Splunk On-Call: Grafana has one address, which ends in the two keys as Alertmanager's requests do. */
const victorops: ContactType<IntegrationOptions['victorops']> = {
  type: 'victorops',
  settings(
    { apiKey, apiUrl = victoropsUrl, routingKey, messageType, entityDisplayName, stateMessage, ...options },
    lost,
  ) {
    if (!apiKey) return undefined;
    const { sendResolved: _, httpConfig, ...rest } = options;
    for (const [name, given] of Object.entries(rest)) if (given !== undefined) lost(name);
    lostHttp(httpConfig, [], lost);
    return defined({
      url: `${literal(apiUrl)}${secret(apiKey)}/${literal(routingKey)}`,
      messageType: messageType && literal(messageType),
      title: entityDisplayName && literal(entityDisplayName),
      description: stateMessage && literal(stateMessage),
    });
  },
};

/** Alertmanager's default. */
const victoropsUrl = 'https://alert.victorops.com/integrations/generic/20131114/alert/';

const jiraTexts: Names<IntegrationOptions['jira']> = {
  apiUrl: 'api_url',
  project: 'project',
  issueType: 'issue_type',
  labels: 'labels',
  priority: 'priority',
  reopenTransition: 'reopen_transition',
  resolveTransition: 'resolve_transition',
  wontFixResolution: 'wont_fix_resolution',
  reopenDuration: 'reopen_duration',
  fields: 'fields',
};

const jira: ContactType<IntegrationOptions['jira']> = {
  type: 'jira',
  settings({ summary, description, httpConfig, ...options }, lost) {
    lostHttp(httpConfig, ['authorization', 'basicAuth'], lost);
    const { username, password } = httpConfig?.basicAuth ?? {};
    const token = httpConfig?.authorization?.credentials;
    const login = token
      ? { api_token: secret(token) }
      : username && password && { user: settingOf(username), password: secret(password) };
    const settings = same('jira', jiraTexts, ['api_url']).settings(options, lost);
    if (!login || !settings) return undefined;
    const text = (name: string, given: string | JiraText | undefined) => {
      const { template, enableUpdate } = typeof given === 'object' ? given : { template: given };
      if (enableUpdate !== undefined) lost(`${name}.enableUpdate`);
      return template === undefined ? undefined : literal(template);
    };
    return {
      ...settings,
      ...defined({ summary: text('summary', summary), description: text('description', description) }),
      ...login,
    };
  },
};

/** Grafana's contact point types by integration. Integrations without an entry do not exist in Grafana, or not in this form. */
const contactTypes: { readonly [Name in IntegrationName]?: ContactType<IntegrationOptions[Name]> } = {
  slack: same<IntegrationOptions['slack']>(
    'slack',
    {
      url: 'url',
      appToken: 'token',
      channel: 'recipient',
      title: 'title',
      text: 'text',
      username: 'username',
      iconEmoji: 'icon_emoji',
      iconUrl: 'icon_url',
      color: 'color',
      footer: 'footer',
      appUrl: 'endpointUrl',
    },
    ['url', 'token'],
  ),
  email,
  webhook,
  pagerDuty,
  teams: same<IntegrationOptions['teams']>('teams', { url: 'url', title: 'title', text: 'message' }),
  discord: same<IntegrationOptions['discord']>('discord', {
    webhookUrl: 'url',
    title: 'title',
    message: 'message',
    avatarUrl: 'avatar_url',
  }),
  opsgenie: same<IntegrationOptions['opsgenie']>(
    'opsgenie',
    {
      apiKey: 'apiKey',
      apiUrl: 'apiUrl',
      message: 'message',
      description: 'description',
      responders: 'responders',
    },
    ['apiKey'],
  ),
  pushover,
  jira,
  sns,
  telegram,
  victorops,
  webex,
  wechat: same<IntegrationOptions['wechat']>(
    'wecom',
    {
      apiSecret: 'secret',
      corpId: 'corp_id',
      agentId: 'agent_id',
      message: 'message',
      messageType: 'msgtype',
      toUser: 'touser',
    },
    ['secret'],
  ),
};

/** Grafana's contact point type for an integration; undefined if Grafana has none. */
export function contactTypeOf<Name extends IntegrationName>(
  integration: Name,
): ContactType<IntegrationOptions[Name]> | undefined {
  return contactTypes[integration];
}
