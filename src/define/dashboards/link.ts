import {
  choice,
  chosenBy,
  fields,
  flag,
  isRecord,
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

/** What links in the bar at the top of a dashboard have, whatever they lead to. */
interface BarLink {
  /** @default external link, and dashboard for dashboards by their tags */
  readonly icon?: LinkIcon;
  /** Text shown at the pointer. */
  readonly tooltip?: string;
  /** @default false */
  readonly newTab?: boolean;
  /** Whether the time range goes with it. @default true */
  readonly keepTime?: boolean;
  /** Whether the values of variables go with it. @default true */
  readonly keepVariables?: boolean;
  /** Anything else of Grafana's link, merged last. */
  readonly json?: LinkData;
}

/** A link in the bar at the top of a dashboard. */
export type DashboardLink = UrlLink | TagLink;

export interface UrlLink extends Link, BarLink {
  readonly tooltip?: string;
  readonly newTab?: boolean;
}

/** All dashboards with these tags, as links or as one menu. */
export interface TagLink extends BarLink {
  readonly title: string;
  readonly tags: readonly string[];
  /** One menu in place of a link to each. @default false */
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
 * A link to another dashboard that keeps the time range and the variables.
 *
 * @example linkTo(overview)
 */
export function linkTo(target: Linkable, title?: string): Link {
  validate(linkable, target, 'linkTo', linkTo);
  if (title !== undefined) validate(text, title, 'linkTo: the title', linkTo);
  return { title: title ?? target.title, url: pathInContext(target.uid) };
}
