import { type Plain, plain } from './plain.js';

/** Settings of an integration of a contact point. */
export interface Given {
  readonly settings: Plain;
  /** The contact point. */
  readonly name: string;
  readonly index: number;
}

/** An integration in the fields of Alertmanager's file. */
export interface AlertmanagerFields {
  /** The list of a receiver that it stands in, such as `slack_configs`. */
  readonly key: string;
  readonly fields: Plain;
  /** Settings that Alertmanager has no field for. */
  readonly unsaid: readonly string[];
}

interface Kind {
  readonly key: string;
  /** Fields by Grafana's settings; a path of two goes into a field of fields. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields that more than one setting makes, and the settings. */
  readonly more?: (settings: Plain) => { readonly fields: Plain; readonly used: readonly string[] };
}

const basicAuth = (settings: Plain) => {
  const {
    username,
    password,
    authorization_scheme: type = 'Bearer',
    authorization_credentials: credentials,
  } = settings;
  const basic = username !== undefined && username !== '' ? { basic_auth: { username, password } } : {};
  const bearer =
    credentials !== undefined && credentials !== '' ? { authorization: { type, credentials } } : {};
  const http = { ...basic, ...bearer };
  return {
    fields: Object.keys(http).length > 0 ? { http_config: http } : {},
    used: ['username', 'password', 'authorization_scheme', 'authorization_credentials'],
  };
};

/** Grafana's integrations by the fields of Alertmanager's. */
const kinds: Readonly<Record<string, Kind>> = {
  email: {
    key: 'email_configs',
    fields: { message: 'text' },
    more: ({ addresses, subject }) => ({
      fields: {
        to: String(addresses ?? '')
          .split(/[;,\n]+/)
          .map((one) => one.trim())
          .filter((one) => one !== '')
          .join(', '),
        ...(subject !== undefined && subject !== '' && { headers: { Subject: subject } }),
      },
      // Whether each address gets a message of its own says nothing of who is notified.
      used: ['addresses', 'subject', 'singleEmail'],
    }),
  },
  slack: {
    key: 'slack_configs',
    fields: {
      url: 'api_url',
      recipient: 'channel',
      username: 'username',
      icon_emoji: 'icon_emoji',
      icon_url: 'icon_url',
      title: 'title',
      text: 'text',
      color: 'color',
    },
    more: ({ token }) => ({
      fields:
        token === undefined || token === ''
          ? {}
          : {
              api_url: 'https://slack.com/api/chat.postMessage',
              http_config: { authorization: { type: 'Bearer', credentials: token } },
            },
      used: ['token'],
    }),
  },
  webhook: {
    key: 'webhook_configs',
    fields: { url: 'url', maxAlerts: 'max_alerts' },
    more: (settings) => {
      const { fields, used } = basicAuth(settings);
      return {
        fields,
        used: settings.httpMethod === 'POST' || settings.httpMethod === '' ? [...used, 'httpMethod'] : used,
      };
    },
  },
  oncall: { key: 'webhook_configs', fields: { url: 'url', maxAlerts: 'max_alerts' }, more: basicAuth },
  pagerduty: {
    key: 'pagerduty_configs',
    fields: {
      integrationKey: 'routing_key',
      severity: 'severity',
      class: 'class',
      component: 'component',
      group: 'group',
      summary: 'description',
      source: 'source',
      client: 'client',
      client_url: 'client_url',
      details: 'details',
      url: 'url',
    },
  },
  opsgenie: {
    key: 'opsgenie_configs',
    fields: {
      apiKey: 'api_key',
      apiUrl: 'api_url',
      message: 'message',
      description: 'description',
      responders: 'responders',
    },
  },
  telegram: {
    key: 'telegram_configs',
    fields: {
      bottoken: 'bot_token',
      message: 'message',
      disable_notifications: 'disable_notifications',
    },
    more: ({ chatid, message_thread_id, parse_mode }) => ({
      fields: {
        chat_id: Number(chatid),
        ...(message_thread_id !== undefined &&
          message_thread_id !== '' && { message_thread_id: Number(message_thread_id) }),
        ...(parse_mode !== undefined &&
          parse_mode !== '' && { parse_mode: parse_mode === 'None' ? '' : parse_mode }),
      },
      used: ['chatid', 'message_thread_id', 'parse_mode'],
    }),
  },
  teams: { key: 'msteamsv2_configs', fields: { url: 'webhook_url', title: 'title', message: 'text' } },
  discord: {
    key: 'discord_configs',
    fields: { url: 'webhook_url', title: 'title', message: 'content', avatar_url: 'avatar_url' },
    more: ({ use_discord_username }) => ({
      fields: {},
      used: use_discord_username === false ? ['use_discord_username'] : [],
    }),
  },
  pushover: {
    key: 'pushover_configs',
    fields: {
      apiToken: 'token',
      userKey: 'user_key',
      title: 'title',
      message: 'message',
      device: 'device',
      sound: 'sound',
      ttl: 'ttl',
    },
    more: ({ priority, retry, expire }) => ({
      fields: {
        ...(priority !== undefined && { priority: String(priority) }),
        ...(retry !== undefined && { retry: `${Number(retry)}s` }),
        ...(expire !== undefined && { expire: `${Number(expire)}s` }),
      },
      used: ['priority', 'retry', 'expire'],
    }),
  },
  sns: {
    key: 'sns_configs',
    fields: { topic: 'topic_arn', subject: 'subject', body: 'message', api_url: 'api_url', sigv4: 'sigv4' },
  },
  webex: {
    key: 'webex_configs',
    fields: { room_id: 'room_id', message: 'message', api_url: 'api_url' },
    more: ({ bot_token }) => ({
      fields: { http_config: { authorization: { type: 'Bearer', credentials: bot_token } } },
      used: ['bot_token'],
    }),
  },
};

/** The settings of an integration in the fields of Alertmanager; undefined for one that it does not have. */
export function contactPointFields(type: string, given: Given): AlertmanagerFields | undefined {
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (!kind) return undefined;
  const settings = opened(given);
  const { fields: more = {}, used = [] } = kind.more?.(settings) ?? {};
  const fields: Record<string, unknown> = {};
  const unsaid: string[] = [];
  for (const [key, value] of Object.entries(settings)) {
    if (value === undefined || value === null || value === '' || used.includes(key)) continue;
    const own = Object.hasOwn(kind.fields, key) ? kind.fields[key] : undefined;
    if (own === undefined) unsaid.push(key);
    else fields[own] = value;
  }
  return { key: kind.key, fields: { ...fields, ...more }, unsaid };
}

/**
 * Settings whose secrets are hidden, as exports have them, each with a value of its own: a file stands for each, and no
 * value of it is in the bundle.
 */
function opened({ settings, name, index }: Given): Plain {
  const entries = Object.entries(settings).map(([key, value]) => {
    if (value !== '[REDACTED]') return [key, value] as const;
    const hidden = `${name}-${index}-${key}`.replaceAll(/\W+/g, '-');
    return [key, /url$/i.test(key) ? `https://hidden.invalid/${hidden}` : `hidden-${hidden}`] as const;
  });
  return plain(Object.fromEntries(entries));
}
