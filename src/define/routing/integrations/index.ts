import { keysOf } from '../../../plain.js';
import { type DiscordOptions, discordFields } from './discord.js';
import { type EmailOptions, emailFields } from './email.js';
import type { Fields } from './field.js';
import { type IncidentioOptions, incidentioFields } from './incidentio.js';
import { type JiraOptions, jiraFields } from './jira.js';
import { type MattermostOptions, mattermostFields } from './mattermost.js';
import { type OpsgenieOptions, opsgenieFields } from './opsgenie.js';
import { type PagerDutyOptions, pagerDutyFields } from './pagerduty.js';
import { type PushoverOptions, pushoverFields } from './pushover.js';
import { type RocketchatOptions, rocketchatFields } from './rocketchat.js';
import { type SlackOptions, slackFields } from './slack.js';
import { type SnsOptions, snsFields } from './sns.js';
import { type MsteamsOptions, msteamsFields, type TeamsOptions, teamsFields } from './teams.js';
import { type TelegramOptions, telegramFields } from './telegram.js';
import { type VictoropsOptions, victoropsFields } from './victorops.js';
import { type WebexOptions, webexFields } from './webex.js';
import { type WebhookOptions, webhookFields } from './webhook.js';
import { type WechatOptions, wechatFields } from './wechat.js';

/** The options of each integration. */
export interface IntegrationOptions {
  readonly slack: SlackOptions;
  readonly email: EmailOptions;
  readonly webhook: WebhookOptions;
  readonly pagerDuty: PagerDutyOptions;
  readonly teams: TeamsOptions;
  readonly msteams: MsteamsOptions;
  readonly discord: DiscordOptions;
  readonly incidentio: IncidentioOptions;
  readonly jira: JiraOptions;
  readonly mattermost: MattermostOptions;
  readonly opsgenie: OpsgenieOptions;
  readonly pushover: PushoverOptions;
  readonly rocketchat: RocketchatOptions;
  readonly sns: SnsOptions;
  readonly telegram: TelegramOptions;
  readonly victorops: VictoropsOptions;
  readonly webex: WebexOptions;
  readonly wechat: WechatOptions;
}
/** Names of the integrations of a receiver. */
export type IntegrationName = keyof IntegrationOptions;

/** An integration: its key in Alertmanager's receivers and in those of an AlertmanagerConfig. */
export interface Integration {
  readonly fields: Fields;
  readonly key: string;
  /** undefined if an AlertmanagerConfig does not have it. */
  readonly object: string | undefined;
}

/** All integrations, in the order in which they are written. */
export const integrations: { readonly [Name in IntegrationName]: Integration } = {
  slack: { fields: slackFields, key: 'slack_configs', object: 'slackConfigs' },
  email: { fields: emailFields, key: 'email_configs', object: 'emailConfigs' },
  webhook: { fields: webhookFields, key: 'webhook_configs', object: 'webhookConfigs' },
  pagerDuty: { fields: pagerDutyFields, key: 'pagerduty_configs', object: 'pagerdutyConfigs' },
  teams: { fields: teamsFields, key: 'msteamsv2_configs', object: 'msteamsv2Configs' },
  msteams: { fields: msteamsFields, key: 'msteams_configs', object: 'msteamsConfigs' },
  discord: { fields: discordFields, key: 'discord_configs', object: 'discordConfigs' },
  incidentio: { fields: incidentioFields, key: 'incidentio_configs', object: undefined },
  jira: { fields: jiraFields, key: 'jira_configs', object: undefined },
  mattermost: { fields: mattermostFields, key: 'mattermost_configs', object: undefined },
  opsgenie: { fields: opsgenieFields, key: 'opsgenie_configs', object: 'opsgenieConfigs' },
  pushover: { fields: pushoverFields, key: 'pushover_configs', object: 'pushoverConfigs' },
  rocketchat: { fields: rocketchatFields, key: 'rocketchat_configs', object: 'rocketchatConfigs' },
  sns: { fields: snsFields, key: 'sns_configs', object: 'snsConfigs' },
  telegram: { fields: telegramFields, key: 'telegram_configs', object: 'telegramConfigs' },
  victorops: { fields: victoropsFields, key: 'victorops_configs', object: 'victoropsConfigs' },
  webex: { fields: webexFields, key: 'webex_configs', object: 'webexConfigs' },
  wechat: { fields: wechatFields, key: 'wechat_configs', object: 'wechatConfigs' },
};
/** Names of all integrations, in the order in which they are written. */
export const integrationNames: readonly IntegrationName[] = keysOf(integrations);
