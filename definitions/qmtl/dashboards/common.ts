import { annotation, type DashboardLink } from 'dashwright';

/** What all dashboards of this bundle share: links to the others, and annotations for firing alerts. */
export const tags = ['qmtl'];
export const links: readonly DashboardLink[] = [{ title: 'QMTL', tags, menu: true }];
export const annotations = [annotation.alerts()];

/** Why panels of events have a fixed window. */
export const eventWindow =
  "Shows the alert's own 15 minutes: an event is seen for as long as the alert fires.";
