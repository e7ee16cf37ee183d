import { dashboardPath } from '../grafana/index.js';
import type { BundleUrls } from './bundle-urls.js';

/** The address of `path` below `base`: with one slash between them, however `base` ends. */
export function urlBelow(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}

/** The address of a runbook: the bundle's, with the runbook's name in it. */
export function runbookUrl({ runbooks }: Pick<BundleUrls, 'runbooks'>, slug: string): string {
  return runbooks.replaceAll('{slug}', () => slug);
}

/** The address of a dashboard, or of one of its panels. */
export function dashboardUrl({ grafana }: Pick<BundleUrls, 'grafana'>, uid: string, panel?: number): string {
  return urlBelow(grafana, dashboardPath(uid, panel));
}
