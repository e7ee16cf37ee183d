import type { BundleUrls } from 'dashwright';

/** URLs of Grafana and of the runbooks. */
export const urls: BundleUrls = {
  grafana: 'https://grafana.example.com',
  runbooks: 'https://runbooks.example.com/multiweb/{slug}.md',
};
