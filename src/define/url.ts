import { dashboardPath } from '../grafana/index.js';
import type { BundleUrls } from './bundle-urls.js';

/** The URL of `path` below `base`, with exactly one slash between them. */
export function urlBelow(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}

/** The URL of a runbook: the bundle's, with the name of the runbook; undefined where the bundle has none. */
export function runbookUrl({ runbooks }: Pick<BundleUrls, 'runbooks'>, slug: string): string | undefined {
  return runbooks?.replaceAll('{slug}', () => slug);
}

/** The URL of a dashboard, or of one of its panels; undefined where the bundle has no URL of Grafana. */
export function dashboardUrl(
  { grafana }: Pick<BundleUrls, 'grafana'>,
  uid: string,
  panel?: number,
): string | undefined {
  return grafana === undefined ? undefined : urlBelow(grafana, dashboardPath(uid, panel));
}
