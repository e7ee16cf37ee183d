import { bundleOf, type Mistakes } from './form.js';

/** Mistakes in the `packaging` of a bundle. */
export const packagingMistakes: Mistakes = {
  'a misspelt option of the package': [
    bundleOf(`{ licence: 'Apache-2.0' }`),
    'packaging has no option "licence"',
    'did you mean license?',
  ],
  'a home that is no page': [
    bundleOf(`{ home: 'acme.io' }`),
    'packaging.home is "acme.io"',
    'an address of a web page, https://…',
  ],
  'an invalid registry': [
    bundleOf(`{ registry: 'registry.acme.io/charts/' }`),
    'packaging.registry is "registry.acme.io/charts/"',
    'oci://HOST/PATH',
  ],
  'versions of Kubernetes in prose': [
    bundleOf(`{ kubeVersion: 'new ones' }`),
    'packaging.kubeVersion is "new ones"',
    "such as '>=1.16.0-0'",
  ],
  'a maintainer without a name': [
    bundleOf(`{ maintainers: [{ email: 'core@acme.io' }] }`),
    'packaging.maintainers[0].name is missing',
  ],
  'a kind of change that Artifact Hub does not have': [
    bundleOf(`{ changes: [{ kind: 'new', description: 'd' }] }`),
    'packaging.changes[0].kind is "new"',
    'one of added, changed, deprecated, removed, fixed, security',
  ],
};
