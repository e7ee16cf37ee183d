import type { BundleUrls, Link, Runbook } from 'dashwright';

/** Where Grafana and the runbooks of this bundle are found. */
export const urls = {
  grafana: 'https://grafana.example.com',
  runbooks: 'https://runbooks.example.com/qmtl/{slug}.md',
} satisfies BundleUrls;

/** A panel's link to a runbook, for what must be at hand before an alert has fired. */
export function linkToRunbook({ slug }: Runbook): Link {
  return { title: 'Runbook', url: urls.runbooks.replaceAll('{slug}', slug), newTab: true };
}
