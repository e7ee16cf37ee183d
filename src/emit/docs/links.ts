import { urlBelow } from '../../define/url.js';
import type { ResolvedBundle } from '../../resolve/index.js';

/**
 * Addresses of the pages of a bundle, from a page in `folder`: relative, so that they work in any checkout, or below
 * the bundle's `urls.docs`, for wikis that move pages around.
 */
export function linksFrom({ urls }: ResolvedBundle, folder: '' | 'alerts'): (page: string) => string {
  const { docs } = urls;
  if (docs !== undefined) return (page) => urlBelow(docs, page);
  return (page) => (folder === '' ? page : `../${page}`);
}
