import {
  choice,
  chosenBy,
  fields,
  flag,
  jsonObject as json,
  list,
  name,
  optionsFrom,
  required,
  type Shape,
  text,
  validate,
  wrong,
} from '../../catalog/shape/index.js';
import {
  type Link,
  type LinkData,
  type LinkIcon,
  linkFields,
  linkIcons,
  pathInContext,
} from '../../grafana/index.js';
import { isRecord } from '../../plain.js';

/** Options of every link of a dashboard. */
interface BarLink {
  /** Icon of the link. @default external link; dashboard for links by tags */
  readonly icon?: LinkIcon;
  /** Tooltip of the link. */
  readonly tooltip?: string;
  /** Opens the link in a new tab. @default false */
  readonly newTab?: boolean;
  /** Includes the current time range. @default true */
  readonly keepTime?: boolean;
  /** Includes the current values of variables. @default true */
  readonly keepVariables?: boolean;
  /** Further fields of Grafana's link, merged last. */
  readonly json?: LinkData;
}

/** A link at the top of a dashboard. */
export type DashboardLink = UrlLink | TagLink;

/** A link to a URL. */
export interface UrlLink extends Link, BarLink {
  readonly tooltip?: string;
  readonly newTab?: boolean;
}

/** Links to all dashboards with the given tags, as a list or a dropdown menu. */
export interface TagLink extends BarLink {
  /** Title of the dropdown menu. */
  readonly title: string;
  /** Tags that the dashboards must have. */
  readonly tags: readonly string[];
  /** Shows the links as a dropdown menu. @default false */
  readonly menu?: boolean;
}

const barFields = fields<BarLink>({
  icon: choice(...linkIcons),
  tooltip: text,
  newTab: flag,
  keepTime: flag,
  keepVariables: flag,
  json,
});
const barLink = optionsFrom({ ...linkFields, ...barFields });
const tagLink = optionsFrom({
  ...barFields,
  ...fields<Pick<TagLink, 'title' | 'tags' | 'menu'>>({
    title: required(text),
    tags: required(list(name)),
    menu: flag,
  }),
});
export const dashboardLink = chosenBy((value) => (isRecord(value) && 'tags' in value ? tagLink : barLink));

interface Linkable {
  readonly uid: string;
  readonly title: string;
}

const linkable: Shape = (value) =>
  isRecord(value) && typeof value.uid === 'string' && typeof value.title === 'string'
    ? undefined
    : wrong(value, 'the result of dashboard(), or { uid, title }');

/**
 * A link to another dashboard that keeps the time range and the values of variables.
 *
 * @throws DefinitionError for a target without a uid, such as the undefined of a misspelt import
 * @example linkTo(overview)
 */
export function linkTo(target: Linkable, title?: string): Link {
  validate(linkable, target, 'linkTo', linkTo);
  if (title !== undefined) validate(text, title, 'linkTo: the title', linkTo);
  return { title: title ?? target.title, url: pathInContext(target.uid) };
}
