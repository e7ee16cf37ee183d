import { type Plain, plain } from './plain.js';

/** One of Grafana's integrations. */
interface Integration {
  /** The list of a receiver that it stands in, such as `slack_configs`. */
  readonly key: string;
  /** Whether Alertmanager has this use of it. @default always */
  readonly applies?: (settings: Plain) => boolean;
  /** Fields by Grafana's settings. */
  readonly fields: Readonly<Record<string, string>>;
  /** What Grafana does without a setting, if not `false`: to set that says nothing. */
  readonly defaults?: Plain;
  /** Fields that more than one setting makes, the settings, and those of which a part has no field. */
  readonly more?: (settings: Plain) => More;
}
interface More {
  readonly fields: Plain;
  readonly used: readonly string[];
  readonly unsaid?: readonly string[];
}

/** Stands in an address that an export hides. */
export const hiddenHost = 'hidden.invalid';

const clientSettings = (settings: Plain) => {
  const {
    username,
    password,
    authorization_scheme: type = 'Bearer',
    authorization_credentials: credentials,
  } = settings;
  const basic = username !== undefined && username !== '' ? { basic_auth: { username, password } } : {};
  const bearer =
    credentials !== undefined && credentials !== '' ? { authorization: { type, credentials } } : {};
  const { caCertificate, clientCertificate, clientKey, insecureSkipVerify } = plain(settings.tlsConfig);
  const tls = filled({
    ca: caCertificate,
    cert: clientCertificate,
    key: clientKey,
    insecure_skip_verify: insecureSkipVerify === true ? true : undefined,
  });
  const headers = Object.entries(plain(settings.headers)).map(([name, value]) => [
    name,
    { values: [String(value)] },
  ]);
  const http = {
    ...basic,
    ...bearer,
    ...(Object.keys(tls).length > 0 && { tls_config: tls }),
    ...(headers.length > 0 && { http_headers: Object.fromEntries(headers) }),
  };
  return {
    fields: Object.keys(http).length > 0 ? { http_config: http } : {},
    used: [
      'username',
      'password',
      'authorization_scheme',
      'authorization_credentials',
      'tlsConfig',
      'headers',
    ],
  };
};

function filled(fields: Plain): Plain {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}

/** One text while alerts fire and another one when they are resolved. */
function byStatus(firing: unknown, resolved: unknown): unknown {
  if (firing === resolved || resolved === undefined || resolved === '') return firing;
  return `{{ if eq .Status "firing" }}${String(firing ?? '')}{{ else }}${String(resolved)}{{ end }}`;
}

/** Grafana's integrations in the fields of Alertmanager's; those without an entry it does not have. */
export const integrations: Readonly<Record<string, Integration>> = {
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
      footer: 'footer',
    },
    more: ({ token, endpointUrl }) => ({
      fields: filled({ app_token: token, app_url: token && endpointUrl }),
      used: ['token', 'endpointUrl'],
    }),
  },
  webhook: {
    key: 'webhook_configs',
    fields: { url: 'url', maxAlerts: 'max_alerts' },
    defaults: { httpMethod: 'POST' },
    more: clientSettings,
  },
  oncall: {
    key: 'webhook_configs',
    fields: { url: 'url', maxAlerts: 'max_alerts' },
    defaults: { httpMethod: 'POST' },
    more: clientSettings,
  },
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
    defaults: { autoClose: true, overridePriority: true, sendTagsAs: 'tags' },
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
  },
  pushover: {
    key: 'pushover_configs',
    fields: {
      apiToken: 'token',
      userKey: 'user_key',
      title: 'title',
      message: 'message',
      device: 'device',
      ttl: 'ttl',
    },
    defaults: { uploadImage: true },
    more: ({ priority, okPriority, sound, okSound, retry, expire }) => ({
      fields: filled({
        priority:
          priority === undefined && okPriority === undefined
            ? undefined
            : String(byStatus(priority ?? 0, okPriority ?? 0)),
        sound: sound || okSound ? byStatus(sound, okSound) : undefined,
        retry: retry === undefined || retry === '' ? undefined : `${Number(retry)}s`,
        expire: expire === undefined || expire === '' ? undefined : `${Number(expire)}s`,
      }),
      used: ['priority', 'okPriority', 'sound', 'okSound', 'retry', 'expire'],
    }),
  },
  sns: {
    key: 'sns_configs',
    fields: {
      api_url: 'api_url',
      sigv4: 'sigv4',
      topic_arn: 'topic_arn',
      phone_number: 'phone_number',
      target_arn: 'target_arn',
      subject: 'subject',
      message: 'message',
      attributes: 'attributes',
      // Names of the resource of Terraform.
      topic: 'topic_arn',
      body: 'message',
    },
  },
  webex: {
    key: 'webex_configs',
    fields: { room_id: 'room_id', message: 'message', api_url: 'api_url' },
    more: ({ bot_token }) => ({
      fields: { http_config: { authorization: { type: 'Bearer', credentials: bot_token } } },
      used: ['bot_token'],
    }),
  },
  jira: {
    key: 'jira_configs',
    fields: {
      api_url: 'api_url',
      project: 'project',
      summary: 'summary',
      description: 'description',
      labels: 'labels',
      priority: 'priority',
      issue_type: 'issue_type',
      reopen_transition: 'reopen_transition',
      resolve_transition: 'resolve_transition',
      wont_fix_resolution: 'wont_fix_resolution',
      reopen_duration: 'reopen_duration',
      fields: 'fields',
    },
    more: ({ user, password, api_token }) => ({
      fields: filled({
        http_config: api_token
          ? { authorization: { type: 'Bearer', credentials: api_token } }
          : user && { basic_auth: { username: user, password } },
      }),
      used: ['user', 'password', 'api_token'],
    }),
  },
  victorops: {
    key: 'victorops_configs',
    fields: { messageType: 'message_type', title: 'entity_display_name', description: 'state_message' },
    more: ({ url }) => {
      const [, address, key, route] = /^(https?:\/\/.*\/)([^/]+)\/([^/]+)\/?$/.exec(String(url)) ?? [];
      const isKnown = address !== undefined && !address.includes(hiddenHost);
      return {
        fields: isKnown
          ? { api_url: address, api_key: key, routing_key: route }
          : { api_key: url, routing_key: 'unknown' },
        used: ['url'],
        // The routing key is the end of the address.
        unsaid: isKnown ? [] : ['url'],
      };
    },
  },
  wecom: {
    key: 'wechat_configs',
    // Otherwise it is a robot of a group, by its address.
    applies: ({ secret }) => typeof secret === 'string' && secret !== '',
    fields: {
      secret: 'api_secret',
      corp_id: 'corp_id',
      agent_id: 'agent_id',
      message: 'message',
    },
    more: ({ endpointUrl, msgtype, touser }) => ({
      fields: filled({
        api_url: endpointUrl && `${String(endpointUrl).replace(/\/$/, '')}/cgi-bin/`,
        message_type: msgtype || 'markdown',
        to_user: touser || '@all',
      }),
      used: ['endpointUrl', 'msgtype', 'touser'],
    }),
  },
};
