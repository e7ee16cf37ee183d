import { DefinitionError, type Place } from '../../catalog/index.js';
import type { GlobalOptions } from './global.js';
import type { IntegrationName, IntegrationOptions } from './integrations/index.js';
import type { Receiver, ReceiverLists } from './receiver.js';

/** A setting of an integration that has a global default. */
interface LeftToGlobal {
  readonly setting: string;
  readonly global: keyof GlobalOptions;
  /** Example of the setting at the receiver. */
  readonly example: string;
  readonly isMissing: (receiver: ReceiverLists) => boolean;
}

function leftToGlobal<Name extends IntegrationName>(
  integration: Name,
  option: keyof IntegrationOptions[Name] & string,
  global: keyof GlobalOptions,
  example = "secretFile('…')",
): LeftToGlobal {
  return {
    setting: `${integration}.${option}`,
    global,
    example: `${integration}: { ${option}: ${example} }`,
    isMissing: (lists) => lists[integration].some((each) => !each[option]),
  };
}

const settings: readonly LeftToGlobal[] = [
  leftToGlobal('opsgenie', 'apiKey', 'opsgenieApiKey'),
  leftToGlobal('victorops', 'apiKey', 'victoropsApiKey'),
  leftToGlobal('telegram', 'botToken', 'telegramBotToken'),
  leftToGlobal('wechat', 'apiSecret', 'wechatApiSecret'),
  leftToGlobal('wechat', 'corpId', 'wechatApiCorpId', "'…'"),
  leftToGlobal('rocketchat', 'token', 'rocketchatToken'),
  leftToGlobal('rocketchat', 'tokenId', 'rocketchatTokenId'),
  leftToGlobal('jira', 'apiUrl', 'jiraApiUrl', "'…'"),
  leftToGlobal('mattermost', 'webhookUrl', 'mattermostWebhookUrl'),
];

/**
 * Rejects a receiver without a required setting that the global settings do not have either.
 *
 * @throws DefinitionError with both places where it can be set
 */
export function refuseMissing(
  receivers: readonly Receiver[],
  { mail, global = {} }: { readonly mail?: object | undefined; readonly global?: GlobalOptions | undefined },
  place: Place,
): void {
  const { json: given = {} } = global;
  const has = (key: string) => Object.hasOwn(given, key);
  for (const each of receivers) {
    const lacks = (what: string, expected: string) => {
      throw new DefinitionError(`receiver ${each.name}${what}`, place, { expected });
    };
    for (const { from, smarthost, json } of each.email) {
      const complete =
        (from ?? global.smtpFrom ?? json?.from) !== undefined &&
        (smarthost ?? global.smtpSmarthost ?? json?.smarthost) !== undefined;
      if (!mail && !complete && !(has('smtp_from') && has('smtp_smarthost')))
        lacks(
          ' sends e-mail, but the routing has no mail server: add mail: { from, smarthost }',
          'mail: { from, smarthost }, the options from and smarthost of email, or those of global',
        );
    }
    for (const { url, appToken, httpConfig } of each.slack) {
      const apart = global.slackApiUrl ?? global.slackAppToken ?? httpConfig?.authorization;
      if (!url && !appToken && !apart)
        lacks('.slack.url is missing', "slack: { url: secretFile('slack-url') }, or global: { slackApiUrl }");
    }
    for (const { setting, global: key, example, isMissing } of settings) {
      if (isMissing(each) && !global[key])
        lacks(`.${setting} is missing`, `${example}, or global: { ${key} }`);
    }
  }
}
