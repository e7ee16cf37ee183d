import { annotation, type DashboardLink } from 'dashwright';

/** What all pages of this bundle share: a way to the others, and marks where alerts were firing. */
export const tags = ['qmtl'];
export const links: readonly DashboardLink[] = [{ title: 'QMTL', tags, menu: true }];
export const annotations = [annotation.alerts()];

/** Why panels of events keep their window when the page zooms. */
export const eventWindow =
  "Shows the alert's own 15 minutes: an event is seen for as long as the alert fires.";
