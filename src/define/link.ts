/** A link on a dashboard, a panel or a point. */
export interface Link {
  readonly title: string;
  readonly url: string;
  readonly newTab?: boolean;
  readonly tooltip?: string;
}

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

interface Linkable {
  readonly uid: string;
  readonly title: string;
}

/** A link to another dashboard that keeps the time range and the variables. */
export function linkTo(target: Linkable, title: string = target.title): Link {
  return { title, url: `/d/${target.uid}?\${__url_time_range}&\${__all_variables}` };
}
