import type { Duration } from '../../../catalog/index.js';
import { choice, isRecord, text } from '../../../catalog/shape/index.js';
import * as field from './field.js';
import { type HttpNotification, httpNotificationFields } from './notification.js';

/** A text of the issue. */
export interface JiraText {
  readonly template?: string;
  /** Changes the text of an issue that is there. @default true */
  readonly enableUpdate?: boolean;
}

/** Login and token are `httpConfig: { basicAuth }` for Jira Cloud, `{ authorization }` for Jira Data Center. */
export interface JiraOptions extends HttpNotification {
  /** With the path of the API: `https://company.atlassian.net/rest/api/2/`. @default that of the global settings */
  readonly apiUrl?: string;
  /** @default auto */
  readonly apiType?: 'auto' | 'cloud' | 'datacenter';
  /** Key of the project. */
  readonly project: string;
  readonly issueType: string;
  readonly summary?: string | JiraText;
  readonly description?: string | JiraText;
  readonly labels?: readonly string[];
  readonly priority?: string;
  /** Name of the transition that reopens an issue. @default issues are not reopened */
  readonly reopenTransition?: string;
  /** Name of the transition that resolves an issue. @default issues are not resolved */
  readonly resolveTransition?: string;
  /** Issues with that resolution are not reopened. */
  readonly wontFixResolution?: string;
  /** Reopens only what was resolved so long ago. */
  readonly reopenDuration?: Duration;
  /** Other fields and custom fields of the issue, by their ids. */
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
