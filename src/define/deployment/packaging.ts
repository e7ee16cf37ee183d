import { choice, list, matching, options as optionsOf, required, text } from '../../catalog/shape/index.js';
import { url } from '../shapes.js';

/**
 * Metadata of the chart, for `helm show chart`, registries and Artifact Hub, and for installation instructions in its
 * README. Options that are not set are left out.
 */
export interface Packaging {
  /** Home page of the project or the team. */
  readonly home?: string;
  /** URLs of the source code. */
  readonly sources?: readonly string[];
  /** An SVG or PNG image: its URL, or the image itself as a `data:` URL. */
  readonly icon?: string;
  readonly maintainers?: readonly Maintainer[];
  /** In addition to monitoring, grafana, dashboards, prometheus and alerts. */
  readonly keywords?: readonly string[];
  /** SPDX identifier, such as `Apache-2.0`. */
  readonly license?: string;
  /** Changes in this version of the bundle. */
  readonly changes?: readonly PackageChange[];
  readonly links?: readonly PackageLink[];
  /**
   * Where charts are published: `oci://HOST/PATH`, as in `dashwright publish`.
   * @default the README has a placeholder, and says so
   */
  readonly registry?: string;
  /**
   * Supported versions of Kubernetes, as a constraint of Helm.
   * @default '>=1.16.0-0', the first with CRDs as operators have them; -0 includes versions of cloud providers such as
   *   1.33.1-eks
   */
  readonly kubeVersion?: string;
}

/** As in Chart.yaml. */
export interface Maintainer {
  readonly name: string;
  readonly email?: string;
  readonly url?: string;
}

/** As in Artifact Hub's annotation `artifacthub.io/changes`. */
export interface PackageChange {
  readonly kind: 'added' | 'changed' | 'deprecated' | 'removed' | 'fixed' | 'security';
  readonly description: string;
}

/** As in Artifact Hub's annotation `artifacthub.io/links`. */
export interface PackageLink {
  readonly name: string;
  readonly url: string;
}

const page = matching(/^https?:\/\/[^\s/]/, 'an address of a web page, https://…');

/** The shape of each option of `Packaging`. */
export const packagingShape = optionsOf<Packaging>({
  home: page,
  sources: list(url),
  icon: matching(/^(https?:\/\/[^\s/]|data:image\/)/, 'the address of an image, https://… or data:image/…'),
  maintainers: list(
    optionsOf<Maintainer>({
      name: required(text),
      email: matching(/^[^\s@]+@[^\s@]+$/, 'an e-mail address'),
      url: page,
    }),
  ),
  keywords: list(text),
  license: matching(
    /^[A-Za-z0-9][A-Za-z0-9.+-]*( (AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.+-]*)*$/,
    'an SPDX identifier, such as Apache-2.0',
  ),
  changes: list(
    optionsOf<PackageChange>({
      kind: required(choice('added', 'changed', 'deprecated', 'removed', 'fixed', 'security')),
      description: required(text),
    }),
  ),
  links: list(optionsOf<PackageLink>({ name: required(text), url: required(page) })),
  registry: matching(
    /^oci:\/\/[^\s/]+(\/[^\s/]+)*$/,
    'a registry, oci://HOST/PATH, without a slash at the end',
  ),
  kubeVersion: matching(
    /^[\^~<>=!]*\s*v?\d+(\.(\d+|x|\*)){0,2}(-[\w.]+)?((\s*,\s*|\s+|\s*\|\|\s*)[\^~<>=!]*\s*v?\d+(\.(\d+|x|\*)){0,2}(-[\w.]+)?)*$/,
    "a constraint of versions, such as '>=1.16.0-0'",
  ),
});
