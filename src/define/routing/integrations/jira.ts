import type { Duration } from '../../../catalog/index.js';
import { choice, text } from '../../../catalog/shape/index.js';
import { isRecord } from '../../../plain.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** A text of a Jira issue. */
export interface JiraText {
  /** Template of the text. */
  readonly template?: string;
  /** Updates the text of existing issues. @default true */
  readonly enableUpdate?: boolean;
}

/**
 * Options of the integration Jira. Texts are Alertmanager's templates. Credentials are `httpConfig: { basicAuth }` for
 * Jira Cloud and `{ authorization }` for Jira Data Center.
 */
export interface JiraOptions extends HttpNotification {
  /** URL with the path of the API: `https://company.atlassian.net/rest/api/2/`. @default that of the global settings */
  readonly apiUrl?: string;
  /** Type of the API. @default auto */
  readonly apiType?: 'auto' | 'cloud' | 'datacenter';
  /** Key of the project. */
  readonly project: string;
  /** Type of issues, such as `Bug`. */
  readonly issueType: string;
  /** Summary of issues. @default Alertmanager's template */
  readonly summary?: string | JiraText;
  /** Description of issues. @default Alertmanager's template */
  readonly description?: string | JiraText;
  /** Labels of issues. */
  readonly labels?: readonly string[];
  /** Priority of issues. */
  readonly priority?: string;
  /** Name of the transition that reopens an issue. @default issues are not reopened */
  readonly reopenTransition?: string;
  /** Name of the transition that resolves an issue. @default issues are not resolved */
  readonly resolveTransition?: string;
  /** Resolution of issues that are never reopened. */
  readonly wontFixResolution?: string;
  /** Reopens issues that were resolved within this time; older alerts make a new issue. */
  readonly reopenDuration?: Duration;
  /** Further fields and custom fields of the issue, by id. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

const jiraText = field.object(
  field.fieldsOf<JiraText>({ template: field.text(), enableUpdate: field.flag() }),
);
const textOrObject: field.Field = {
  ...jiraText,
  shape: (value) => (isRecord(value) ? jiraText.shape(value) : text(value)),
};

export const jiraFields = field.fieldsOf<JiraOptions>({
  ...httpNotificationFields,
  apiUrl: field.text(),
  apiType: field.value(choice('auto', 'cloud', 'datacenter')),
  project: field.named({ required: true }),
  issueType: field.named({ required: true }),
  summary: textOrObject,
  description: textOrObject,
  labels: field.texts(),
  priority: field.text(),
  reopenTransition: field.text(),
  resolveTransition: field.text(),
  wontFixResolution: field.text(),
  reopenDuration: field.duration(),
  fields: field.dataByName(),
});
