import { annotation, type DashboardLink } from 'dashwright';

/** What the pages of this bundle share: a way to the others, and marks where alerts were firing. */
export const tags = ['seamless'];
export const links: readonly DashboardLink[] = [{ title: 'Seamless', tags }];
export const annotations = [annotation.alerts()];
