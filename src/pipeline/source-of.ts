import type { Place } from '../catalog/index.js';
import type { ResolvedBundle } from '../resolve/index.js';

/**
 * The definition of a file: its dashboard if it contains one, otherwise its bundle.
 *
 * @param path Relative to the output folder: `grafana/shop/shop-overview.json`, `helm/shop`.
 */
export function sourceOf(path: string, bundles: readonly ResolvedBundle[]): Place | undefined {
  const [, folder = path] = path.split('/');
  // Archives and charts are named after the bundle, in a form that Kubernetes accepts.
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const bundle =
    bundles.find(({ name }) => name === folder) ?? bundles.find(({ name }) => plain(name) === plain(folder));
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/\.(json|yaml|yml)$/, '');
  const dashboard = bundle?.dashboards.find(({ uid }) => uid === file);
  return dashboard?.place ?? bundle?.source.place;
}
