import {
  chosenBy,
  flag,
  isRecord,
  list,
  name,
  options,
  optionsFrom,
  required,
  type Shape,
  text,
  validate,
  wrong,
} from '../../catalog/shape/index.js';
import { type Link, linkFields, pathInContext } from '../../grafana/index.js';

/** A link in the bar at the top of a dashboard. */
export type DashboardLink =
  | (Link & { readonly keepTime?: boolean; readonly keepVariables?: boolean })
  | TagLink;

/** All dashboards with these tags, as links or as one menu. */
export interface TagLink {
  readonly title: string;
  readonly tags: readonly string[];
  readonly menu?: boolean;
}

const barLink = optionsFrom({ ...linkFields, keepTime: flag, keepVariables: flag });
const tagLink = options<TagLink>({ title: required(text), tags: required(list(name)), menu: flag });
export const dashboardLink = chosenBy((value) => (isRecord(value) && 'tags' in value ? tagLink : barLink));

interface Linkable {
  readonly uid: string;
  readonly title: string;
}

const linkable: Shape = (value) =>
  isRecord(value) && typeof value.uid === 'string' && typeof value.title === 'string'
    ? undefined
    : wrong(value, 'what dashboard() gives, or { uid, title }');

/** A link to another dashboard that keeps the time range and the variables. */
export function linkTo(target: Linkable, title?: string): Link {
  validate(linkable, target, 'linkTo', linkTo);
  if (title !== undefined) validate(text, title, 'linkTo: the title', linkTo);
  return { title: title ?? target.title, url: pathInContext(target.uid) };
}
