import type { BundleUrls } from 'dashwright';

/** Where Grafana and the runbooks of this bundle are found. */
export const urls: BundleUrls = {
  grafana: 'https://grafana.example.com',
  runbooks: 'https://runbooks.example.com/multiweb/{slug}.md',
};
