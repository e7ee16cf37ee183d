import { shortHash } from '../../output/digest.js';

/** Grafana: util.MaxUIDLength. */
const longest = 40;

/** The uid of a folder: its title in lower case, with a hash if that would not be unique. */
export function folderUid(title: string): string {
  const slug = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const readable = title.toLowerCase().replaceAll(' ', '-');
  if (slug === readable && slug.length <= longest && slug !== '' && slug !== 'general') return slug;
  const hash = shortHash(title);
  const start = slug.slice(0, longest - hash.length - 1).replace(/-+$/, '');
  return start === '' ? hash : `${start}-${hash}`;
}
