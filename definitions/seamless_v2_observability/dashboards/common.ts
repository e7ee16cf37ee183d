import { annotation, type DashboardLink } from 'dashwright';

/** What the dashboards of this bundle share: links to the others, and annotations for firing alerts. */
export const tags = ['seamless'];
export const links: readonly DashboardLink[] = [{ title: 'Seamless', tags }];
export const annotations = [annotation.alerts()];
