import type { BundleUrls, Link, Runbook } from 'dashwright';

/** URLs of Grafana and of the runbooks. */
export const urls = {
  grafana: 'https://grafana.example.com',
  runbooks: 'https://runbooks.example.com/qmtl/{slug}.md',
} satisfies BundleUrls;

/** A link of a panel to a runbook, for procedures that are needed before an alert fires. */
export function linkToRunbook({ slug }: Runbook): Link {
  return { title: 'Runbook', url: urls.runbooks.replaceAll('{slug}', slug), newTab: true };
}
