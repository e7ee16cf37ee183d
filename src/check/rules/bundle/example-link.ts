import type { Check } from '../../check.js';

/** Domains that RFC 2606 reserves for examples. */
const reserved = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*[.@])?example\.(?:com|net|org)(?:[:/?#]|$)/i;

export const exampleLink: Check = {
  id: 'bundle/example-link',
  level: 'info',
  summary: 'a published link to example.com or another domain that is reserved for examples',
  bundle({ bundle, subject }, report) {
    const { urls = {}, packaging = {} } = bundle.source.options;
    const { home, sources = [], maintainers = [], links = [], registry } = packaging;
    const places: readonly (readonly [where: string, link: string | undefined])[] = [
      ...Object.entries(urls).map(([name, link]) => [`urls.${name}`, link] as const),
      ['packaging.home', home],
      ['packaging.registry', registry],
      ...sources.map((link, index) => [`packaging.sources[${index}]`, link] as const),
      ...maintainers.map(({ url }, index) => [`packaging.maintainers[${index}].url`, url] as const),
      ...links.map(({ url }, index) => [`packaging.links[${index}].url`, url] as const),
    ];
    const found = places.filter(([, link]) => typeof link === 'string' && reserved.test(link));
    if (found.length === 0) return;
    const named = found.map(([where, link]) => `${where} (${link})`).join(', ');
    report(subject, `published links point to a domain that is reserved for examples: ${named}`, {
      expected:
        'your own URLs; those of Grafana and the runbooks can also be set in the values of the chart or the variables of the module',
    });
  },
};
