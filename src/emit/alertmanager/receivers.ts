import type { MailServer, Receiver } from '../../define/index.js';
import { isSecretFile, type SecretFile, secretPath } from '../../define/secret.js';
import type { ResolvedRouting } from '../../resolve/index.js';
import { defined } from '../packaging/yaml-file.js';
import type { MessageTexts } from './texts.js';

/** A receiver as Alertmanager's configuration has it. Secrets are files in `secrets`, mails go through `mail`. */
export function receiverOf(
  receiver: Receiver,
  texts: MessageTexts,
  { secrets, mail }: Pick<ResolvedRouting, 'secrets' | 'mail'>,
): object {
  const path = (secret: SecretFile) => secretPath(secret, secrets);
  const { name, slack, email, webhook, pagerDuty, teams } = receiver;
  const configs = {
    slack_configs: slack.map((options) => ({
      api_url_file: path(options.url),
      channel: options.channel,
      send_resolved: options.sendResolved ?? true,
      color: texts.color,
      title: options.title ?? texts.title,
      text: options.text ?? texts.text,
    })),
    email_configs: email.map((options) => ({
      to: typeof options.to === 'string' ? options.to : options.to.join(', '),
      send_resolved: options.sendResolved ?? true,
      ...(mail && mailSettings(mail, path)),
      headers: { Subject: options.subject ?? texts.subject },
    })),
    webhook_configs: webhook.map((options) => ({
      ...(isSecretFile(options.url) ? { url_file: path(options.url) } : { url: options.url }),
      send_resolved: options.sendResolved ?? true,
      ...defined({ max_alerts: options.maxAlerts }),
      ...(options.bearer && {
        http_config: { authorization: { type: 'Bearer', credentials_file: path(options.bearer) } },
      }),
    })),
    pagerduty_configs: pagerDuty.map((options) => ({
      routing_key_file: path(options.routingKey),
      send_resolved: options.sendResolved ?? true,
      description: texts.subject,
      severity: texts.pagerDutySeverity,
    })),
    msteamsv2_configs: teams.map((options) => ({
      webhook_url_file: path(options.url),
      send_resolved: options.sendResolved ?? true,
      title: texts.title,
    })),
  };
  const used = Object.entries(configs).filter(([, configs]) => configs.length > 0);
  return { name, ...Object.fromEntries(used) };
}

function mailSettings(
  { from, smarthost, username, password, requireTls }: MailServer,
  path: (secret: SecretFile) => string,
) {
  return defined({
    from,
    smarthost,
    auth_username: username,
    auth_password_file: password && path(password),
    require_tls: requireTls,
  });
}
