import { choice, list, matching, options as optionsOf, required, text } from '../../catalog/shape/index.js';
import { url } from '../shapes.js';

/**
 * Metadata of the chart, for `helm show chart`, registries and Artifact Hub, and for the installation instructions in
 * its README. Options that are not set are left out.
 */
export interface Packaging {
  /** Home page of the project or the team. */
  readonly home?: string;
  /** URLs of the source code. */
  readonly sources?: readonly string[];
  /** Icon: the URL of an SVG or PNG image, or the image as a `data:` URL. */
  readonly icon?: string;
  /** Maintainers. */
  readonly maintainers?: readonly Maintainer[];
  /** Keywords, in addition to monitoring, grafana, dashboards, prometheus and alerts. */
  readonly keywords?: readonly string[];
  /** Licence as SPDX identifier, such as `Apache-2.0`. */
  readonly license?: string;
  /** Changes in this version of the bundle. */
  readonly changes?: readonly PackageChange[];
  /** Links on Artifact Hub. */
  readonly links?: readonly PackageLink[];
  /** Registry of the chart, `oci://HOST/PATH`, as for `dashwright publish`. @default a placeholder in the README */
  readonly registry?: string;
  /**
   * Supported Kubernetes versions, as a Helm constraint.
   *
   * @default '>=1.16.0-0', the first version with CRDs of apiextensions.k8s.io/v1; -0 includes the versions of cloud
   * providers, such as 1.33.1-eks
   */
  readonly kubeVersion?: string;
}

/** A maintainer, as in `Chart.yaml`. */
export interface Maintainer {
  /** Name. */
  readonly name: string;
  /** E-mail address. */
  readonly email?: string;
  /** URL of a home page. */
  readonly url?: string;
}

/** A change, as in Artifact Hub's annotation `artifacthub.io/changes`. */
export interface PackageChange {
  /** Kind of change. */
  readonly kind: 'added' | 'changed' | 'deprecated' | 'removed' | 'fixed' | 'security';
  /** What has changed. */
  readonly description: string;
}

/** A link, as in Artifact Hub's annotation `artifacthub.io/links`. */
export interface PackageLink {
  /** Text of the link. */
  readonly name: string;
  /** URL of the link. */
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
