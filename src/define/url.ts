import { dashboardPath } from '../grafana/index.js';
import type { BundleUrls } from './bundle-urls.js';

/** The URL of `path` below `base`, with exactly one slash between them. */
export function urlBelow(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}

/** The URL of a runbook: the bundle's, with the name of the runbook. */
export function runbookUrl({ runbooks }: Pick<BundleUrls, 'runbooks'>, slug: string): string {
  return runbooks.replaceAll('{slug}', () => slug);
}

/** The URL of a dashboard, or of one of its panels. */
export function dashboardUrl({ grafana }: Pick<BundleUrls, 'grafana'>, uid: string, panel?: number): string {
  return urlBelow(grafana, dashboardPath(uid, panel));
}
