import { cases } from '../../support.js';

const own = { grafana: 'https://grafana.acme.io', runbooks: 'https://runbooks.acme.io/{slug}' };

export default cases('bundle/example-link', {
  trips: {
    'a Grafana at example.com': {
      given: { bundle: { urls: { ...own, grafana: 'https://grafana.example.com/sub' } } },
      says: 'urls.grafana (https://grafana.example.com/sub)',
    },
    'runbooks under the other domains for examples': {
      given: { bundle: { urls: { ...own, runbooks: 'http://Example.NET:8080/{slug}' } } },
      says: 'urls.runbooks',
    },
    'all that the package says, in one finding': {
      given: {
        bundle: {
          urls: own,
          packaging: {
            home: 'https://example.org',
            sources: ['https://git.acme.io', 'https://git.example.com/shop'],
            maintainers: [{ name: 'Shop', url: 'https://example.com/shop' }],
            links: [{ name: 'More', url: 'https://example.com' }],
            registry: 'oci://registry.example.com/charts',
          },
        },
      },
      says: 'packaging.home (https://example.org), packaging.registry (oci://registry.example.com/charts), packaging.sources[1]',
    },
  },
  silent: {
    'addresses of a team': { given: { bundle: { urls: own, packaging: { home: 'https://acme.io' } } } },
    'a name that only looks like it': {
      given: {
        bundle: { urls: { ...own, grafana: 'https://myexample.com', docs: 'https://acme.io/example.com' } },
      },
    },
  },
});
